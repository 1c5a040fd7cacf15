import type { DeviceProblem, PrintOutcome } from '#contract/device.ts';
import { TransportError } from '../transport/transport.ts';

/** Not one byte left. */
export function failed(problem: DeviceProblem): PrintOutcome {
  return { result: 'failed', problem: problem === 'none' ? 'offline' : problem, bytes: 0 };
}

/** What a wire that broke says of itself. */
export function problemOf(cause: unknown): DeviceProblem {
  return cause instanceof TransportError ? cause.fault : 'offline';
}

/**
 * Bytes of an output that certainly or possibly left. `takenBefore` is what the wire had taken when it began, infinite when it did not.
 * Whatever is not a transport's own account counts as all of them.
 */
export function bytesBegun(cause: unknown, takenBefore: number, outputBytes: number): number {
  if (takenBefore === Number.POSITIVE_INFINITY) return 0;
  if (!(cause instanceof TransportError)) return outputBytes;
  return Math.min(outputBytes, Math.max(0, cause.bytesSent - takenBefore));
}
