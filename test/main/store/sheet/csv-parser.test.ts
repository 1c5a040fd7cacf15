import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvParser, MAX_ROW_LENGTH } from '#main/store/sheet/csv-parser.ts';
import type { RawRow } from '#main/store/sheet/raw-row.ts';

function parse(...pieces: readonly string[]): RawRow[] {
  const parser = createCsvParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

const cellsOf = (rows: readonly RawRow[]) => rows.map((row) => ('cells' in row ? row.cells : [row.problem.en]));

describe('CSV', () => {
  it('reads quotes, doubled quotes, delimiters and line ends inside quotes, and says at which line a row begins', () => {
    expect(parse('a,b\r\n"1,5","say ""hi"""\r\n"two\r\nlines",x\n,last')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,5', 'say "hi"'] },
      { line: 3, cells: ['two\r\nlines', 'x'] },
      { line: 5, cells: ['', 'last'] },
    ]);
  });

  it('takes a quotation mark inside a plain cell as text', () => {
    expect(cellsOf(parse('a,b\n3.5" tape,x\n'))).toEqual([
      ['a', 'b'],
      ['3.5" tape', 'x'],
    ]);
  });

  it('skips blank lines and keeps counting them', () => {
    expect(parse('a,b\n\n \n1,2\r\n\r\n').map(({ line }) => line)).toEqual([1, 3, 4]);
    expect(parse('\n\r\n,,\n')).toEqual([]);
  });

  it('finds out whether commas, semicolons or tabs part the cells', () => {
    expect(cellsOf(parse('a;b;c\n1,5;2;3'))).toEqual([
      ['a', 'b', 'c'],
      ['1,5', '2', '3'],
    ]);
    expect(cellsOf(parse('a\tb\n1,5\t2'))).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
  });

  it('loses only the line of a quotation mark that is not closed', () => {
    expect(parse('a,b\n1,"x\n2,3\n4,5\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem: { zh: '引号没有配对', en: 'a quotation mark is not closed' } },
      { line: 3, cells: ['2', '3'] },
      { line: 4, cells: ['4', '5'] },
    ]);
  });

  it('loses only the line where text follows a closing quotation mark', () => {
    expect(cellsOf(parse('a,b\n1,"x"y\n2,3\n'))).toEqual([['a', 'b'], ['text follows a closing quotation mark'], ['2', '3']]);
  });

  it('refuses a line of 10 MB without holding on to it and reads the next', () => {
    const pieces = ['a,b\n1,', ...Array.from({ length: 160 }, () => 'x'.repeat(65_536)), '\n2,3\n'];
    expect(parse(...pieces)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem: { zh: '一行超过 32768 个字符', en: 'the row is longer than 32768 characters' } },
      { line: 3, cells: ['2', '3'] },
    ]);
    expect(parse(`a,b\n1,"${'x'.repeat(MAX_ROW_LENGTH)}"\n2,3`).map((row) => 'cells' in row)).toEqual([true, false, true]);
  });

  it('gives the same rows however the file is cut into pieces', () => {
    const cell = fc.array(fc.constantFrom('a', '"', ',', '\n', '\r', '奶', ' '), { maxLength: 4 }).map((parts) => parts.join(''));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(30), { maxLength: 5 }), (rows, lineEnd, cuts) => {
        const text = ['x,y', ...rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))].join(lineEnd);
        const at = [0, ...cuts.toSorted((left, right) => left - right), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        const expected = [['x', 'y'], ...rows.filter((cells) => cells.some((each) => each !== ''))];
        expect(cellsOf(parse(...pieces))).toEqual(expected);
        expect(cellsOf(parse(text))).toEqual(expected);
      }),
    );
  });

  it('survives any text', () => {
    const text = fc.array(fc.constantFrom('a', '"', ',', '\n', '\r', '\0'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), (whole, cut) => {
        expect(parse(whole.slice(0, cut), whole.slice(cut))).toEqual(parse(whole));
      }),
    );
  });
});
