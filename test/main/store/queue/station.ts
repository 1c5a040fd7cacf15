import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import { procedures, type ProcedureInput, type ProcedureOutput } from '#contract/procedures.ts';
import type { QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';
import type { Shop } from '#main/store/shop.ts';

/** A queue-calling station: services A and B, counter 1 for A, counter 2 for both, counter 3 for B. */
export interface QueueStation extends ShopAtWork {
  configure(changes: Partial<QueueSetup>): Promise<void>;
  take(serviceId: number, more?: Partial<ProcedureInput<'queue.take'>>): Promise<ProcedureOutput<'queue.take'>>;
  /** The number that is called, null when nobody waits. */
  next(counterId: number): Promise<string | null>;
  /** Lets so many minutes pass. */
  wait(minutes: number): void;
}

export const service = (id: number, prefix: string, changes: Partial<QueueService> = {}): QueueService => ({
  id,
  prefix,
  name: `业务 ${prefix}`,
  nameEn: `Service ${prefix}`,
  note: '',
  noteEn: '',
  firstNumber: 1,
  lastNumber: 999,
  resetsDaily: true,
  hours: [],
  dailyLimit: 0,
  defaultMinutes: 5,
  targetMinutes: 15,
  offersAssisted: true,
  paused: false,
  active: true,
  ...changes,
});
export const counter = (id: number, serviceIds: number[], changes: Partial<QueueCounter> = {}): QueueCounter => ({
  id,
  number: id,
  kind: 'counter',
  area: '',
  serviceIds,
  terminal: '',
  active: true,
  ...changes,
});

export const setup: QueueSetup = {
  services: [service(1, 'A'), service(2, 'B')],
  counters: [counter(1, [1]), counter(2, [1, 2]), counter(3, [2])],
  headStartMinutes: { normal: 0, assisted: 10, vip: 5, appointment: 15 },
  vipLevels: ['gold', 'diamond'],
  assistedTags: ['孕妈'],
  recallLimit: 3,
  sameTicketMinutes: 2,
  bookingEarlyMinutes: 30,
  bookingLateMinutes: 15,
  saleFinishesTicket: false,
  saleCallsNext: false,
  missedRule: '过号请到服务台，当日有效',
};

/** Opens the shop with its queue; the counters that are named are open. */
export async function openStation(counterIds: readonly number[] = [1, 2, 3], changes: Partial<Shop> = {}): Promise<QueueStation> {
  const work = await openShop({ printsTickets: true, ...changes });
  const { ask } = work;
  // What is answered must pass the gate, as the router would see to.
  work.ask = async (name, input, role, deviceId) => procedures[name].output.parse(await ask(name, input, role, deviceId)) as never;
  let revision = 0;
  const station: QueueStation = Object.assign(work, {
    async configure(changed: Partial<QueueSetup>) {
      ({ revision } = await work.ask('queue.configure', { revision, setup: { ...setup, ...changed } }));
    },
    take: (serviceId: number, more: Partial<ProcedureInput<'queue.take'>> = {}) => work.ask('queue.take', { serviceId, ...more }, 'kiosk'),
    async next(counterId: number) {
      return (await work.ask('queue.next', { counterId }, 'caller')).called?.number ?? null;
    },
    wait(minutes: number) {
      work.clockMs += minutes * 60_000;
    },
  });
  await station.configure({});
  for (const counterId of counterIds) await work.ask('counter.open', { counterId }, 'caller');
  return station;
}
