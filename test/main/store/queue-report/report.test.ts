import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStation, service, type QueueStation } from '../queue/station.ts';
import { readXlsxFile } from '#main/store/sheet/xlsx/xlsx-file.ts';
import { datesBetween } from '#main/store/queue-report/report.ts';

const MINUTE_MS = 60_000;
const WEEK = { from: '2026-11-17', to: '2026-11-23' };

let work: QueueStation;
const at = async (name: 'start' | 'finish' | 'miss' | 'recall' | 'cancel', counterId: number, ticketId: number): Promise<void> => {
  await work.ask(`queue.${name}`, { counterId, ticketId }, 'caller');
};

/** An afternoon of five tickets from 15:43 on and a morning of one. A and B are wanted within 15 minutes. */
async function liveTwoDays(): Promise<void> {
  const [a1, a2, b1] = [await work.take(1), await work.take(1), await work.take(2)];
  work.wait(4);
  await work.next(1); // A001 after 4
  work.wait(1);
  await at('start', 1, a1.ticketId);
  work.wait(5);
  await work.next(1); // A001 was served 5; A002 after 10
  await at('recall', 1, a2.ticketId);
  await at('recall', 1, a2.ticketId);
  work.wait(2);
  await at('miss', 1, a2.ticketId);
  work.wait(8);
  await work.next(3); // B001 after 20
  work.wait(10);
  await at('finish', 3, b1.ticketId); // 10 from the call
  await work.ask('queue.resume', { counterId: 2, ticketId: a2.ticketId, to: 'counter' }, 'caller');
  work.wait(3);
  await at('finish', 2, a2.ticketId); // 3
  const a3 = await work.take(1);
  await work.take(1); // A004 waits until the day is over
  await at('cancel', 1, a3.ticketId);

  work.clockMs = Date.UTC(2026, 10, 23, 2);
  const b2 = await work.take(2);
  await work.next(2); // at once
  work.wait(2);
  await work.ask('queue.transfer', { counterId: 2, ticketId: b2.ticketId, to: { kind: 'service', serviceId: 1 } }, 'caller');
  work.wait(4);
  await work.next(1);
  work.wait(4);
  await at('finish', 1, b2.ticketId); // 4
}

const minutes = (value: number): number => value * MINUTE_MS;

