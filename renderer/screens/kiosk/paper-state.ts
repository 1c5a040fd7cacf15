import type { TakenTicket, TicketPaper } from '#contract/queue.ts';

/** How the paper of a ticket stands, as far as its customer cares. */
export type PaperState = 'printing' | 'printed' | 'paper' | 'printer' | 'screen';

const ON_ITS_WAY: readonly TicketPaper['state'][] = ['queued', 'preflight', 'sending', 'confirming', 'blocked'];

/** `screen` = there is no ticket printer; `paper` = it waits for paper and then prints by itself; `printer` = it waits for something else, or failed. */
export function paperState(ticket: Pick<TakenTicket, 'ticketId' | 'printed'>, papers: readonly TicketPaper[] = []): PaperState {
  if (!ticket.printed) return 'screen';
  const newest = newestFirst(papers).find(({ ticketId }) => ticketId === ticket.ticketId);
  return newest ? stateOf(newest, papers) : 'printing';
}

/** What keeps tickets from coming out now; undefined while they come. */
export function paperTrouble(papers: readonly TicketPaper[] = []): 'paper' | 'printer' | undefined {
  const [newest] = newestFirst(papers);
  const state = newest && stateOf(newest, papers);
  return state === 'paper' || state === 'printer' ? state : undefined;
}

/** A paper that only waits behind others waits for what they wait for. */
function stateOf(paper: TicketPaper, papers: readonly TicketPaper[]): PaperState {
  const own = ownState(paper);
  if (own !== 'printing') return own;
  const inFront = papers.find((other) => ON_ITS_WAY.includes(other.state) && ownState(other) !== 'printing');
  return inFront ? ownState(inFront) : own;
}

function ownState({ state, problem }: TicketPaper): PaperState {
  if (state === 'printed' || state === 'sent') return 'printed';
  if (!ON_ITS_WAY.includes(state)) return 'printer';
  if (problem === 'paper_out') return 'paper';
  return state !== 'blocked' && (problem === 'none' || problem === 'paper_near_end') ? 'printing' : 'printer';
}

function newestFirst(papers: readonly TicketPaper[]): readonly TicketPaper[] {
  return papers.toSorted((one, other) => other.ticketId - one.ticketId || other.copy - one.copy);
}
