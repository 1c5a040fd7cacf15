import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawRow } from '#main/store/sheet/raw-row.ts';
import { readXlsxFile } from '#main/store/sheet/xlsx/xlsx-file.ts';
import { temporaryDirectory } from '../../catalog/fixtures.ts';
import { workbookParts, zipOf } from './files.ts';

async function read(content: Buffer): Promise<RawRow[]> {
  const file = join(temporaryDirectory(), 'list.xlsx');
  writeFileSync(file, content);
  const rows: RawRow[] = [];
  for await (const row of readXlsxFile(file)) rows.push(row);
  return rows;
}

const refusal = (content: Buffer) =>
  read(content).then(
    () => 'read',
    (error: Error) => error.message,
  );

describe('XLSX', () => {
  it('reads the first sheet: shared, rich and inline texts, numbers, truth values and formulas by their saved value', async () => {
    const shared = '<si><t>货号</t></si><si><r><t>奶</t></r><r><t xml:space="preserve"> 粉</t></r><rPh><t>nǎi fěn</t></rPh></si>';
    const sheet = `
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>名称 &amp; 规格</t></is></c></row>
      <row r="3">
        <c r="A3" t="s"> <v>1</v> </c>
        <c r="B3"><v>12.800000000000001</v></c>
        <c r="C3"><f>B3*2</f><v>25.6</v></c>
        <c r="D3" t="b"><v>1</v></c>
        <c r="E3" t="str"><f>A3&amp;"x"</f><v>奶粉x</v></c>
        <c r="AA3"><v>6970031800297</v></c>
        <c r="AB3"><v>697003180029700000</v></c>
        <c r="AC3" t="e"><v>#REF!</v></c>
        <c r="AD3"><v>0.13</v></c>
      </row>`;
    expect(await read(zipOf(workbookParts(sheet, shared)))).toEqual([
      { line: 1, cells: ['货号', '', '名称 & 规格'] },
      {
        line: 3,
        cells: [
          '奶 粉',
          '12.8',
          '25.6',
          '1',
          '奶粉x',
          ...Array.from({ length: 21 }, () => ''),
          '6970031800297',
          '6.970031800297e+17',
          '',
          '0.13',
        ],
      },
    ]);
  });

  it('counts cells and rows that do not say where they are', async () => {
    expect(await read(zipOf(workbookParts('<row><c><v>1</v></c><c><v>2</v></c></row><row><c/></row><row><c><v>3</v></c></row>')))).toEqual([
      { line: 1, cells: ['1', '2'] },
      { line: 3, cells: ['3'] },
    ]);
  });

  it('refuses macros', async () => {
    expect(await refusal(zipOf([...workbookParts(''), { name: 'xl/vbaProject.bin', content: 'x' }]))).toBe(
      'files with macros are not imported, save as .xlsx or CSV',
    );
  });

  it('refuses a document type, so that no entity can grow or read files', async () => {
    const [workbook, relations] = workbookParts('');
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>';
    const parts = [workbook, relations, { name: 'xl/worksheets/sheet1.xml', content: bomb }].filter((part) => part !== undefined);
    expect(await refusal(zipOf(parts))).toBe('xl/worksheets/sheet1.xml is malformed');
  });

  it('refuses a part that unpacks to far more than its kind holds', async () => {
    const [, ...others] = workbookParts('');
    const bomb = `<workbook>${'<a/>'.repeat(1_100_000)}</workbook>`;
    expect(await refusal(zipOf([{ name: 'xl/workbook.xml', content: bomb }, ...others]))).toBe(
      'xl/workbook.xml unpacks to more than 4 MB, save the file as CSV',
    );
  });

  it('refuses endless text and a part that is longer than it claims', async () => {
    expect(await refusal(zipOf(workbookParts(`<row><c t="str"><v>${'x'.repeat(600_000)}</v></c></row>`)))).toBe(
      'xl/worksheets/sheet1.xml is malformed',
    );
    const lying = zipOf(workbookParts('<row><c><v>1</v></c></row>'));
    const at = lying.lastIndexOf('PK\x01\x02');
    lying.writeUInt32LE(10, at + 24);
    expect(await refusal(lying)).toBe('xl/worksheets/sheet1.xml is damaged');
  });

  it.each([
    ['text', Buffer.from('sku,name\n1,2\n')],
    ['nothing', Buffer.alloc(0)],
    ['half a workbook', zipOf(workbookParts('<row/>')).subarray(0, 300)],
  ])('refuses %s under the name of a workbook', async (_, content) => {
    expect(await refusal(content)).toBe('not an intact .xlsx file');
  });

  it('refuses a ZIP file that is no workbook, and broken XML', async () => {
    expect(await refusal(zipOf([{ name: 'a.txt', content: 'x' }]))).toBe('the file has no xl/workbook.xml');
    expect(await refusal(zipOf(workbookParts('<row><c>')))).toBe('xl/worksheets/sheet1.xml is malformed');
  });

  it('refuses row numbers beyond the end of a sheet', async () => {
    expect(await refusal(zipOf(workbookParts('<row r="9999999"><c><v>1</v></c></row>')))).toBe('the sheet has too many rows');
  });
});
