import type { ClosingFacts } from './closing.ts';
import type { JournalEntry } from './entry.ts';
import type { Reader } from './reader.ts';

/** The day that entries belong to. The first shift opens it, a person closes it, and in between it stays, whatever the clock says. */
export interface BusinessDay {
  /** The date of the open day, YYYY-MM-DD; without one the date of the shop's clock at this instant. */
  dateOf(tsMs: number): string;
  /** The date of the open day; undefined when there is none. */
  openDate(): string | undefined;
  /** Follows the journal: call it for every entry that is on disk. */
  note(entry: JournalEntry): void;
}

/** Reads from the journal whether a day is open. */
export function createBusinessDay(reader: Pick<Reader, 'shiftEntries'>, clockDateOf: (tsMs: number) => string): BusinessDay {
  const [opened] = reader.shiftEntries('shift.opened', 1);
  const [closing] = reader.shiftEntries('period.closed', 1);
  const lastDay = (closing?.body as ClosingFacts | undefined)?.closed.day ?? 0;
  let date = opened && opened.seq > lastDay ? opened.businessDate : undefined;
  return {
    dateOf: (tsMs) => date ?? clockDateOf(tsMs),
    openDate: () => date,
    note({ kind, businessDate, body }) {
      if (kind === 'shift.opened') date = businessDate;
      else if (kind === 'period.closed' && body['period'] === 'day') date = undefined;
    },
  };
}
