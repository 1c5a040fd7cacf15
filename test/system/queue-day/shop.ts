import type { TillClient } from '../till-client.ts';
import type { QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';

/** Three services at four counters, as the simulated day and the bench use them. */
export const SERVICE_IDS = [1, 2, 3] as const;
export const COUNTER_SERVICES: Readonly<Record<number, readonly number[]>> = { 1: [1], 2: [1, 2], 3: [2, 3], 4: [1, 2, 3] };
export const COUNTER_IDS: readonly number[] = [1, 2, 3, 4];

const service = (id: number, prefix: string): QueueService => ({
  id,
  prefix,
  name: `业务 ${prefix}`,
  nameEn: `Service ${prefix}`,
  note: '',
  noteEn: '',
  firstNumber: 1,
  lastNumber: 999,
  resetsDaily: false,
  hours: [],
  dailyLimit: 0,
  defaultMinutes: 5,
  targetMinutes: 15,
  offersAssisted: true,
  paused: false,
  active: true,
});

const counter = (id: number): QueueCounter => ({
  id,
  number: id,
  kind: 'counter',
  area: '',
  serviceIds: [...(COUNTER_SERVICES[id] ?? [])],
  terminal: '',
  active: true,
});

/** Sets the queue up from the till and opens every counter from a caller. */
export async function setUpQueue(till: TillClient, caller: TillClient): Promise<void> {
  const { revision, setup } = await till.ask('queue.setup', {});
  const wanted: QueueSetup = {
    ...setup,
    services: [service(1, 'A'), service(2, 'B'), service(3, 'C')],
    counters: COUNTER_IDS.map(counter),
  };
  await till.ask('queue.configure', { revision, setup: wanted });
  for (const counterId of COUNTER_IDS) await caller.ask('counter.open', { counterId });
}
