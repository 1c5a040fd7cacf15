import type { DeskTicket, QueueDesk, TicketState } from '#contract/queue.ts';

/** A sheet over the caller. */
export type CallerSheet =
  | { readonly kind: 'pause' | 'counter' | 'take' }
  | { readonly kind: 'transfer' | 'ticket'; readonly ticketId: number };

/** Tickets that are at no counter, and not over. */
const ASIDE: readonly TicketState[] = ['waiting', 'held', 'missed'];

/** Whether a sheet is still about what it was opened for: what is done in it must not meet the next customer, or one who is called elsewhere by now. */
export function sheetStands(
  sheet: CallerSheet,
  { tickets }: { readonly tickets: readonly Pick<QueueDesk['tickets'][number], 'ticketId' | 'state'>[] },
  current: Pick<DeskTicket, 'ticketId'> | undefined,
): boolean {
  if (sheet.kind === 'transfer') return current?.ticketId === sheet.ticketId;
  return sheet.kind !== 'ticket' || tickets.some(({ ticketId, state }) => ticketId === sheet.ticketId && ASIDE.includes(state));
}
