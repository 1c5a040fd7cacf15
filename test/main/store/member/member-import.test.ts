import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { bringSheet } from '../sheet/bring-sheet.ts';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import type { SheetProgress } from '#contract/sheet.ts';
import { MEMBERS } from '#main/store/member/member-sheet.ts';
import { readHeader } from '#main/store/sheet/header.ts';

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

const bring = (bytes: Buffer | string, existing: 'update' | 'skip' = 'skip'): Promise<SheetProgress> =>
  bringSheet(work, Buffer.from(bytes as string), 'csv', (uploadId) => work.ask('member.import', { uploadId, existing }));
const members = async (): Promise<unknown[]> =>
  (await work.ask('member.list', { query: '', limit: 100 })).members.map(({ code, phone, name, level }) => [code, phone, name, level]);

test('members come in by code or phone number; who has no code gets one', async () => {
  const progress = await bring('姓名,卡号,手机号,会员等级\n林晓雯,m100027,138-1234-6027,金卡\n王芳,,+86 13900000001,\n');
  expect(progress).toMatchObject({ done: true, rows: 2, added: 2, refused: 0 });
  expect(await members()).toEqual([
    ['M100027', '13812346027', '林晓雯', 'gold'],
    ['M000001', '13900000001', '王芳', 'standard'],
  ]);
});

test('who is there already is left alone or updated, by code or phone number, and nobody is made twice', async () => {
  await bring('name,code,phone,joined\n林晓雯,M100027,13812346027,2024-03-05\n');
  const again = 'name,code,phone,level\n林晓雯,M100027,13812346027,gold\n林晓雯,,13812346027,gold\n';
  expect(await bring(again)).toMatchObject({ added: 0, updated: 0, kept: 2 });
  expect(await bring(again, 'update')).toMatchObject({ added: 0, updated: 1, kept: 1 });
  expect(await bring('name,phone\n新人,13700000002\n新人改名,13700000002\n', 'update')).toMatchObject({ added: 1, updated: 1 });
  expect(await members()).toEqual([
    ['M100027', '13812346027', '林晓雯', 'gold'],
    ['M000002', '13700000002', '新人改名', 'standard'],
  ]);
  const { members: kept } = await work.ask('member.list', { query: 'M100027', limit: 1 });
  expect(kept[0]?.joinedOn).toBe('2024-03-05');
});

test('bad rows are told by line and reason, good ones are kept', async () => {
  await bring('name,code,phone\n甲,A-01,13812340001\n乙,B-01,13812340002\n');
  const progress = await bring(
    'name,code,phone,level\n,C-01,,\n丙,,,\n丁,123456,,\n戊,,12345,\n己,D-01,,platinum\n庚,A-01,13812340002,\n辛,E-01,,\n壬,forgotten-1,,\n',
    'update',
  );
  expect(progress).toMatchObject({ rows: 8, added: 1, refused: 7 });
  expect(progress.wrong.map(({ line, reasons: [reason] }) => [line, reason?.en.split(':')[0]])).toEqual([
    [2, 'name is empty'],
    [3, 'name has neither a code nor a phone number'],
    [4, 'code must be 4 to 32 letters, digits and -, with at least one letter'],
    [5, 'phone must have 11 digits, or begin with + and the country code'],
    [6, expect.stringMatching(/^level must be one of/)],
    [7, 'the code and the phone number 138****0002 belong to two members'],
    [9, 'code must be 4 to 32 letters, digits and -, with at least one letter'],
  ]);
});

test('a list in GBK is read, and the journal knows how many came and nothing about anybody', async () => {
  const gbk = Buffer.concat([Buffer.from('name,phone\n'), Buffer.from([0xc1, 0xd6, 0xcf, 0xfe]), Buffer.from(',13812346027\n')]);
  await bring(gbk);
  expect(await members()).toEqual([['M000001', '13812346027', '林晓', 'standard']]);
  expect(journalOf(work, 'members.imported').map(({ body }) => body)).toEqual([{ v: 1, added: 1, updated: 0 }]);
  expect(JSON.stringify(journalOf(work, 'members.imported'))).not.toContain('13812346027');
});

describe('a date of joining', () => {
  const header = readHeader(['name', 'phone', 'joined'], MEMBERS.columns, MEMBERS.required);
  const joined = (text: string): unknown => {
    const parsed = MEMBERS.parse(header, ['林', '13812346027', text]);
    return 'row' in parsed ? parsed.row.joinedOn : parsed.reasons[0]?.en;
  };
  test.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5 10:20', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    // 45356 days after 1899-12-30, as a workbook keeps it.
    ['45356', '2024-03-05'],
    ['', undefined],
    ['2024-02-30', 'joined is not a date, e.g. 2024-03-05: "2024-02-30"'],
    ['March', 'joined is not a date, e.g. 2024-03-05: "March"'],
  ])('%s', (text, date) => {
    expect(joined(text)).toBe(date);
  });
});

test('two thousand members come in batches that leave the till its turn', async () => {
  const rows = Array.from({ length: 2_000 }, (_, n) => `会员${n},1380000${String(n).padStart(4, '0')}`);
  expect(await bring(`name,phone\n${rows.join('\n')}\n`)).toMatchObject({ rows: 2_000, added: 2_000 });
  expect(journalOf(work, 'members.imported')).toHaveLength(4);
});
