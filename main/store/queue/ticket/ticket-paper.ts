import type { Ticket } from './ticket.ts';
import { createLocalTime } from '../../local-time.ts';
import type { Shop } from '../../shop.ts';
import type { PrintBlock, PrintDocument } from '#contract/document.ts';
import { WaitEstimate, type CounterKind, type QueueCounter, type TicketClass } from '#contract/queue.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

/** Narrow characters of the narrowest paper, 58 mm: the number is as large as fits there, at most six times the normal size. */
const PAPER_COLUMNS = 32;
const MAX_TIMES = 6;
const MINUTE_MS = 60_000;

const zh = {
  ticket: '排队号',
  classes: { normal: '', assisted: '优先', vip: '会员优先', appointment: '预约' } satisfies Record<TicketClass, string>,
  ahead: '前面等候',
  people: (count: number) => `${count} 人`,
  wait: '预计等候',
  minutes: (low: number, high: number) => (low === high ? `约 ${high} 分钟` : `约 ${low}–${high} 分钟`),
  none: '不用等',
  counter: '办理柜台',
  kinds: {
    counter: '号柜台',
    window: '号窗口',
    room: '号房间',
    fitting_room: '号试衣间',
    service_desk: '号服务台',
  } satisfies Record<CounterKind, string>,
  place: (number: number, kind: string) => `${number} ${kind}`,
  taken: '取号时间',
  follow: '扫码看排队进度',
  copy: (copy: number) => `补打 第 ${copy} 次`,
};
const en: typeof zh = {
  ticket: 'Ticket',
  classes: { normal: '', assisted: 'Priority', vip: 'Member priority', appointment: 'Appointment' },
  ahead: 'Ahead of you',
  people: (count) => `${count}`,
  wait: 'Expected wait',
  minutes: (low, high) => (low === high ? `about ${high} min` : `about ${low}-${high} min`),
  none: 'none',
  counter: 'Where',
  kinds: { counter: 'Counter', window: 'Window', room: 'Room', fitting_room: 'Fitting room', service_desk: 'Service desk' },
  place: (number, kind) => `${kind} ${number}`,
  taken: 'Taken',
  follow: 'Scan to follow the queue',
  copy: (copy) => `COPY ${copy}`,
};

/** The facts of `ticket.issued` that are printed: as they were when the ticket was taken. */
interface TicketFacts {
  readonly ticket: Ticket;
  readonly service: { readonly name: string; readonly nameEn: string };
  readonly ahead: number;
  readonly counters: readonly Pick<QueueCounter, 'number' | 'kind'>[];
  readonly missedRule: string;
}

/** Where the holder of a token follows the ticket: at the station's address of now, so that also a copy leads there; '' while it is not on the LAN. */
export function followUrlOf(token: string, { ticketPage }: Pick<Shop, 'ticketPage'>): string {
  return ticketPage ? `${ticketPage}${token}` : '';
}

/** The ticket of a `ticket.issued` entry, but for that address the same words every time; `copy` 0 is the original, others are marked. */
export function buildTicket({ body }: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const { ticket, service, ahead, counters, missedRule } = body as unknown as TicketFacts;
  const text = shop.locale === 'zh-CN' ? zh : en;
  const followUrl = followUrlOf(ticket.token, shop);
  const estimate = WaitEstimate.nullable().parse(body['estimate']);
  const at = createLocalTime(shop.timeZone)(ticket.issuedMs);
  const times = Math.min(MAX_TIMES, Math.floor(PAPER_COLUMNS / ticket.code.length));
  const kind = text.classes[ticket.class];
  const centered = { align: 'center' } as const;
  const mark: PrintBlock[] = copy === 0 ? [] : [{ type: 'text', text: text.copy(copy), style: { ...centered, bold: true, invert: true } }];
  return {
    title: `${text.ticket} ${ticket.code}`,
    blocks: [
      ...mark,
      { type: 'text', text: shop.storeName, style: centered },
      { type: 'text', text: serviceName(service, shop), style: { ...centered, bold: true, heightTimes: 2 } },
      { type: 'text', text: ticket.code, style: { ...centered, bold: true, widthTimes: times, heightTimes: times } },
      ...(kind === '' ? [] : [{ type: 'text', text: kind, style: centered } as const]),
      { type: 'rule' },
      { type: 'pair', left: text.ahead, right: text.people(ahead) },
      ...(estimate ? [{ type: 'pair', left: text.wait, right: waitWords(estimate, text) } as const] : []),
      ...(counters.length === 1
        ? counters.map((counter): PrintBlock => ({ type: 'pair', left: text.counter, right: placeName(counter, text) }))
        : []),
      { type: 'pair', left: text.taken, right: `${at.date} ${at.time.slice(0, 5)}` },
      ...(followUrl === '' ? [] : followBlocks(followUrl, text)),
      { type: 'rule' },
      ...(missedRule === '' ? [] : [{ type: 'text', text: missedRule, style: centered } as const]),
      ...mark,
      { type: 'cut' },
    ],
  };
}

function serviceName({ name, nameEn }: TicketFacts['service'], shop: Shop): string {
  return shop.locale === 'zh-CN' || nameEn === '' ? name : nameEn;
}

/** Whole minutes, rounded up: nobody is told less than it takes. */
function waitWords({ lowMs, highMs }: WaitEstimate, text: typeof zh): string {
  const [low, high] = [Math.ceil(lowMs / MINUTE_MS), Math.ceil(highMs / MINUTE_MS)];
  return high === 0 ? text.none : text.minutes(low, high);
}

function placeName({ number, kind }: TicketFacts['counters'][number], text: typeof zh): string {
  return text.place(number, text.kinds[kind]);
}

function followBlocks(followUrl: string, text: typeof zh): PrintBlock[] {
  return [
    { type: 'qr', data: followUrl, moduleDots: 5 },
    { type: 'text', text: text.follow, style: { align: 'center' } },
  ];
}
