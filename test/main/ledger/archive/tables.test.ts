import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { csvLine } from '#main/ledger/archive/cell.ts';
import { openTables } from '#main/ledger/archive/tables.ts';
import { openXlsxWriter } from '#main/ledger/archive/xlsx-writer.ts';
import { toEnvelope } from '#main/ledger/envelope.ts';
import { readXlsxFile } from '#main/store/sheet/xlsx/xlsx-file.ts';
import { saleDraft, temporaryDirectory } from '../fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());

async function rowsOf(file: string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of readXlsxFile(file)) rows.push('cells' in row ? row.cells : []);
  return rows;
}

describe('a line of CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "' =1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['奶瓶, 240ml', '"奶瓶, 240ml"'],
    ['a\r\nb', 'a  b'],
    ['plain', 'plain'],
  ])('writes the text %j so that no spreadsheet runs it', (text, expected) => {
    expect(csvLine([text])).toBe(`${expected}\r\n`);
  });

  test('writes numbers as numbers, also negative ones', () => {
    expect(csvLine([7, { minor: -11_305 }, { milli: 1500 }, { milli: -250 }])).toBe('7,-113.05,1.5,-0.25\r\n');
  });

  test('whatever the text, no cell begins like a formula and the line stays one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = csvLine([text]);
        expect(line.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]./);
        expect(line.slice(0, -2)).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('a workbook', () => {
  test('gives back its text and numbers, hostile or not', async () => {
    const file = join(directory.path, 'hostile.xlsx');
    const book = openXlsxWriter(file);
    book.sheet('流水 <Sales>', ['a', 'b']);
    book.row(['=1+1', 'A & "B" <c>']);
    book.row(['\u0000\u001b@ \ud83d', { minor: -11_305 }]);
    book.row([42, { milli: 1500 }]);
    book.finish();
    expect(await rowsOf(file)).toEqual([
      ['a', 'b'],
      ['=1+1', 'A & "B" <c>'],
      ['  @ \ufffd', '-113.05'],
      ['42', '1.5'],
    ]);
  });

  test('goes on in another sheet when one is full, and over many chunks', async () => {
    const file = join(directory.path, 'long.xlsx');
    const book = openXlsxWriter(file, 40_001);
    book.sheet('S', ['n']);
    for (let row = 1; row <= 60_000; row += 1) book.row([`row ${row}`]);
    book.finish();
    const rows = await rowsOf(file);
    expect(rows).toHaveLength(40_001);
    expect(rows.at(-1)).toEqual(['row 40000']);
    expect(readFileSync(file).includes('xl/worksheets/sheet2.xml')).toBe(true);
  });
});

test('the accountant gets each sale, each line and what a day adds up to', async () => {
  const draft = saleDraft({ lines: 2, priceMinor: 11_300 });
  const given = { seq: 5, number: 4, receiptNumber: 'S001-01-1-000004' };
  const identity = { epoch: 1, storeCode: 'S001', terminal: '01' };
  const tables = openTables(directory.path, () => '2026-11-22 10:00:00');
  tables.add(toEnvelope(draft, given, identity, draft.body(given)), '0123abcd'.repeat(8));
  expect(tables.finish().map(({ file }) => file)).toEqual(['sales.csv', 'lines.csv', 'accounts.xlsx']);
  const sale = [
    '5',
    'sale.completed',
    'S001-01-1-000004',
    '2026-11-22',
    '2026-11-22 10:00:00',
    '226.00',
    '200.00',
    '26.00',
    '现金 cash 226.00',
    '0123abcd',
  ];
  const [header, row] = readFileSync(join(directory.path, 'sales.csv'), 'utf8').split('\r\n');
  expect(header).toMatch(/^\uFEFF序号 seq,类型 kind,单号 number,/);
  expect(row).toBe(sale.join(','));
  const numbers = ['226', '200', '26'];
  expect((await rowsOf(join(directory.path, 'accounts.xlsx')))[1]).toEqual(sale.toSpliced(5, 3, ...numbers));
  const lines = readFileSync(join(directory.path, 'lines.csv'), 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(
    'S001-01-1-000004,2026-11-22,SP000100,贝亲宽口径玻璃奶瓶 自然实感,240ml 淡绿,件,1,113.00,113.00,13.00,13.00,113.00,',
  );
});

test('what came back stands below zero, what was taken instead above it', () => {
  const lines = (saleDraft({ lines: 2, priceMinor: 11_300 }).body({ seq: 1, number: null, receiptNumber: null })['lines'] ?? []) as never[];
  const draft = {
    ...saleDraft({ lines: 0 }),
    kind: 'refund.completed' as const,
    amountMinor: 0,
    body: () => ({ lines: lines.slice(0, 1), sold: lines.slice(1) }),
    postings: [
      { account: 'revenue:1300', amountMinor: 10_000 },
      { account: 'vat:1300', amountMinor: 1300 },
      { account: 'revenue:1300', amountMinor: -10_000 },
      { account: 'vat:1300', amountMinor: -1300 },
    ],
  };
  const given = { seq: 6, number: 1, receiptNumber: 'S001-01-1-R000001' };
  const tables = openTables(directory.path, () => '2026-11-22 10:00:00');
  tables.add(toEnvelope(draft, given, { epoch: 1, storeCode: 'S001', terminal: '01' }, draft.body()), '0123abcd'.repeat(8));
  tables.finish();
  const [, back, taken] = readFileSync(join(directory.path, 'lines.csv'), 'utf8').trimEnd().split('\r\n');
  expect(back).toBe(
    'S001-01-1-R000001,2026-11-22,SP000100,贝亲宽口径玻璃奶瓶 自然实感,240ml 淡绿,件,-1,113.00,-113.00,13.00,-13.00,-113.00,',
  );
  expect(taken).toBe('S001-01-1-R000001,2026-11-22,SP000101,贝亲宽口径玻璃奶瓶 自然实感,240ml 淡绿,件,1,113.00,113.00,13.00,13.00,113.00,');
});

test('a line says what it was before discounts, and what was taken off it', () => {
  const [line] = (saleDraft({ lines: 1, priceMinor: 11_300 }).body({ seq: 1, number: null, receiptNumber: null })['lines'] ??
    []) as object[];
  const discounts = [{ source: 'promotion', label: { zh: '第 2 件半价', en: '2nd at half price' }, amountMinor: 5_650 }];
  const body = { lines: [{ ...line, grossMinor: 11_300, amountMinor: 5_650, taxMinor: 650, discounts }] };
  const given = { seq: 7, number: 5, receiptNumber: 'S001-01-1-000005' };
  const tables = openTables(directory.path, () => '2026-11-22 10:00:00');
  tables.add(toEnvelope(saleDraft({ lines: 0 }), given, { epoch: 1, storeCode: 'S001', terminal: '01' }, body), '0123abcd'.repeat(8));
  tables.finish();
  const [, row] = readFileSync(join(directory.path, 'lines.csv'), 'utf8').trimEnd().split('\r\n');
  expect(row).toMatch(/,1,113\.00,56\.50,13\.00,6\.50,113\.00,第 2 件半价 56\.50$/);
});
