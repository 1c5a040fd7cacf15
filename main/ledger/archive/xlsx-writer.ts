import { numberText, type Cell } from './cell.ts';
import { openZipWriter } from './zip-writer.ts';

/** A workbook written sheet after sheet (ECMA-376): text as text, so that nothing in it is ever run; numbers as numbers. */
export interface XlsxWriter {
  /** Begins a sheet; its first row is bold and stays in view. A sheet that is full goes on in another one. */
  sheet(name: string, header: readonly string[]): void;
  row(cells: readonly Cell[]): void;
  /** Writes what binds the sheets together and brings the file to the disk. */
  finish(): void;
  /** Lets go of the file; may be called twice. */
  close(): void;
}

/** Excel's own limit, header included. */
export const MAX_SHEET_ROWS = 1_048_576;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Column A; tables here have at most 26. */
const FIRST_COLUMN = 0x41;

/** `cellXfs` of the style sheet by place: plain, money, quantity, header. */
const STYLE = { plain: 0, money: 1, quantity: 2, header: 3 } as const;

/** Makes the file anew. `maxRows` is there for the tests. */
export function openXlsxWriter(file: string, maxRows: number = MAX_SHEET_ROWS): XlsxWriter {
  const zip = openZipWriter(file);
  const names: string[] = [];
  let sheet = { name: '', header: [] as readonly string[], part: 0, rows: 0 };

  const endSheet = (): void => {
    if (names.length > 0) zip.write('</sheetData></worksheet>');
  };
  const beginSheet = (name: string, header: readonly string[], part: number): void => {
    endSheet();
    names.push(part === 1 ? name : `${name} ${part}`);
    sheet = { name, header, part, rows: 1 };
    zip.begin(`xl/worksheets/sheet${names.length}.xml`);
    zip.write(
      `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`,
    );
    zip.write(
      rowXml(
        1,
        header.map((text) => textXml(text, STYLE.header)),
      ),
    );
  };
  return {
    sheet: (name, header) => beginSheet(name, header, 1),
    row(cells) {
      if (sheet.rows >= maxRows) beginSheet(sheet.name, sheet.header, sheet.part + 1);
      sheet.rows += 1;
      zip.write(rowXml(sheet.rows, cells.map(cellXml)));
    },
    finish() {
      endSheet();
      for (const [name, xml] of bindingParts(names)) {
        zip.begin(name);
        zip.write(XML + xml);
      }
      zip.finish();
    },
    close: zip.close,
  };
}

/** What stands behind the address of a cell. */
function cellXml(cell: Cell): string {
  if (typeof cell === 'string') return textXml(cell, STYLE.plain);
  const style = typeof cell === 'number' ? STYLE.plain : 'minor' in cell ? STYLE.money : STYLE.quantity;
  return ` s="${style}"><v>${numberText(cell)}</v>`;
}

function textXml(text: string, style: number): string {
  return ` s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is>`;
}

/** Some readers insist on addresses. */
function rowXml(number: number, cells: readonly string[]): string {
  const addressed = cells.map((cell, column) => `<c r="${String.fromCharCode(FIRST_COLUMN + column)}${number}"${cell}</c>`);
  return `<row r="${number}">${addressed.join('')}</row>`;
}

/** Characters XML 1.0 cannot hold become spaces. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/** Everything but the sheets: content types, relations, the list of sheets, four cell styles. */
function bindingParts(names: readonly string[]): readonly (readonly [name: string, xml: string])[] {
  const numbered = names.map((name, index) => ({ name, number: index + 1 }));
  const overrides = numbered.map(
    ({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
  );
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheetRelations = numbered.map(({ number }) => relation(`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`));
  const sheets = numbered.map(({ name, number }) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`);
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${overrides.join('')}</Types>`,
    ],
    ['_rels/.rels', `<Relationships xmlns="${RELATIONS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    ['xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${RELATIONS}">${sheetRelations.join('')}${relation('rIdStyles', 'styles', 'styles.xml')}</Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ],
  ];
}
