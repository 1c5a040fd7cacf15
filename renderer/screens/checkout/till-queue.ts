import { NEXT_GAP_MS } from '#renderer/app/desk-view.ts';
import { placeOf, viewOfPlace } from '#renderer/app/till-place.ts';
import type { TillStore } from './till-store.ts';

export interface QueueActions {
  /** Calls the next customer to the counter beside this till and finishes the one before; opens the queue's sheet while nobody works there. */
  callNext(): void;
}

export function createQueueActions(store: TillStore): QueueActions {
  const { client } = store;
  let lastAtMs = Number.NEGATIVE_INFINITY;

  return {
    callNext() {
      const desk = client.topic('queueDesk');
      const here = desk && viewOfPlace(desk, placeOf(client))?.counter;
      const nowMs = performance.now();
      if (!here || nowMs - lastAtMs < NEXT_GAP_MS) return;
      if (here.state !== 'open') return store.set({ overlay: { kind: 'queue' } });
      lastAtMs = nowMs;
      client.command('queue.next', { counterId: here.id }).then(({ called, finished }) => {
        if (called) store.say('ok', { key: 'checkout.queue.called', values: { number: called.number } });
        else if (finished) store.say('ok', { key: 'checkout.queue.finished', values: { number: finished.number } });
        else store.say('ok', { key: 'caller.next.none' });
      }, store.refuseThrown);
    },
  };
}
