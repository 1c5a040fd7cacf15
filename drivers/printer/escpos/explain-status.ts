import type { WireCommand } from '#contract/device-health.ts';
import { hex } from '../../hex.ts';
import { createStatusParser, type StatusEvent } from './status.ts';

const NAMES = {
  'dle-eot': 'DLE EOT answer',
  asb: 'ASB automatic status',
  'gs-r': 'GS r answer',
  block: 'block',
} as const satisfies Record<StatusEvent['type'], string>;

/** Reads bytes that came from an ESC/POS printer for a person; bytes that are no answer are left out. */
export function explainStatus(bytes: Uint8Array): readonly WireCommand[] {
  return createStatusParser()
    .write(bytes)
    .map((event) => ({ name: NAMES[event.type], hex: statusHex(event) }));
}

function statusHex(event: StatusEvent): string {
  switch (event.type) {
    case 'dle-eot':
    case 'gs-r':
      return hex(Uint8Array.of(event.byte));
    case 'asb':
      return hex(Uint8Array.from(event.bytes));
    case 'block':
      return hex(Uint8Array.of(event.header, ...event.data.subarray(0, 32), 0));
  }
}
