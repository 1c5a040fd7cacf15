import type { Weight } from '#contract/scale.ts';

/** One statement of a scale about its pan. */
export interface ScaleReading {
  /** Undefined where the scale says only that it moves or is out of range. */
  readonly weight: Weight | undefined;
  /** `unsaid`: this protocol does not tell. */
  readonly motion: 'stable' | 'moving' | 'unsaid';
  readonly range: 'within' | 'under' | 'over';
  /** The scale itself took a tare off. */
  readonly net: boolean;
}

/** What a complete answer of a scale is. `ready`: it understood and said no weight; `bad`: a frame that cannot be believed. */
export type ScaleReply = { readonly kind: 'reading'; readonly reading: ScaleReading } | { readonly kind: 'ready' | 'bad' };

/** How the bytes of a protocol make frames, as a grammar over what came so far. */
export interface ScaleGrammar {
  readonly maxBytes: number;
  /** Judges the first `length` bytes: they may become a frame, are one, or never will be. A single byte that begins no frame is `broken`. */
  judge(bytes: Uint8Array, length: number): 'more' | 'whole' | 'broken';
  /** Reads a whole frame. */
  read(frame: Uint8Array): ScaleReply;
}

/** A scale protocol as data: what to send, how to read what comes. */
export interface ScaleProtocol {
  readonly grammar: ScaleGrammar;
  /** Asks for the weight; left out where the scale sends by itself. */
  readonly request?: Uint8Array;
  /** Follows a `ready` in answer to the request. */
  readonly fetch?: Uint8Array;
  /** Commands of the scale; left out where it has none. */
  readonly zero?: Uint8Array;
  readonly tare?: Uint8Array;
  readonly clearTare?: Uint8Array;
}
