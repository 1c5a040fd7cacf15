import type { TakenTicket, TicketPaper } from '#contract/queue.ts';

/** How the paper of a ticket stands, as far as its customer cares. */
export type PaperState = 'printing' | 'printed' | 'paper' | 'printer' | 'screen';

const ON_ITS_WAY = ['queued', 'preflight', 'sending', 'confirming'];

/** `screen` = there is no ticket printer, or this ticket is none of the newest; `paper` = it waits for paper and then prints by itself. */
export function paperState(ticket: Pick<TakenTicket, 'ticketId' | 'printed'>, papers: readonly TicketPaper[] | undefined): PaperState {
  if (!ticket.printed) return 'screen';
  const newest = papers?.filter(({ ticketId }) => ticketId === ticket.ticketId).toSorted((one, other) => other.copy - one.copy)[0];
  return newest ? stateOf(newest) : 'printing';
}

/** What keeps the newest ticket from coming out; undefined while they come. */
export function paperTrouble(papers: readonly TicketPaper[] | undefined): 'paper' | 'printer' | undefined {
  const newest = papers?.toSorted((one, other) => other.ticketId - one.ticketId || other.copy - one.copy)[0];
  const state = newest && stateOf(newest);
  return state === 'paper' || state === 'printer' ? state : undefined;
}

function stateOf({ state, problem }: TicketPaper): PaperState {
  if (state === 'printed' || state === 'sent') return 'printed';
  if (problem === 'paper_out') return 'paper';
  if (ON_ITS_WAY.includes(state) && (problem === 'none' || problem === 'paper_near_end')) return 'printing';
  return 'printer';
}
