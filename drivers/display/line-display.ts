import type { LineDisplayView } from '#contract/line-display.ts';
import { createLink, type LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';
import { cd5220 } from './cd5220.ts';
import type { LineDisplayCodec } from './codec.ts';
import { dmD } from './dm-d.ts';
import { led8 } from './led8.ts';

export type LineDisplayProtocol = 'led8' | 'cd5220' | 'dm-d';

/** How long the amount paid stays before the change replaces it, on a display that cannot show both. */
export const DWELL_MS = 1500;

const codecs: Readonly<Record<LineDisplayProtocol, LineDisplayCodec>> = { led8, cd5220, 'dm-d': dmD };

/** A customer display (UnifiedPOS LineDisplay). It shows the latest view; a view that came and went while the display was busy is skipped. */
export interface LineDisplay {
  readonly id: string;
  readonly status: LinkStatus;
  start(): void;
  stop(): Promise<void>;
  /** Never waits and never fails: what cannot be shown now is shown when the display is ready. */
  show(view: LineDisplayView): void;
}

export interface LineDisplayOptions {
  readonly id: string;
  readonly protocol: LineDisplayProtocol;
  readonly transport: Transport;
  onChange(status: LinkStatus): void;
  readonly dwellMs?: number;
  readonly backOffMs?: readonly number[];
}

/** A display that always ends up showing the last view, also after it was unplugged. */
export function createLineDisplay(options: LineDisplayOptions): LineDisplay {
  const { dwellMs = DWELL_MS } = options;
  const codec = codecs[options.protocol];
  let wanted: Uint8Array | undefined;
  let following: readonly Uint8Array[] = [];
  let shown: Uint8Array | undefined;
  /** The wire was opened since the last init. */
  let fresh = false;
  let busy = false;
  let dwell: NodeJS.Timeout | undefined;

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
      if (image === wanted) followUp();
    }
    busy = false;
  }

  function followUp(): void {
    const [next, ...later] = following;
    if (!next) return;
    clearTimeout(dwell);
    dwell = setTimeout(() => {
      wanted = next;
      following = later;
      void catchUp();
    }, dwellMs);
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
    start: () => link.start(),
    async stop() {
      clearTimeout(dwell);
      await link.stop();
    },
    show(view) {
      clearTimeout(dwell);
      [wanted, ...following] = codec.encodeView(view);
      void catchUp();
    },
  };
}

/** Displays that answer have nothing to say we need. */
function ignore(): void {}
