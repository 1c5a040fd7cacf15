import { z } from 'zod';

/** A screen that shows the shop's pictures while it has nothing else to say: the customer's, or a board. */
export const MediaScreen = z.enum(['customer', 'board']);
export type MediaScreen = z.infer<typeof MediaScreen>;

/** One picture or film of the shop that is due now, at `/media/<id>`. */
export const MediaItem = z.strictObject({
  /** Names the content: another file of the same name has another id. */
  id: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  kind: z.enum(['image', 'video']),
  /** How long a picture stays; a film plays to its end, at the longest for an hour. */
  seconds: z.int().min(2).max(3600),
  screens: z.array(MediaScreen).min(1).max(2),
});
export type MediaItem = z.infer<typeof MediaItem>;

/** Topic `media`: what is due now, in order, and what of the folder cannot be shown and why. */
export const MediaPlaylist = z.strictObject({
  items: z.array(MediaItem).max(200),
  problems: z
    .array(z.strictObject({ file: z.string().max(100), problem: z.enum(['type', 'size', 'count', 'playlist', 'missing']) }))
    .max(20),
});
export type MediaPlaylist = z.infer<typeof MediaPlaylist>;
