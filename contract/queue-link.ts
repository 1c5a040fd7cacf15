import { z } from 'zod';

/** Topic `queueLink`: the station whose queue this one shares; only where the settings name one. */
export const QueueLinkView = z.strictObject({
  /** What the other shop calls itself; '' until it was reached. */
  storeName: z.string().max(60),
  /** It answers, and its queue is the real one. */
  connected: z.boolean(),
  sinceMs: z.int(),
});
export type QueueLinkView = z.infer<typeof QueueLinkView>;
