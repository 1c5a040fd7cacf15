import { z } from 'zod';
import { WireError } from './error.ts';

/** A frame is one JSON text; the same over Electron IPC, WebSocket and the store thread's port. */
export const MAX_FRAME_BYTES = 64 * 1024;

export const RequestFrame = z.strictObject({
  type: z.literal('request'),
  id: z.int().min(0),
  name: z.string().min(1).max(64),
  input: z.unknown(),
});
export type RequestFrame = z.infer<typeof RequestFrame>;

export const ReplyFrame = z.discriminatedUnion('ok', [
  z.strictObject({ type: z.literal('reply'), id: z.int().min(0), ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ type: z.literal('reply'), id: z.int().min(0), ok: z.literal(false), error: WireError }),
]);
export type ReplyFrame = z.infer<typeof ReplyFrame>;

/** The whole present value of a topic. A revision not above the last one seen is ignored. */
export const TopicFrame = z.strictObject({
  type: z.literal('topic'),
  name: z.string().min(1).max(64),
  revision: z.int().min(0),
  value: z.unknown(),
});
export type TopicFrame = z.infer<typeof TopicFrame>;
export type Frame = RequestFrame | ReplyFrame | TopicFrame;
