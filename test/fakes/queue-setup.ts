import type { QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';

const service = (id: number, prefix: string, name: string, nameEn: string): QueueService => ({
  id,
  prefix,
  name,
  nameEn,
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
});

const counter = (id: number, serviceIds: number[], terminal = ''): QueueCounter => ({
  id,
  number: id,
  kind: 'counter',
  area: '',
  serviceIds,
  terminal,
  active: true,
});

/** Services A and D; counter 2 beside till 01 for both, counter 4 for A, counter 5 for D. */
export const twoServices: QueueSetup = {
  services: [service(1, 'A', '奶粉纸尿裤', 'Formula and diapers'), service(2, 'D', '会员退换', 'Membership and returns')],
  counters: [counter(2, [1, 2], '01'), counter(4, [1]), counter(5, [2])],
  headStartMinutes: { normal: 0, assisted: 10, vip: 5, appointment: 15 },
  vipLevels: ['gold', 'diamond'],
  assistedTags: [],
  recallLimit: 3,
  sameTicketMinutes: 2,
  bookingEarlyMinutes: 30,
  bookingLateMinutes: 15,
  saleFinishesTicket: false,
  saleCallsNext: false,
  missedRule: '过号请到服务台',
};
