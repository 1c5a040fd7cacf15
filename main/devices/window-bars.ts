import type { QueueView } from '#contract/queue.ts';
import type { CounterSign } from '#drivers/display/counter-sign.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';

/** A display that hangs above a counter. */
export interface WindowBar {
  readonly counterId: number;
  readonly display: Pick<LineDisplay, 'showSign'>;
}

/** Tells each window bar what its counter does. */
export interface WindowBars {
  show(queue: QueueView): void;
  /** The bars there are from now on; each shows the queue as it was last known. */
  use(bars: readonly WindowBar[]): void;
  /** Every counter is closed: the station ends, and nobody is called any more. */
  close(): void;
}

/** A bar is told only what is new to it, so that its arrow does not start again whenever somebody takes a ticket. */
export function createWindowBars(): WindowBars {
  let bars: readonly WindowBar[] = [];
  let queue: QueueView | undefined;
  const told = new Map<WindowBar, string>();

  function tell(): void {
    for (const bar of bars) {
      const sign = signOf(queue, bar.counterId);
      const text = JSON.stringify(sign);
      if (told.get(bar) === text) continue;
      told.set(bar, text);
      bar.display.showSign(sign);
    }
  }

  return {
    show(next) {
      queue = next;
      tell();
    },
    use(next) {
      bars = next;
      told.clear();
      tell();
    },
    close() {
      queue = undefined;
      tell();
    },
  };
}

/** What is written above a counter: whom it calls or serves, else whether it is open. Pure. */
export function signOf(queue: QueueView | undefined, counterId: number): CounterSign {
  const counter = queue?.counters.find(({ id }) => id === counterId);
  if (!queue || !counter || counter.state === 'closed') return { show: 'closed' };
  if (counter.serving !== null) {
    const call = queue.calls.find((each) => each.counterId === counterId && each.number === counter.serving);
    return { show: call?.state === 'called' ? 'calling' : 'serving', number: counter.serving };
  }
  return counter.state === 'paused' ? { show: 'paused', reason: counter.pauseReason } : { show: 'open' };
}
