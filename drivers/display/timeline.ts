import { scenesOf, type SceneStep } from '#contract/customer-scene.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import type { LineDisplayCodec } from './codec.ts';
import { lookOf } from './look.ts';

/** How long each text of the screensaver stays. */
export const IDLE_TEXT_MS = 5000;
/** A scrolling name rests at its beginning so that it can be read, then moves a character a step. */
export const SCROLL_REST_MS = 1500;
export const SCROLL_STEP_MS = 300;

/** One image and how long it stays; without an end it stays for ever. */
export interface Frame {
  readonly bytes: Uint8Array;
  readonly forMs?: number;
}

/** What a display shows one after the other; after the last frame that ends it goes on at `loopFrom`. */
export interface Timeline {
  readonly frames: readonly Frame[];
  readonly loopFrom: number;
}

/** The images of a view on one display. Only what comes last may move or change for ever. */
export function timelineOf(view: LineDisplayView, codec: LineDisplayCodec, idleTexts: readonly [string, ...string[]]): Timeline {
  const steps = scenesOf(view);
  const passing = steps.slice(0, -1).flatMap(({ scene, forMs }): Frame[] => {
    const [bytes] = codec.draw(lookOf(scene, codec.charset, idleTexts[0]));
    return [{ bytes, ...(forMs === undefined ? {} : { forMs }) }];
  });
  return { frames: [...passing, ...lastingFrames(steps.at(-1), codec, idleTexts)], loopFrom: passing.length };
}

function lastingFrames(step: SceneStep | undefined, codec: LineDisplayCodec, idleTexts: readonly string[]): readonly Frame[] {
  if (!step) return [];
  const { scene } = step;
  const texts = scene.scene === 'idle' ? idleTexts : [''];
  const frames = texts.flatMap((text): Frame[] => {
    const [first, ...later] = codec.draw(lookOf(scene, codec.charset, text));
    if (later.length === 0) return [{ bytes: first, forMs: IDLE_TEXT_MS }];
    return [{ bytes: first, forMs: SCROLL_REST_MS }, ...later.map((bytes): Frame => ({ bytes, forMs: SCROLL_STEP_MS }))];
  });
  const [only] = frames;
  return only && frames.every(({ bytes }) => Buffer.compare(bytes, only.bytes) === 0) ? [{ bytes: only.bytes }] : frames;
}
