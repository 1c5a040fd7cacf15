import type { QueueDesk } from '#contract/queue.ts';
import type { Client } from './client.ts';
import { viewOfCounter, type CounterView } from './desk-view.ts';
import { useTopicPart } from './use-topic.ts';

/** Where a screen is: a paired device, or '' for the station's own machine, which is the till of this number. */
export interface TillPlace {
  readonly deviceId: string;
  readonly terminal: string | undefined;
}

export function placeOf(client: Client): TillPlace {
  return { deviceId: client.topic('here')?.deviceId ?? '', terminal: client.topic('station')?.terminal };
}

export function useTillPlace(): TillPlace {
  const deviceId = useTopicPart('here', (here) => here?.deviceId ?? '');
  const terminal = useTopicPart('station', (station) => station?.terminal);
  return { deviceId, terminal };
}

/** The queue as the counter beside a screen sees it, by the setup; undefined where there is none. */
export function viewOfPlace(desk: QueueDesk, { deviceId, terminal }: TillPlace): CounterView | undefined {
  const counter = desk.counters.find((each) =>
    deviceId === '' ? each.terminal !== '' && each.terminal === terminal : each.deviceId === deviceId,
  );
  return counter && viewOfCounter(desk, counter.id);
}

/** Whether somebody works at a counter at another device than this one. */
export function isElsewhere(counter: Pick<QueueDesk['counters'][number], 'openedAt' | 'deviceId'>, { deviceId }: TillPlace): boolean {
  return counter.openedAt !== null && counter.openedAt !== deviceId && counter.deviceId !== deviceId;
}
