import type { QueueFigures, QueueReport } from '#contract/queue-report.ts';
import type { Language } from '#contract/language.ts';
import { formatBusinessDate } from '#renderer/app/format.ts';
import type { TextOf } from '#renderer/app/i18n.ts';
import { counterName, serviceName } from '#renderer/app/queue-words.ts';

/** What a report can be taken apart by. */
export const PARTS = ['services', 'counters', 'people', 'hours', 'days'] as const;
export type ReportPart = (typeof PARTS)[number];

export interface ReportRow {
  readonly name: string;
  readonly figures: QueueFigures;
}

/** The rows of one table of a report, each with its name. */
export function reportRows(report: QueueReport, part: ReportPart, t: TextOf, language: Language): readonly ReportRow[] {
  switch (part) {
    case 'services':
      return report.services.map((row) => ({ name: `${row.prefix} ${serviceName(row, language)}`, figures: row }));
    case 'counters':
      return report.counters.map((row) => ({ name: counterName(t, row), figures: row }));
    case 'people':
      return report.people.map((row) => ({ name: row.operator.name === '' ? t('queue.stats.nobody') : row.operator.name, figures: row }));
    case 'hours':
      return report.hours.map((row) => ({ name: `${row.hour}:00`, figures: row }));
    case 'days':
      return report.days.map((row) => ({ name: formatBusinessDate(row.day, language), figures: row }));
  }
}

/** A share of a whole in percent, "12.5%"; nothing of nothing is no share. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 1000) / 10}%`;
}
