import type { DrawerOutcome } from '#contract/drawer.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import { createLink, type LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';
import { signTimeline, type CounterSign } from './counter-sign.ts';
import { codecOf, type DisplayDialect } from './dialects.ts';
import { LED8_DRAWER_PULSE } from './led8.ts';
import { idleTextsOf } from './look.ts';
import { timelineOf, type Timeline } from './timeline.ts';

/** A customer display (UnifiedPOS LineDisplay). It shows the latest view; a view that came and went while the display was busy is skipped. */
export interface LineDisplay {
  readonly id: string;
  readonly status: LinkStatus;
  start(): void;
  stop(): Promise<void>;
  /** Never waits and never fails: what cannot be shown now is shown when the display is ready. */
  show(view: LineDisplayView): void;
  /** The same for a display that is the window bar above a counter. */
  showSign(sign: CounterSign): void;
  /** Pulses a cash drawer on the display's own socket. Never rejects. */
  openDrawer(): Promise<DrawerOutcome['pulse']>;
}

export interface LineDisplayOptions {
  readonly id: string;
  readonly dialect: DisplayDialect;
  /** Shown in turn while nothing is sold; without any, a greeting and the shop's name where the display can draw it. */
  readonly idleTexts: readonly string[];
  readonly shopName: string;
  readonly transport: Transport;
  onChange(status: LinkStatus): void;
  readonly backOffMs?: readonly number[];
}

/** A display that always ends up showing the last view, also after it was unplugged. */
export function createLineDisplay(options: LineDisplayOptions): LineDisplay {
  const codec = codecOf(options.dialect);
  const idleTexts = idleTextsOf(options.idleTexts, options.shopName, codec.charset);
  let wanted: Uint8Array | undefined;
  let shown: Uint8Array | undefined;
  /** The wire was opened since the last init. */
  let fresh = false;
  let busy = false;
  let nextFrame: NodeJS.Timeout | undefined;
  let running = false;
  let timeline: Timeline | undefined;

  const link = createLink({
    transport: options.transport,
    onData: ignore,
    onChange: (status) => options.onChange(status),
    onReady() {
      fresh = true;
      void catchUp();
    },
    ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
  });

  /** Sends until the display shows what is wanted: one send at a time, so that a slow display gets the latest image and not all of them. */
  async function catchUp(): Promise<void> {
    if (busy) return;
    busy = true;
    while (link.status.state === 'ready' && (fresh || wanted !== shown)) {
      const image = fresh ? codec.init : wanted;
      if (fresh) shown = undefined;
      fresh = false;
      const sent = image ? await send(image) : true;
      if (fresh) continue;
      if (!sent) break;
      if (image === codec.init) continue;
      shown = image;
    }
    busy = false;
  }

  /** Runs by the clock, whether or not the display can follow: one that comes late shows what is right by then. */
  function play(playing: Timeline, at: number): void {
    const frame = playing.frames[at];
    if (!frame) return;
    if (!wanted || Buffer.compare(wanted, frame.bytes) !== 0) wanted = frame.bytes;
    if (frame.forMs !== undefined) {
      const next = at + 1 < playing.frames.length ? at + 1 : playing.loopFrom;
      nextFrame = setTimeout(() => play(playing, next), frame.forMs);
    }
    void catchUp();
  }

  function begin(next: Timeline): void {
    clearTimeout(nextFrame);
    wanted = undefined;
    play(next, 0);
  }

  function show(next: Timeline): void {
    timeline = next;
    if (running) begin(next);
  }

  async function send(bytes: Uint8Array): Promise<boolean> {
    try {
      await link.send(bytes);
      return true;
    } catch {
      // The link has seen it and opens the wire again; onReady shows the last view.
      return false;
    }
  }

  return {
    id: options.id,
    get status() {
      return link.status;
    },
    start() {
      if (!running && timeline) begin(timeline);
      running = true;
      link.start();
    },
    async stop() {
      running = false;
      clearTimeout(nextFrame);
      await link.stop();
    },
    show: (view) => show(timelineOf(view, codec, idleTexts)),
    showSign: (sign) => show(signTimeline(sign, codec, options.idleTexts)),
    async openDrawer() {
      if (link.status.state !== 'ready') return 'failed';
      return (await send(LED8_DRAWER_PULSE)) ? 'sent' : 'unknown';
    },
  };
}

/** Displays that answer have nothing to say we need. */
function ignore(): void {}
