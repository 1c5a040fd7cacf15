import type { BenchFault } from '#contract/bench.ts';
import type { StatusRequest } from '#drivers/printer/escpos/decode.ts';
import { realTimeStatus, sensorStatus } from '#drivers/virtual/printer-status.ts';

/** What a cheap printer answers: DLE EOT and GS r, and nothing to anything else. */
export function plainAnswer(request: StatusRequest, fault: BenchFault): Uint8Array | undefined {
  if (request.type !== 'dle-eot' && request.type !== 'gs-r') return undefined;
  const answer = request.type === 'dle-eot' ? realTimeStatus(request.n, fault) : sensorStatus(request.n, fault);
  return answer === undefined ? undefined : Uint8Array.of(answer);
}
