import type { DeskCounter, DeskTicket, QueueDesk, QueueService, QueueView } from '#contract/queue.ts';

const MINUTE_MS = 60_000;

/** The queue of the design page, seen at a moment: counter 2 serves A032, four wait for it, seven in all. */
export function queueAt(nowMs: number): { readonly desk: QueueDesk; readonly queue: QueueView } {
  const ticket = (
    ticketId: number,
    number: string,
    serviceId: number,
    waitedMinutes: number,
    more: Partial<DeskTicket> = {},
  ): DeskTicket => ({
    ticketId,
    number,
    serviceId,
    class: 'normal',
    via: 'kiosk',
    state: 'waiting',
    customer: '',
    level: null,
    phone: '',
    note: '',
    placeMs: nowMs - waitedMinutes * MINUTE_MS,
    issuedAtMs: nowMs - waitedMinutes * MINUTE_MS,
    calledAtMs: null,
    startedAtMs: null,
    endedAtMs: null,
    counterId: null,
    recalls: 0,
    coming: false,
    heldReason: '',
    ...more,
  });
  const served = (
    ticketId: number,
    number: string,
    serviceId: number,
    counterId: number,
    ms: number,
    more: Partial<DeskTicket> = {},
  ): DeskTicket =>
    ticket(ticketId, number, serviceId, 0, {
      state: 'serving',
      counterId,
      issuedAtMs: nowMs - ms - 8 * MINUTE_MS,
      placeMs: nowMs - ms - 8 * MINUTE_MS,
      calledAtMs: nowMs - ms,
      startedAtMs: nowMs - ms,
      ...more,
    });
  const tickets = [
    served(32, 'A032', 1, 2, 204_000, { customer: '林女士', level: 'gold', note: '奶粉咨询，宝宝 14 个月' }),
    served(7, 'C007', 3, 4, 310_000),
    served(14, 'B014', 2, 3, 226_000),
    served(5, 'D005', 4, 1, 532_000),
    ticket(33, 'A033', 1, 11, { customer: '王女士', level: 'gold', class: 'vip', note: '奶粉咨询，要换 2 段' }),
    ticket(6, 'D006', 4, 16, { customer: '赵先生', note: '退换货，带了小票' }),
    ticket(34, 'A034', 1, 7, { note: '纸尿裤尺码' }),
    ticket(35, 'A035', 1, 4, { customer: '刘女士', class: 'assisted', note: '第一次来，待产包' }),
    ticket(8, 'C008', 3, 3),
    ticket(15, 'B015', 2, 3),
    ticket(16, 'B016', 2, 1),
    ticket(31, 'A031', 1, 25, { state: 'held', calledAtMs: nowMs - 15 * MINUTE_MS, heldReason: '去取货' }),
    ticket(28, 'A028', 1, 40, { state: 'missed', calledAtMs: nowMs - 30 * MINUTE_MS }),
    ticket(3, 'D003', 4, 50, { state: 'missed', calledAtMs: nowMs - 35 * MINUTE_MS }),
  ];
  const counters = [
    counter(1, 1, 'service_desk', [4], { ticketId: 5, nextTicketId: 6 }),
    counter(2, 2, 'counter', [1, 4], { ticketId: 32, nextTicketId: 33, operator: { id: 1, name: '陈思雨' } }),
    counter(3, 3, 'fitting_room', [2], { ticketId: 14, nextTicketId: 15 }),
    counter(4, 4, 'counter', [3], { ticketId: 7, nextTicketId: 8 }),
  ];
  return {
    desk: { signIn: true, tickets, counters, served: 46, missed: 3, waiting: 7 },
    queue: {
      day: '2026-11-22',
      services: [
        service(1, 'A', '奶粉纸尿裤', 'Formula and diapers', 3, ['A033', 'A034', 'A035'], [2]),
        service(2, 'B', '童装试穿', 'Clothes', 2, ['B015', 'B016'], [3]),
        service(3, 'C', '量脚试鞋', 'Foot measuring and shoes', 1, ['C008'], [4]),
        service(4, 'D', '会员退换', 'Membership and returns', 1, ['D006'], [1, 2]),
      ],
      counters: counters.map(({ id, number, kind, area, state, pauseReason, ticketId }) => ({
        id,
        number,
        kind,
        area,
        state,
        pauseReason,
        serving: tickets.find((each) => each.ticketId === ticketId)?.number ?? null,
      })),
      calls: [],
      missed: ['A028', 'D003'],
      recallLimit: 3,
      missedRule: '',
    },
  };
}

function service(
  id: number,
  prefix: string,
  name: string,
  nameEn: string,
  waiting: number,
  next: readonly string[],
  counterIds: readonly number[],
): QueueView['services'][number] {
  const shown: Pick<QueueService, 'note' | 'noteEn' | 'offersAssisted' | 'targetMinutes'> = {
    note: '',
    noteEn: '',
    offersAssisted: false,
    targetMinutes: 15,
  };
  return {
    ...shown,
    id,
    prefix,
    name,
    nameEn,
    waiting,
    next: [...next],
    estimate: { lowMs: 3 * MINUTE_MS, highMs: 8 * MINUTE_MS },
    counterIds: [...counterIds],
    closed: null,
  };
}

function counter(
  id: number,
  number: number,
  kind: DeskCounter['kind'],
  serviceIds: readonly number[],
  more: Pick<DeskCounter, 'ticketId' | 'nextTicketId'> & Partial<DeskCounter>,
): DeskCounter {
  return {
    id,
    number,
    kind,
    area: '',
    state: 'open',
    pauseReason: '',
    serviceIds: [...serviceIds],
    terminal: '',
    operator: { id: 2, name: '周晓燕' },
    sinceMs: 0,
    openedAt: '',
    ...more,
  };
}
