import { datesBetween, shopsTurn, type ReportSources } from './report.ts';
import type { QueueFigures, QueueReport } from '#contract/queue-report.ts';
import { BYTE_ORDER_MARK, csvLine, type Cell } from '#main/ledger/archive/cell.ts';
import { openFileSink } from '#main/ledger/archive/file-sink.ts';
import { openXlsxWriter, type XlsxWriter } from '#main/ledger/archive/xlsx-writer.ts';

const FIGURES = [
  '取号 issued',
  '办结 served',
  '过号 no-show',
  '离开 left',
  '流失率 abandonment %',
  '叫到 called',
  '目标内 within target %',
  '平均等候（秒）mean wait, s',
  '九成等候（秒）P90 wait, s',
  '到柜（秒）call to arrival, s',
  '办理（秒）service, s',
  '重呼 recalls',
] as const;

/** Every ticket of a busy year would take longer than a screen waits for an answer. */
const MAX_DETAIL_DAYS = 92;

interface Table {
  readonly name: string;
  readonly rows: readonly { readonly item: string; readonly figures: QueueFigures }[];
}

/** The figures of a report, one row each, with what they are of in front. */
export function writeFiguresCsv(file: string, report: QueueReport): void {
  const sink = openFileSink(file);
  try {
    sink.write(BYTE_ORDER_MARK + csvLine(['分组 group', '项目 item', ...FIGURES]));
    for (const { name, rows } of tablesOf(report)) {
      for (const { item, figures } of rows) sink.write(csvLine([name, item, ...figureCells(figures)]));
    }
    sink.finish();
  } finally {
    sink.close();
  }
}

/** The figures of a report, a sheet a group; of a quarter or less also every ticket and every visit to a counter. No customers. */
export async function writeWorkbook(file: string, report: QueueReport, sources: ReportSources): Promise<void> {
  const workbook = openXlsxWriter(file);
  try {
    for (const { name, rows } of tablesOf(report)) {
      workbook.sheet(name, ['项目 item', ...FIGURES]);
      for (const { item, figures } of rows) workbook.row([item, ...figureCells(figures)]);
    }
    if (datesBetween(report.from, report.to).length <= MAX_DETAIL_DAYS) {
      await writeTickets(workbook, report, sources);
      await writeVisits(workbook, report, sources);
    }
    workbook.finish();
  } finally {
    workbook.close();
  }
}

function tablesOf({ from, to, total, services, counters, people, hours, days }: QueueReport): readonly Table[] {
  return [
    { name: '合计 Total', rows: [{ item: `${from} – ${to}`, figures: total }] },
    { name: '业务 Services', rows: services.map((row) => ({ item: `${row.prefix} ${row.name}`, figures: row })) },
    { name: '柜台 Counters', rows: counters.map((row) => ({ item: `${row.kind} ${row.number}`, figures: row })) },
    { name: '人员 People', rows: people.map((row) => ({ item: row.operator.name, figures: row })) },
    { name: '时段 Hours', rows: hours.map((row) => ({ item: `${String(row.hour).padStart(2, '0')}:00`, figures: row })) },
    { name: '日期 Days', rows: days.map((row) => ({ item: row.day, figures: row })) },
  ];
}

function figureCells(figures: QueueFigures): readonly Cell[] {
  const { issued, served, missed, left, called, withinTarget, recalls } = figures;
  const { waitMeanMs, waitP90Ms, arrivalMeanMs, serviceMeanMs } = figures;
  const seconds = [waitMeanMs, waitP90Ms, arrivalMeanMs, serviceMeanMs].map((ms) => (ms === null ? '' : Math.round(ms / 1000)));
  return [issued, served, missed, left, percent(missed + left, issued), called, percent(withinTarget, called), ...seconds, recalls];
}

/** With two decimals, as money is written; empty where there is nothing to share. */
function percent(part: number, whole: number): Cell {
  return whole === 0 ? '' : { minor: Math.round((part / whole) * 10_000) };
}

async function writeTickets(workbook: XlsxWriter, { from, to }: QueueReport, { table, setup, localTime }: ReportSources): Promise<void> {
  const names = new Map(setup().services.map(({ id, name }) => [id, name]));
  workbook.sheet('票 Tickets', ['营业日 date', '号码 number', '业务 service', '类别 class', '来源 via', '取号时间 taken', '状态 state']);
  for (const day of datesBetween(from, to)) {
    for (const { code, serviceId, class: given, via, issuedMs, state } of table.tickets(day)) {
      workbook.row([day, code, names.get(serviceId) ?? '', given, via, localTime(issuedMs).time, state]);
    }
    await shopsTurn();
  }
}

async function writeVisits(workbook: XlsxWriter, { from, to }: QueueReport, sources: ReportSources): Promise<void> {
  const { table, setup, localTime, nameOf } = sources;
  const services = new Map(setup().services.map(({ id, name }) => [id, name]));
  const counters = new Map(setup().counters.map(({ id, kind, number }) => [id, `${kind} ${number}`]));
  const header = ['营业日 date', '号码 number', '业务 service', '柜台 counter', '人员 person', '叫号 called', '开始 started', '结束 ended'];
  workbook.sheet('叫号 Visits', [...header, '结果 outcome', '重呼 recalls']);
  const timeOf = (instantMs: number | null): string => (instantMs === null ? '' : localTime(instantMs).time);
  for (const day of datesBetween(from, to)) {
    for (const visit of table.visits(day)) {
      const { code, serviceId, counterId, operatorId, calledMs, startedMs, endedMs, outcome, recalls } = visit;
      const where = [services.get(serviceId) ?? '', counters.get(counterId) ?? '', nameOf(operatorId)];
      workbook.row([day, code, ...where, timeOf(calledMs), timeOf(startedMs), timeOf(endedMs), outcome, recalls]);
    }
    await shopsTurn();
  }
}
