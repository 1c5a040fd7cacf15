import type { Ports } from '../ports.ts';

/** What a paired till weighs on: a scale has one load, and it lies at the station. */
export const NO_SCALE: Pick<Ports, 'readWeight'> = { readWeight: () => Promise.resolve({ result: 'failed', reason: 'no_scale' }) };
