import type { DrawerAlarm, DrawerLesson, DrawerOutcome, DrawerPolarity, DrawerPosition, DrawerView } from '#contract/drawer.ts';
import { lessonOf, positionOf, type DrawerLevel } from './position.ts';

/** A lock takes 50 ms and the drawer runs out within half a second; the rest is for the printer to tell. */
export const OPENS_WITHIN_MS = 1500;

/** Where a drawer is plugged in: what pulses its lock, and what its switch is asked through. */
export interface DrawerConnector {
  /** Never rejects. */
  pulse(): Promise<DrawerOutcome['pulse']>;
  /** Asks for the level now, where the connector can; what comes is told to `levelHeard`. Never rejects. */
  ask(): Promise<void>;
}

/** A cash drawer (UnifiedPOS CashDrawer). */
export interface CashDrawer {
  readonly view: Omit<DrawerView, 'id'>;
  /** Pulses the lock and, where the switch tells, waits a moment for the drawer to come out. Never rejects. */
  openDrawer(): Promise<DrawerOutcome>;
  /** The level on pin 3; undefined when the wire is gone and nobody knows any more. */
  levelHeard(high: DrawerLevel): void;
  /** A person says where the drawer stands now. Told both, it knows which level is which and uses it from then on. */
  learn(stands: 'open' | 'closed'): Promise<DrawerLesson>;
  stop(): void;
}

export interface CashDrawerOptions {
  readonly connector: DrawerConnector;
  readonly polarity: DrawerPolarity;
  /** An alarm after so long (UnifiedPOS WaitForDrawerClose); 0 never. */
  readonly openWarningMs: number;
  /** The view changed. */
  onChange(): void;
  /** The drawer came out or went in, as far as its switch tells. */
  onMoved(position: 'open' | 'closed'): void;
  readonly opensWithinMs?: number;
}

/** Keeps what is known of one drawer; without a switch that is only whether the last pulse went. */
export function createCashDrawer(options: CashDrawerOptions): CashDrawer {
  const { connector, openWarningMs, opensWithinMs = OPENS_WITHIN_MS } = options;
  let { polarity } = options;
  let level: DrawerLevel;
  let position: DrawerPosition = 'unknown';
  let openSinceMs: number | null = null;
  let alarm: DrawerAlarm = 'none';
  let warning: NodeJS.Timeout | undefined;
  let lesson: { open?: DrawerLevel; closed?: DrawerLevel } = {};
  const opened = new Set<() => void>();

  function settle(): void {
    const before = position;
    position = positionOf(polarity, level);
    if (position !== before) moved();
    options.onChange();
  }

  function moved(): void {
    clearTimeout(warning);
    openSinceMs = position === 'open' ? Date.now() : null;
    if (position !== 'unknown') {
      alarm = 'none';
      options.onMoved(position);
    } else if (alarm === 'open_too_long') alarm = 'none';
    if (position !== 'open') return;
    for (const tell of opened) tell();
    if (openWarningMs > 0) warning = setTimeout(() => raise('open_too_long'), openWarningMs);
  }

  function raise(next: DrawerAlarm): void {
    alarm = next;
    options.onChange();
  }

  /** Resolves when the drawer is out, or at the end of the wait. */
  async function comesOut(): Promise<void> {
    const out = Promise.withResolvers<void>();
    opened.add(out.resolve);
    const timer = setTimeout(out.resolve, opensWithinMs);
    if (position === 'open') out.resolve();
    await out.promise;
    clearTimeout(timer);
    opened.delete(out.resolve);
    if (position !== 'open') await connector.ask();
  }

  return {
    get view() {
      return { position, polarity, hasSensor: level !== undefined, openSinceMs, alarm };
    },
    async openDrawer() {
      const pulse = await connector.pulse();
      if (pulse === 'failed') {
        raise('no_pulse');
        return { pulse, position };
      }
      if (alarm === 'no_pulse' || alarm === 'did_not_open') alarm = 'none';
      if (position !== 'unknown') await comesOut();
      if (position === 'closed') raise('did_not_open');
      else options.onChange();
      return { pulse, position };
    },
    levelHeard(high) {
      if (high === level) return;
      level = high;
      settle();
    },
    async learn(stands) {
      await connector.ask();
      lesson = { ...lesson, [stands]: level };
      if (!('open' in lesson && 'closed' in lesson)) return 'half';
      const learned = lessonOf({ open: lesson.open, closed: lesson.closed });
      lesson = {};
      polarity = learned === 'no_sensor' ? 'unknown' : learned;
      settle();
      return learned;
    },
    stop() {
      clearTimeout(warning);
      for (const tell of opened) tell();
    },
  };
}
