import { expect, it } from 'vitest';
import { type Column, COLUMNS, REQUIRED_COLUMNS } from '#main/store/catalog/import/columns.ts';
import { parseRow } from '#main/store/catalog/import/parse-row.ts';
import { readHeader } from '#main/store/sheet/header.ts';

function parse(cells: Partial<Record<Column, string>>) {
  const all: Partial<Record<Column, string>> = { sku: 'TZ-1', name: '哈衣', price: '99', ...cells };
  const columns = [...new Set([...REQUIRED_COLUMNS, ...(Object.keys(cells) as Column[])])];
  const parsed = parseRow(
    readHeader(columns, COLUMNS, REQUIRED_COLUMNS),
    columns.map((column) => all[column] ?? ''),
  );
  return 'row' in parsed ? parsed.row.traits : parsed.reasons.map(({ en }) => en);
}

it('leaves the traits alone where the file has no column for them', () => {
  expect(parse({})).toBeUndefined();
});

it('reads what sets an article apart', () => {
  expect(parse({ brand: '小屿', tags: '新品| 有机 |新品', style: 'K-7', size: '80 码', colour: '月白' })).toEqual({
    brand: '小屿',
    tags: ['新品', '有机'],
    variant: { style: 'K-7', size: '80 码', colour: '月白' },
  });
  expect(parse({ pack_of: 'SP01', pack_pieces: '24', deposit: 'SP04' })).toEqual({ pack: { sku: 'SP01', pieces: 24 }, deposit: 'SP04' });
  expect(parse({ open_price: '5-200', min_age: '18', prescription: '是', gift: '1' })).toEqual({
    openPrice: { minMinor: 500, maxMinor: 20_000 },
    minimumAge: 18,
    prescription: true,
    gift: true,
  });
});

it('takes a trait away where its cell is empty', () => {
  expect(
    parse({ brand: '', tags: '', style: '', pack_of: '', open_price: '', deposit: '', min_age: '', prescription: '否', gift: '' }),
  ).toEqual({
    brand: null,
    tags: null,
    variant: null,
    pack: null,
    openPrice: null,
    deposit: null,
    minimumAge: null,
    prescription: null,
    gift: null,
  });
});

it.each([
  [{ style: 'K-7', size: '', colour: '' }, 'style needs a size or a colour: "K-7"'],
  [{ pack_of: 'SP01', pack_pieces: '1' }, 'pack_pieces must be a whole number from 2 to 10000: "1"'],
  [{ pack_of: 'SP01', pack_pieces: '' }, 'pack_pieces must be a whole number from 2 to 10000: ""'],
  [{ open_price: '200-5' }, 'open_price must be lowest-highest in yuan, e.g. 5-500: "200-5"'],
  [{ open_price: '5' }, 'open_price must be lowest-highest in yuan, e.g. 5-500: "5"'],
  [{ min_age: '1.5' }, 'min_age must be a whole number from 1 to 99: "1.5"'],
  [{ gift: 'vielleicht' }, 'gift must be 1/0, true/false, yes/no or 是/否: "vielleicht"'],
])('refuses %j', (cells, reason) => {
  expect(parse(cells)).toEqual([reason]);
});

it('an English name is taken, taken away where the cell is empty, and left as it is where there is no column', () => {
  expect(parse({ name_en: 'Cotton romper' })).toEqual({ nameEn: 'Cotton romper' });
  expect(parse({ name_en: '' })).toEqual({ nameEn: null });
  expect(parse({})).toBeUndefined();
});
