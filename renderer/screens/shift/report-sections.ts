import { sumOf } from '#contract/discount-rows.ts';
import { formatForeign } from '#contract/currency.ts';
import type { TenderKind } from '#contract/tender.ts';
import type { Report } from '#contract/shift.ts';
import { formatAmount } from '#renderer/app/format.ts';
import type { TextOf } from '#renderer/app/i18n.ts';

/** One line of a report as the screen shows it; `strong` for what the eye looks for first. */
export interface ReportRow {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}

export interface ReportSection {
  readonly title: string;
  readonly rows: readonly ReportRow[];
}

/** What a report says, headline by headline; headlines without rows are left out. */
export function reportSections(report: Report, t: TextOf): readonly ReportSection[] {
  const { sales, refunds, voids, cash, discounts } = report;
  const times = (name: string, count: number): string => t('shift.report.times', { name, count });
  const sections: ReportSection[] = [
    {
      title: t('shift.report.turnover'),
      rows: [
        money(t('shift.report.sales', { count: sales.count }), sales.amountMinor),
        money(t('shift.report.refunds', { count: refunds.count }), -refunds.amountMinor),
        ...(voids.count === 0 ? [] : [money(t('shift.report.voids', { count: voids.count }), -voids.amountMinor)]),
        money(t('shift.report.net'), sales.amountMinor - refunds.amountMinor, true),
      ],
    },
    {
      title: t('shift.report.discounts'),
      rows:
        discounts.length === 0
          ? []
          : [
              money(t('shift.report.gross'), sales.amountMinor - refunds.amountMinor + sumOf(discounts)),
              ...discounts.map(({ source, amountMinor }) => money(t(`discount.source.${source}`), -amountMinor)),
            ],
    },
    {
      title: t('shift.report.cash'),
      rows: cash
        ? [
            money(t('shift.report.float'), cash.floatMinor),
            money(t('shift.report.cashSales'), cash.salesMinor),
            money(t('shift.report.cashRefunds'), -cash.refundsMinor),
            ...(cash.depositsMinor === 0 ? [] : [money(t('shift.report.cashDeposits'), cash.depositsMinor)]),
            money(t('shift.report.moved'), cash.movedMinor),
            money(t('shift.close.expected'), cash.expectedMinor, true),
            ...(cash.countedMinor === null ? [] : [money(t('shift.close.counted'), cash.countedMinor, true)]),
            ...(cash.differenceMinor === null ? [] : [money(t('shift.report.difference'), cash.differenceMinor, true)]),
          ]
        : [],
    },
    {
      title: t('shift.report.tenders'),
      rows: report.tenders.map(({ tender, amountMinor }) => money(tenderName(tender, t), amountMinor)),
    },
    {
      title: t('shift.report.foreign'),
      rows: (report.foreign ?? []).map(({ currency, foreignMinor, amountMinor }) =>
        money(`${currency} ${formatForeign(foreignMinor, currency)}`, amountMinor),
      ),
    },
    {
      title: t('shift.report.taxes'),
      rows: report.taxes.map(({ rateBasisPoints, netMinor, taxMinor }) =>
        money(t('shift.report.rate', { rate: rateBasisPoints / 100, net: formatAmount(netMinor) }), taxMinor),
      ),
    },
    {
      title: t('shift.report.shifts'),
      rows: report.shifts.map(({ number, operator, differenceMinor }) =>
        money(t('shift.report.shiftRow', { number, name: operator?.name ?? t('shift.report.owner') }), differenceMinor),
      ),
    },
    {
      title: t('shift.report.operators'),
      rows: report.operators.map(({ operator, sales: sold, refunds: given }) =>
        money(times(operator.name || t('shift.report.owner'), sold.count + given.count), sold.amountMinor - given.amountMinor),
      ),
    },
    {
      title: t('shift.report.salespeople'),
      rows: report.salespeople.map(({ person, count, amountMinor }) => money(times(person.name, count), amountMinor)),
    },
    {
      title: t('shift.report.categories'),
      rows: report.categories.map(({ category, lines, amountMinor }) =>
        money(times(category || t('shift.report.noCategory'), lines), amountMinor),
      ),
    },
    { title: t('shift.report.deposits'), rows: depositRows(report, t) },
    {
      title: t('shift.report.moves'),
      rows: report.moves.map(({ kind, count, amountMinor }) => money(times(t(`shift.cash.${kind}`), count), amountMinor)),
    },
    {
      title: t('shift.report.rest'),
      rows: [
        { label: t('shift.report.openings'), value: String(report.drawerOpenings) },
        { label: t('shift.report.copies'), value: String(report.copies) },
      ],
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function depositRows({ deposits: { received, settled, returned, keptMinor } }: Report, t: TextOf): readonly ReportRow[] {
  return [
    ...(received.count === 0 ? [] : [money(t('shift.report.received', { count: received.count }), received.amountMinor)]),
    ...(settled.count === 0 ? [] : [money(t('shift.report.settled', { count: settled.count }), -settled.amountMinor)]),
    ...(returned.count === 0 ? [] : [money(t('shift.report.returned', { count: returned.count }), -returned.amountMinor)]),
    ...(keptMinor === 0 ? [] : [money(t('shift.report.kept'), -keptMinor)]),
  ];
}

function money(label: string, amountMinor: number, strong = false): ReportRow {
  return { label, value: formatAmount(amountMinor), strong };
}

const TENDER_KINDS = ['cash', 'card', 'voucher', 'other'] as const satisfies readonly TenderKind[];

/** `cash:hkd` is cash of its own. */
function tenderName(tender: string, t: TextOf): string {
  const [name = '', ...more] = tender.split(':');
  const kind = TENDER_KINDS.find((known) => known === name);
  return [kind ? t(`shift.report.${kind}Tender`) : name, ...more.map((currency) => currency.toUpperCase())].join(' ');
}
