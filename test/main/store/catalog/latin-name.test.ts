import { expect, test } from 'vitest';
import { latinName } from '#main/store/catalog/latin-name.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';

const reader = createReader();
const read = (name: string, spec = ''): string | undefined => latinName(name, reader.read({ name, spec }));

test('each character is its syllable with a capital, spaces and Latin letters stay', () => {
  expect(read('棉绒 拉拉裤 XL', '44 片')).toBe('MianRong LaLaKu XL');
  expect(read('禾牧 幼儿配方奶粉 3段', '800 g')).toBe('HeMu YouErPeiFangNaiFen 3Duan');
  expect(read('ＡＢ 绿茶')).toBe('ＡＢ LvCha');
});

test('of several readings the first is taken', () => {
  expect(latinName('长裤', 'chang/zhang ku ')).toBe('ChangKu');
});

test('a name without Chinese characters needs none, and one that nobody has read yet has none', () => {
  expect(read('Milk 1L')).toBeUndefined();
  expect(latinName('牛奶', '')).toBeUndefined();
});

test('readings that do not belong to the name give no name at all', () => {
  expect(latinName('牛奶', 'niu')).toBeUndefined();
  expect(latinName('牛奶', '1 2')).toBeUndefined();
});
