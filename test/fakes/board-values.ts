import { DEFAULT_BOARD } from '#contract/board.ts';
import type { QueueCall, QueueView } from '#contract/queue.ts';

type Service = QueueView['services'][number];
type Counter = QueueView['counters'][number];

/** 15:42 on 14 June 2026 in Shanghai. */
export const QUEUE_NOW_MS = Date.UTC(2026, 5, 14, 7, 42, 10);
const MINUTE_MS = 60_000;

/** A service of the queue with so many waiting. */
export function queueService(id: number, prefix: string, name: string, nameEn: string, changes: Partial<Service> = {}): Service {
  return {
    id,
    prefix,
    name,
    nameEn,
    note: '',
    noteEn: '',
    offersAssisted: false,
    targetMinutes: 15,
    waiting: 0,
    next: [],
    estimate: { lowMs: 0, highMs: 0 },
    counterIds: [1],
    closed: null,
    ...changes,
  };
}

export function queueCounter(id: number, number: number, kind: Counter['kind'], changes: Partial<Counter> = {}): Counter {
  return { id, number, kind, area: '', state: 'open', pauseReason: '', serving: null, ...changes };
}

/** A first call of a ticket, its ids made of the call's. */
export function queueCall(callId: number, number: string, counterId: number, changes: Partial<QueueCall> = {}): QueueCall {
  return { callId, ticketId: callId, number, serviceId: 1, counterId, calledAtMs: QUEUE_NOW_MS, recall: 0, state: 'called', ...changes };
}

const ago = (minutes: number): number => QUEUE_NOW_MS - minutes * MINUTE_MS;
const wait = (low: number, high: number): Service['estimate'] => ({ lowMs: low * MINUTE_MS, highMs: high * MINUTE_MS });

/** An afternoon at a mother-and-baby shop: A033 is called to counter 2, six wait. */
export const queueView: QueueView = {
  day: '2026-06-14',
  services: [
    queueService(1, 'A', '奶粉纸尿裤咨询', 'Formula and diapers', {
      counterIds: [2],
      waiting: 2,
      next: ['A034', 'A035'],
      estimate: wait(8, 12),
    }),
    queueService(2, 'B', '童装试穿', "Children's clothes", { counterIds: [3], waiting: 2, next: ['B015', 'B016'], estimate: wait(6, 10) }),
    queueService(3, 'C', '量脚试鞋', 'Shoe fitting', { counterIds: [4], waiting: 1, next: ['C008'], estimate: wait(4, 6) }),
    queueService(4, 'D', '会员与退换货', 'Members and returns', { counterIds: [1], waiting: 1, next: ['D006'], estimate: wait(3, 3) }),
    queueService(5, 'E', '网单自提', 'Online pick-up', { counterIds: [1], note: '直接到服务台', noteEn: 'Go to the service desk' }),
  ],
  counters: [
    queueCounter(1, 1, 'service_desk', { area: 'B', serving: 'D005' }),
    queueCounter(2, 2, 'counter', { area: 'A', serving: 'A033' }),
    queueCounter(3, 3, 'fitting_room', { area: 'B', serving: 'B014' }),
    queueCounter(4, 4, 'counter', { area: 'A', serving: 'C007' }),
  ],
  calls: [
    queueCall(41, 'A033', 2),
    queueCall(40, 'B014', 3, { serviceId: 2, calledAtMs: ago(4), state: 'serving' }),
    queueCall(39, 'C007', 4, { serviceId: 3, calledAtMs: ago(6), state: 'serving' }),
    queueCall(38, 'B013', 3, { serviceId: 2, calledAtMs: ago(7), state: 'missed' }),
    queueCall(37, 'D005', 1, { serviceId: 4, calledAtMs: ago(9), state: 'serving' }),
  ],
  missed: ['B013', 'C005'],
  recallLimit: 3,
  missedRule: '请到 1 号服务台',
  board: {
    ...DEFAULT_BOARD,
    messages: ['周末囤货：会员购 3 段奶粉，第 3 罐减 60 元，6 月 16 日止', '母婴室在二楼电梯旁', '今天 17:00 有免费的抚触课'],
  },
};