describe('the report of two days', () => {
  beforeEach(async () => {
    work = await openStation();
  });
  afterEach(async () => {
    expect(work.unexpected).toEqual([]);
    await work.close();
  });

  test('says what became of every ticket and how long it took, all together and taken apart', async () => {
    await liveTwoDays();
    const report = await work.ask('queue.statistics', WEEK);
    expect(report.total).toEqual({
      issued: 6,
      served: 4,
      missed: 0,
      left: 2,
      called: 4,
      withinTarget: 3,
      waitMeanMs: minutes(8.5),
      waitP90Ms: minutes(20),
      arrivalMeanMs: minutes(1),
      serviceMeanMs: minutes(5.5),
      recalls: 2,
    });
    expect(report.services).toMatchObject([
      {
        prefix: 'A',
        issued: 4,
        served: 2,
        left: 2,
        called: 2,
        withinTarget: 2,
        waitMeanMs: minutes(7),
        serviceMeanMs: minutes(4),
        recalls: 2,
      },
      {
        prefix: 'B',
        issued: 2,
        served: 2,
        left: 0,
        called: 2,
        withinTarget: 1,
        waitMeanMs: minutes(10),
        serviceMeanMs: minutes(10),
        recalls: 0,
      },
    ]);
    expect(report.counters).toMatchObject([
      { number: 1, issued: 0, served: 2, missed: 1, called: 2, waitP90Ms: minutes(10), serviceMeanMs: minutes(4.5), recalls: 2 },
      { number: 2, served: 1, missed: 0, called: 1, waitMeanMs: 0, arrivalMeanMs: null, serviceMeanMs: minutes(3), recalls: 0 },
      { number: 3, served: 1, missed: 0, called: 1, waitMeanMs: minutes(20), withinTarget: 0, serviceMeanMs: minutes(10) },
    ]);
    expect(report.people).toMatchObject([{ operator: { id: 0, name: '' }, served: 4, missed: 1 }]);
    expect(report.hours.map(({ hour, issued, called }) => [hour, issued, called])).toEqual([
      [10, 1, 1],
      [15, 3, 3],
      [16, 2, 0],
    ]);
    expect(report.days.map(({ day, issued, served, left }) => [day, issued, served, left])).toEqual([
      ['2026-11-22', 5, 3, 2],
      ['2026-11-23', 1, 1, 0],
    ]);
    expect((await work.ask('queue.statistics', { from: '2026-11-23', to: '2026-11-23' })).total).toMatchObject({ issued: 1, called: 1 });
  });

  test('becomes a table and a workbook with the same figures, and with no text that is run as a formula', async () => {
    await work.configure({ services: [service(1, 'A', { name: '=HYPERLINK("x")' }), service(2, 'B')] });
    await liveTwoDays();
    const csv = await work.ask('queue.export', { ...WEEK, format: 'csv' });
    expect(csv.file.endsWith('queue-2026-11-17-2026-11-23.csv')).toBe(true);
    const lines = readFileSync(csv.file, 'utf8').split('\r\n');
    expect(lines[0]?.startsWith('\uFEFF分组 group,项目 item,取号 issued,')).toBe(true);
    expect(lines[1]).toBe('合计 Total,2026-11-17 – 2026-11-23,6,4,0,2,33.33,4,75.00,510,1200,60,330,2');
    expect(lines[2]).toBe('业务 Services,"A =HYPERLINK(""x"")",4,2,0,2,50.00,2,100.00,420,600,60,240,2');
    expect(lines.find((line) => line.startsWith('柜台'))).toBe('柜台 Counters,counter 1,0,2,1,0,,2,100.00,420,600,60,270,2');

    const { file } = await work.ask('queue.export', { ...WEEK, format: 'xlsx' });
    const rows: (readonly string[])[] = [];
    for await (const row of readXlsxFile(file)) rows.push('cells' in row ? row.cells : []);
    expect(rows[1]).toEqual(['2026-11-17 – 2026-11-23', '6', '4', '0', '2', '33.33', '4', '75', '510', '1200', '60', '330', '2']);
    // Six groups, the tickets and the visits.
    const parts = readFileSync(file, 'latin1');
    expect(parts.includes('xl/worksheets/sheet8.xml') && !parts.includes('xl/worksheets/sheet9.xml')).toBe(true);
  });

  test('names the people who called at a till, by right, and not to a caller', async () => {
    const lin = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
    await work.ask('staff.save', lin);
    await work.ask('counter.open', { counterId: 1, code: '1', pin: '739146' }, 'caller');
    await work.take(1);
    await work.next(1);
    await work.next(1);
    expect(await work.ask('queue.statistics', WEEK, 'caller')).toMatchObject({ total: { served: 1 }, people: [] });
    await expect(work.ask('queue.statistics', WEEK)).rejects.toMatchObject({ code: 'till_locked' });
    await expect(work.ask('queue.export', { ...WEEK, format: 'csv' })).rejects.toMatchObject({ code: 'till_locked' });
    await work.ask('staff.signIn', lin);
    expect((await work.ask('queue.statistics', WEEK)).people).toMatchObject([{ operator: { id: 1, name: '林岚' }, served: 1 }]);
  });
});

describe('the dates of a report', () => {
  test('are all of them, over the end of a month and a leap day', () => {
    expect(datesBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(datesBetween('2026-11-22', '2026-11-22')).toEqual(['2026-11-22']);
    expect(datesBetween('2026-01-01', '2027-01-01')).toHaveLength(366);
  });

  test('are refused when the last is before the first, or when they are more than a year', () => {
    expect(() => datesBetween('2026-11-22', '2026-11-21')).toThrow(expect.objectContaining({ code: 'bad_input' }));
    expect(() => datesBetween('2026-01-01', '2027-01-02')).toThrow(expect.objectContaining({ code: 'bad_input' }));
  });
});
