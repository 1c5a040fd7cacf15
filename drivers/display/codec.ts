import type { DisplayCharset } from './glyphs.ts';
import type { Look } from './look.ts';

/** The dialect of a customer display: what it needs to hear once, and how a look is drawn on it. */
export interface LineDisplayCodec {
  /** What it can write; a display of digits has the words of `ascii` and draws none. */
  readonly charset: DisplayCharset;
  /** Sent after every (re)connection, before the first image. */
  readonly init: Uint8Array;
  /** One image, or the steps of one that moves; each is complete in itself. */
  draw(look: Look): readonly [Uint8Array, ...Uint8Array[]];
}

/** What a display of two lines can be set to. */
export interface TwoLineOptions {
  readonly charset: DisplayCharset;
  /** What becomes of a name that does not fit beside its price. */
  readonly longNames: 'cut' | 'scroll';
  /** 1 (dim) to 4; left out, the display keeps its own. */
  readonly brightness?: number | undefined;
}
