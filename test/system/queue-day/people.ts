import type { Day } from './queue-day.ts';
import { COUNTER_SERVICES, SERVICE_IDS } from './shop.ts';
import type { Terminal } from './terminal.ts';
import { GuitaiError, type ErrorCode } from '#contract/error.ts';
import type { DeskTicket, QueueDesk } from '#contract/queue.ts';

/** People come no faster than counters call. */
const MAX_WAITING = 30;
/** What a counter is told when the customer gave the ticket back a moment ago, and a customer who was called a moment ago. */
const CROSSED: readonly ErrorCode[] = ['ticket_left', 'ticket_serving', 'ticket_over', 'ticket_missed', 'ticket_called', 'ticket_waiting'];

/** Takes tickets at a kiosk, some for assisted customers, until nobody comes any more; some give theirs back. */
export async function visitKiosk(day: Day, kiosk: Terminal): Promise<void> {
  const { random } = day;
  while (day.comesAnother()) {
    await kiosk.until('queue', ({ services }) => services.reduce((sum, { waiting }) => sum + waiting, 0) < MAX_WAITING);
    const serviceId = SERVICE_IDS[Math.floor(random() * SERVICE_IDS.length)] ?? 1;
    const { number, token } = await kiosk.ask('queue.take', { serviceId, class: random() < 0.2 ? 'assisted' : 'normal' });
    day.told.push(number);
    day.acted();
    if (random() < 0.04) await unlessCrossed(() => kiosk.ask('queue.giveBack', { token }));
  }
}

/** Works at a counter until nobody comes any more. */
export async function workAt(day: Day, caller: Terminal, counterId: number): Promise<void> {
  const held: number[] = [];
  for (;;) {
    const [back] = held.splice(0, day.random() < 0.3 || day.closing() ? 1 : 0);
    if (back !== undefined) await unlessCrossed(() => caller.ask('queue.resume', { counterId, ticketId: back, to: 'line' }));
    const { called } = await caller.ask('queue.next', { counterId });
    if (called) {
      if ((await serve(day, caller, counterId, called)) === 'held') held.push(called.ticketId);
      day.acted();
      continue;
    }
    if (held.length > 0) continue;
    const desk = await caller.until('queueDesk', (value) => isWanted(value, counterId) || (day.closing() && isEmpty(value)));
    if (!isWanted(desk, counterId)) return;
  }
}

/** What may become of a called ticket; left at the counter, the next call finishes it. */
async function serve({ random }: Day, caller: Terminal, counterId: number, { ticketId }: DeskTicket): Promise<'held' | 'gone'> {
  const one = { counterId, ticketId };
  const dice = random();
  let fate: 'held' | 'gone' = 'gone';
  await unlessCrossed(async () => {
    if (random() < 0.15) await caller.ask('queue.recall', one);
    if (dice < 0.08) return caller.ask('queue.miss', one);
    if (random() < 0.5) await caller.ask('queue.start', one);
    if (dice < 0.14) {
      await caller.ask('queue.hold', one);
      fate = 'held';
      return undefined;
    }
    if (dice < 0.22) return caller.ask('queue.transfer', { ...one, to: destination(random, counterId) });
    if (dice < 0.4) return caller.ask('queue.finish', one);
    if (dice < 0.44) {
      await caller.ask('counter.pause', { counterId, reason: '补货' });
      await caller.ask('counter.resume', { counterId });
    }
    return undefined;
  });
  return fate;
}

type Destination = { readonly kind: 'service'; readonly serviceId: number } | { readonly kind: 'counter'; readonly counterId: number };

function destination(random: () => number, counterId: number): Destination {
  if (random() < 0.5) return { kind: 'service', serviceId: SERVICE_IDS[Math.floor(random() * SERVICE_IDS.length)] ?? 1 };
  return { kind: 'counter', counterId: (counterId % 4) + 1 };
}

/** Somebody waits whom this counter may call. */
export function isWanted({ tickets }: QueueDesk, counterId: number): boolean {
  return tickets.some((ticket) => {
    if (ticket.state !== 'waiting') return false;
    return ticket.counterId === null ? COUNTER_SERVICES[counterId]?.includes(ticket.serviceId) === true : ticket.counterId === counterId;
  });
}

/** Nobody waits, is served or is set aside. */
export function isEmpty({ tickets }: QueueDesk): boolean {
  return tickets.every(({ state }) => state === 'missed');
}

/** Somebody on the other side was faster: that is life, not a fault. */
async function unlessCrossed(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof GuitaiError) || !CROSSED.includes(error.code)) throw error;
  }
}
