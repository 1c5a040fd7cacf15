import type { Transport } from '../transport/transport.ts';

/** Baud rates LED8 units are delivered with, the likeliest first (facts/devices.md 2.6). They never answer, so a person has to look. */
export const PROBE_BAUD_RATES = [2400, 9600, 4800, 19_200] as const;
export type ProbeBaudRate = (typeof PROBE_BAUD_RATES)[number];

/** What a display that listens at this rate shows: the rate itself. */
export interface ProbeImage {
  readonly baudRate: ProbeBaudRate;
  readonly bytes: Uint8Array;
}

/**
 * One image for each rate, to be written one after the other: whichever number the person reads is the rate. 0D first ends a command that
 * noise of another rate may have begun; then 1B 40, 0C and 1B 51 41 digits 0D, which every LED8 dialect has.
 */
export function probeImages(): readonly ProbeImage[] {
  return PROBE_BAUD_RATES.map((baudRate) => ({ baudRate, bytes: Buffer.from(`\r\x1b@\x0c\x1bQA${baudRate}\r`, 'latin1') }));
}

/** Writes one image on a wire of its rate, which is open for just that long. Rejects with TransportError. */
export async function showProbeImage({ bytes }: ProbeImage, transport: Transport): Promise<void> {
  try {
    await transport.open({ onData() {}, onLost() {} });
    await transport.write(bytes);
  } finally {
    await transport.close();
  }
}
