import type { Ticket } from '#main/store/queue/ticket/ticket.ts';

/** 2026-11-22 09:00 in Beijing. */
export const NINE_MS = Date.UTC(2026, 10, 22, 1, 0, 0);

/** So many minutes after nine. */
export const at = (minutes: number): number => NINE_MS + minutes * 60_000;

/** A ticket that waits for service 1 since nine, with what is given changed. */
export function ticket(ticketId: number, changes: Partial<Ticket> = {}): Ticket {
  return {
    ticketId,
    day: '2026-11-22',
    issuedServiceId: 1,
    number: ticketId,
    code: `A${String(ticketId).padStart(3, '0')}`,
    serviceId: 1,
    class: 'normal',
    via: 'kiosk',
    placeMs: NINE_MS,
    headStartMs: 0,
    issuedMs: NINE_MS,
    state: 'waiting',
    counterId: null,
    forCounterId: null,
    calledMs: null,
    recalls: 0,
    startedMs: null,
    endedMs: null,
    operatorId: 0,
    coming: false,
    heldReason: '',
    order: '',
    token: 'A'.repeat(22),
    memberId: null,
    level: null,
    customer: '',
    phone: '',
    note: '',
    visitor: '',
    ...changes,
  };
}
