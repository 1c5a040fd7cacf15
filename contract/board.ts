import { z } from 'zod';
import { Language } from './language.ts';

export const MAX_MESSAGES = 12;
export const MAX_MESSAGE_CHARACTERS = 60;

const percent = z.int().min(10).max(100);
const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

/** How calls are spoken. */
export const VoiceSettings = z.strictObject({
  /** One after the other; none = no board speaks. */
  languages: z.array(Language).max(2),
  /** The clips of the product (or the shop's own), or a voice of the board's operating system where it has one. */
  source: z.enum(['clips', 'system']),
  /** How often each call is said. */
  times: z.int().min(1).max(3),
  volume: percent,
  /** From one time of day to another calls are softer, never silent; past midnight where `to` is not after `from`. */
  quietHours: z.strictObject({ from: clockTime, to: clockTime }).nullable(),
  quietVolume: percent,
});
export type VoiceSettings = z.infer<typeof VoiceSettings>;

/** What the shop sets for all its boards. */
export const BoardSettings = z.strictObject({
  voice: VoiceSettings,
  /** Shown one at a time at the foot. */
  messages: z.array(z.string().trim().min(1).max(MAX_MESSAGE_CHARACTERS)).max(MAX_MESSAGES),
});
export type BoardSettings = z.infer<typeof BoardSettings>;

/** What a shop that has set nothing gets. */
export const DEFAULT_BOARD: BoardSettings = {
  voice: { languages: ['zh'], source: 'clips', times: 2, volume: 80, quietHours: null, quietVolume: 30 },
  messages: [],
};

/** Topic `voice`: the shop's own clips, each at `/media/<id>`, in place of those of the product. */
export const VoicePack = z.strictObject({
  clips: z.array(z.strictObject({ name: z.string().max(40), id: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })).max(200),
});
export type VoicePack = z.infer<typeof VoicePack>;
