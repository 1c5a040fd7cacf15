import { MAX_READ_WEIGHT_MS, type ScaleView, type WeightReading } from '#contract/scale.ts';
import { createLink, type LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';
import { createScaleDecoder } from './decode.ts';
import { createPan, type Pan, type PanView } from './pan.ts';
import { createScalePoll } from './poll.ts';
import type { ScaleProtocol } from './protocol.ts';

/** A counter scale (UnifiedPOS Scale). `status.problem` is `offline` while its wire is open and the scale silent. */
export interface Scale {
  readonly id: string;
  /** `statistics.outputs` counts readings, `statistics.errors` frames that could not be believed and lost wires. */
  readonly status: LinkStatus;
  readonly view: ScaleView;
  start(): void;
  stop(): Promise<void>;
  /** UnifiedPOS ReadWeight: the first settled weight that is said after the call. Never rejects. */
  readWeight(timeoutMs: number): Promise<WeightReading>;
  /** UnifiedPOS ZeroScale; false when this scale has no such command or is not there. */
  zeroScale(): Promise<boolean>;
  /** What lies on the pan becomes the tare; an empty pan ends it. False while nothing stable is known. */
  tare(): Promise<boolean>;
}

export interface ScaleOptions {
  readonly id: string;
  readonly protocol: ScaleProtocol;
  readonly transport: Transport;
  /** What lies on the pan changed. */
  onView(view: ScaleView): void;
  onChange(status: LinkStatus): void;
  readonly stableReadings?: number;
  /** Names loads, so that the shop notices one that is sold twice. */
  readonly watchLoads: boolean;
  readonly backOffMs?: readonly number[];
  readonly pollIntervalMs?: number;
  readonly silenceMs?: number;
}

/** Drives one scale: the weight on its pan as it changes, and ReadWeight for the moment of sale. */
export function createScale(options: ScaleOptions): Scale {
  const { id, protocol } = options;
  const decoder = createScaleDecoder(protocol.grammar);
  const pan = createPan(options.stableReadings);
  const readers = createReaders(pan, options);
  const counts = { readings: 0, bad: 0 };
  let shown = '';

  const link = createLink({
    transport: options.transport,
    onData(bytes) {
      for (const reply of decoder.push(bytes)) {
        poll.heard(reply);
        if (reply.kind === 'bad') counts.bad += 1;
        if (reply.kind !== 'reading') continue;
        counts.readings += 1;
        pan.hear(reply.reading);
        tell();
      }
    },
    onReady: () => poll.begin(),
    onChange(status) {
      if (status.state !== 'ready') {
        poll.end();
        decoder.reset();
        lostContact();
      }
      options.onChange(statusOf(status));
    },
    ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
  });
  const poll = createScalePoll({
    ...options,
    send: (bytes) => void command(bytes),
    onSilence(silent) {
      if (silent) lostContact();
      options.onChange(statusOf(link.status));
    },
  });

  function statusOf({ state, problem, statistics }: LinkStatus): LinkStatus {
    const errors = statistics.errors + counts.bad;
    const silent = state === 'ready' && poll.silent;
    return { state, problem: silent ? 'offline' : problem, statistics: { ...statistics, outputs: counts.readings, errors } };
  }

  function viewOf({ state, weight, net }: PanView): ScaleView {
    return { scaleId: id, state, weight: weight ?? null, net, canZero: protocol.zero !== undefined };
  }

  function tell(): void {
    readers.tell();
    const view = viewOf(pan.view);
    const text = JSON.stringify(view);
    if (text === shown) return;
    shown = text;
    options.onView(view);
  }

  function lostContact(): void {
    pan.forget();
    tell();
  }

  /** False when the wire did not take the bytes; the link has noticed then. */
  async function command(bytes: Uint8Array | undefined): Promise<boolean> {
    if (!bytes) return false;
    try {
      await link.send(bytes);
      return true;
    } catch {
      return false;
    }
  }

  return {
    id,
    get status() {
      return statusOf(link.status);
    },
    get view() {
      return viewOf(pan.view);
    },
    start: () => link.start(),
    stop: () => link.stop(),
    readWeight: readers.readWeight,
    zeroScale: () => command(protocol.zero),
    async tare() {
      const { state } = pan.view;
      if (protocol.tare && state === 'stable') return command(protocol.tare);
      if (protocol.clearTare) return (state === 'zero' || state === 'under_zero') && command(protocol.clearTare);
      const done = pan.tare();
      tell();
      return done;
    },
  };
}

/** Those who wait for a weight. */
function createReaders(pan: Pan, { id, watchLoads }: ScaleOptions): { tell(): void; readWeight: Scale['readWeight'] } {
  const waiting = new Set<() => void>();

  function reading(): WeightReading {
    const { state, weight } = pan.view;
    if (state !== 'stable' || !weight) return { result: 'failed', reason: state === 'stable' ? 'unstable' : state };
    return { result: 'weight', scaleId: id, weight, load: watchLoads ? pan.takeLoad() : null };
  }

  return {
    tell() {
      if (pan.view.state !== 'unstable') for (const finish of waiting) finish();
    },
    readWeight(timeoutMs) {
      if (pan.view.state === 'not_ready') return Promise.resolve(reading());
      return new Promise((resolve) => {
        const end = (outcome: WeightReading): void => {
          clearTimeout(limit);
          waiting.delete(finish);
          resolve(outcome);
        };
        const finish = (): void => end(reading());
        const limit = setTimeout(() => end({ result: 'failed', reason: 'unstable' }), Math.min(timeoutMs, MAX_READ_WEIGHT_MS));
        waiting.add(finish);
      });
    },
  };
}
