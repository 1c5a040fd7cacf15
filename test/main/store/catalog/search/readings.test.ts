import { describe, expect, it } from 'vitest';
import { createReader } from '#main/store/catalog/search/readings.ts';
import { isSyllable } from '#main/store/catalog/search/syllables.ts';

const reader = createReader();
const read = (name: string, spec = '') => reader.read({ name, spec });

describe('readings', () => {
  it('spell every Chinese character of name and spec and keep the others, folded, with a gap between', () => {
    expect(read('禾牧 奶粉 3段', '８００ G')).toBe('he mu nai fen 3 duan  8 0 0 g');
    expect(read('PPSU奶瓶')).toBe('p p s u nai ping ');
  });

  it('follow the word a character stands in, and add the other reading people type', () => {
    expect(read('重庆')).toBe('chong/zhong qing ');
    expect(read('长颈鹿')).toBe('chang/zhang jing lu ');
    expect(read('音乐盒')).toBe('yin yue/le he ');
  });

  it('go on with the words of the English name, a gap before each', () => {
    expect(reader.read({ name: '奶瓶', spec: '', nameEn: 'PPSU cup' })).toBe('nai ping   p p s u  c u p');
  });

  it('write ü as v', () => {
    expect(read('女')).toBe('nv ');
  });

  it('leave characters the dictionary does not know as they are', () => {
    expect(read('𠮷あ😀')).toBe('𠮷 あ 😀 ');
  });

  it('know whole syllables from parts of them', () => {
    expect(['zhuang', 'a', 'lv', 'nai', 'er'].map(isSyllable)).toEqual([true, true, true, true, true]);
    expect(['zhuan', 'naif', 'v', '', 'constructor'].map(isSyllable)).toEqual([true, false, false, false, false]);
  });
});
