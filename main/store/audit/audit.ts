import { countActs, UNUSUAL_ENTRIES, unusualActOf } from './unusual.ts';
import { exportTable } from '../export-table.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Book } from '../record-event.ts';
import type { UnusualAct } from '#contract/audit.ts';

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
      const rows = actsOf(businessDate).map(({ seq, tsMs, kind, operator, amountMinor, detail, by }) => {
        const { date, time } = localTime(tsMs);
        return [seq, `${date} ${time}`, kind, operator.name, { minor: amountMinor }, detail, by];
      });
      return { file: exportTable(ledgerFile, `unusual-acts-${businessDate}`, HEADER, rows) };
    },
  };
}
