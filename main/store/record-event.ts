import { createLocalTime } from './local-time.ts';
import { actFacts, type Act } from './staff/act.ts';
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

/** Something that moved neither money nor goods. */
export interface ShopEvent extends Pick<EntryDraft, 'kind' | 'requestId' | 'inTransaction'> {
  /** What was asked: the same requestId with other content is refused. */
  readonly content: JsonObject;
  /** The facts, as version 1 of this kind's body. */
  readonly facts: JsonObject;
  readonly printJobs?: EntryDraft['printJobs'];
}

/** Journals an event and who did it, once per requestId; errors and `repeated` as `Ledger.commit`. */
export function recordEvent({ ledger, shop, clock }: Book, event: ShopEvent, act: Act): ReturnType<Ledger['commit']> {
  const { kind, requestId, content, facts, printJobs = [], inTransaction } = event;
  const tsMs = clock();
  return ledger.commit({
    kind,
    requestId,
    requestHash: contentHash(content),
    businessDate: createLocalTime(shop.timeZone)(tsMs).date,
    tsMs,
    numbered: false,
    body: () => ({ v: 1, ...actFacts(act), ...facts }),
    postings: [],
    movements: [],
    printJobs,
    ...(inTransaction ? { inTransaction } : {}),
  });
}
