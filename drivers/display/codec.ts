import type { LineDisplayView } from '#contract/line-display.ts';

/** The dialect of a customer display: what it needs to hear once, and how a view looks on it. */
export interface LineDisplayCodec {
  /** Sent after every (re)connection, before the first image. */
  readonly init: Uint8Array;
  /** One image or more; each is complete in itself, and those after the first follow a dwell later (paid, then change). */
  encodeView(view: LineDisplayView): readonly [Uint8Array, ...Uint8Array[]];
}
