import { actFacts, type Doer } from './staff/act.ts';
import type { Clock } from './ports.ts';
import type { Shop } from './shop.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';
import type { EntryDraft } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** Where the shop writes down what happened, and when. */
export interface Book {
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly clock: Clock;
}

type MoneyMoved = Pick<EntryDraft, 'amountMinor' | 'postings'>;

/** Something that happened in the shop; it moves money only where it has postings, and goods only where it has movements. */
export interface ShopEvent extends Pick<EntryDraft, 'kind' | 'requestId' | 'inTransaction'>, Partial<MoneyMoved> {
  /** What was asked: the same requestId with other content is refused. */
  readonly content: JsonObject;
  /** The facts, as version 1 of this kind's body. */
  readonly facts: JsonObject;
  /** Takes the next number of its kind; not when left out. */
  readonly numbered?: true;
  readonly printJobs?: EntryDraft['printJobs'];
  readonly movements?: EntryDraft['movements'];
}

/** Journals an event and who did it, once per requestId; errors and `repeated` as `Ledger.commit`. */
export function recordEvent({ ledger, clock }: Pick<Book, 'ledger' | 'clock'>, event: ShopEvent, doer: Doer): ReturnType<Ledger['commit']> {
  const {
    kind,
    requestId,
    content,
    facts,
    printJobs = [],
    postings = [],
    movements = [],
    amountMinor = 0,
    numbered = false,
    inTransaction,
  } = event;
  const tsMs = clock();
  return ledger.commit({
    kind,
    requestId,
    requestHash: contentHash(content),
    businessDate: ledger.dateOf(tsMs),
    tsMs,
    numbered,
    amountMinor,
    body: () => ({ v: 1, ...actFacts(doer), ...facts }),
    postings,
    movements,
    printJobs,
    ...(inTransaction ? { inTransaction } : {}),
  });
}
