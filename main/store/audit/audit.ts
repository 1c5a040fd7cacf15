import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countActs, UNUSUAL_ENTRIES, unusualActOf } from './unusual.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Book } from '../record-event.ts';
import type { UnusualAct } from '#contract/audit.ts';
import { BYTE_ORDER_MARK, csvLine } from '#main/ledger/archive/cell.ts';
import { openFileSink } from '#main/ledger/archive/file-sink.ts';

/** No shop has so many of one kind on one day; more are not counted. */
const MAX_OF_A_KIND = 2000;
/** So many of them fit into one answer. */
const PAGE_ACTS = 50;
const MAX_COUNTS = 100;
const HEADER = ['序号 seq', '时间 time', '操作 act', '人员 person', '金额 amount', '说明 detail', '授权 leave by'] as const;

/** What the journal tells of unusual acts, a business date at a time. The table for a spreadsheet lies in `exports` beside the ledger. */
export function createAudit({
  ledger,
  shop,
  clock,
  ledgerFile,
}: Book & { readonly ledgerFile: string }): Pick<StoreHandlers, 'audit.unusual' | 'audit.export'> {
  const localTime = createLocalTime(shop.timeZone);

  function actsOf(businessDate: string): readonly UnusualAct[] {
    return UNUSUAL_ENTRIES.flatMap((kind) => ledger.list({ kind, businessDate, limit: MAX_OF_A_KIND }))
      .flatMap((entry) => unusualActOf(entry) ?? [])
      .toSorted((one, other) => other.seq - one.seq);
  }

  return {
    'audit.unusual'({ businessDate = ledger.dateOf(clock()), kind, operatorId, beforeSeq = Number.MAX_SAFE_INTEGER }) {
      const acts = actsOf(businessDate);
      const wanted = acts.filter(
        (act) =>
          act.seq < beforeSeq && (kind === undefined || act.kind === kind) && (operatorId === undefined || act.operator.id === operatorId),
      );
      return {
        businessDate,
        counts: countActs(acts).slice(0, MAX_COUNTS),
        acts: wanted.slice(0, PAGE_ACTS),
        more: wanted.length > PAGE_ACTS,
      };
    },
    'audit.export'({ businessDate }) {
      const folder = join(dirname(ledgerFile), 'exports');
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `unusual-acts-${businessDate}.csv`);
      const sink = openFileSink(file);
      try {
        sink.write(BYTE_ORDER_MARK + csvLine(HEADER));
        for (const { seq, tsMs, kind, operator, amountMinor, detail, by } of actsOf(businessDate)) {
          const { date, time } = localTime(tsMs);
          sink.write(csvLine([seq, `${date} ${time}`, kind, operator.name, { minor: amountMinor }, detail, by]));
        }
        sink.finish();
      } finally {
        sink.close();
      }
      return { file };
    },
  };
}
