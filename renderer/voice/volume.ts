import type { VoiceSettings } from '#contract/board.ts';

/** How loud a call is at a time of day of the shop ("22:30"): lower in the quiet hours, which may go past midnight, never silent. */
export function volumeAt({ volume, quietHours, quietVolume }: VoiceSettings, time: string): number {
  if (!quietHours) return volume;
  const { from, to } = quietHours;
  const quiet = from < to ? time >= from && time < to : time >= from || time < to;
  return quiet ? Math.min(volume, quietVolume) : volume;
}
