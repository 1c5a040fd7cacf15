import { isSame, readQueueFile, replayQueue } from './journal.ts';
import type { LivedDay } from './queue-day.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { rebuilds } from '#main/store/rebuilds.ts';

/** Compares what the people of a day were told and the boards heard with what the station wrote down, by the rules of the queue. */
export function checkBook(
  file: string,
  { told, boards, recoveriesMs }: LivedDay,
): { readonly problems: readonly string[]; readonly calls: number; readonly unknownPapers: number } {
  const { entries, rows, visits, jobs } = readQueueFile(file);
  const { tickets, calls, visits: replayedVisits, problems } = replayQueue(entries);
  const { finding, differences } = verifyLedger(file, { rebuilds });
  const numbers = new Set([...tickets.values()].map(({ code }) => code));
  const heard = new Set(boards.flatMap((board) => [...board.heard]));
  const unknownPapers = jobs.filter((state) => state === 'unknown').length;
  return {
    calls: calls.length,
    unknownPapers,
    problems: [
      ...problems,
      ...(finding ? [`the ledger does not verify: ${finding.problem} at ${finding.seq}`] : []),
      ...differences.map(({ en }) => en),
      ...told.flatMap((number) => (numbers.has(number) ? [] : [`${number} was told and is not there`])),
      ...(new Set(told).size === told.length ? [] : ['a number was told twice']),
      ...(tickets.size === told.length ? [] : [`${tickets.size} tickets, ${told.length} were told`]),
      ...(rows.length === tickets.size ? [] : [`${rows.length} rows, ${tickets.size} tickets`]),
      ...rows.flatMap((row) => (isSame(row, tickets.get(row.ticketId)) ? [] : [`${row.code} is not as its journal has it`])),
      ...(visits === replayedVisits ? [] : [`${visits} visits, ${replayedVisits} in the journal`]),
      ...calls.flatMap((callId) => (heard.has(callId) ? [] : [`call ${callId} was on no board`])),
      ...jobs.flatMap((state) => (state === 'unknown' ? [] : [`a paper is still ${state}`])),
      ...(unknownPapers <= recoveriesMs.length ? [] : [`${unknownPapers} papers nobody knows of, after ${recoveriesMs.length} deaths`]),
    ],
  };
}
