import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabelElement } from '#contract/label.ts';
import { layoutLabel } from '#drivers/label/layout.ts';
import { findLabelPrinterModel, type LabelPrinterModel } from '#drivers/label/models.ts';
import { disarmTspl, encodeTspl } from '#drivers/label/tspl.ts';
import { anyLabel, labelOf } from './label-samples.ts';

const usual = findLabelPrinterModel('tspl-203')!;
const tsc = findLabelPrinterModel('tsc-203')!;

const ean: LabelElement = { type: 'barcode', x: 20, y: 100, width: 360, height: 80, symbology: 'EAN13', data: '6901234567892' };

async function encode(elements: readonly LabelElement[], model: LabelPrinterModel = usual): Promise<string> {
  return Buffer.from(encodeTspl(await layoutLabel(labelOf(...elements), model), model)).toString('latin1');
}

test('a label is size, gap, settings, an empty picture, its parts and one PRINT, each line ended by CR LF', async () => {
  const bytes = await encode([
    ean,
    { type: 'bar', x: 20, y: 50, width: 360, height: 3 },
    { type: 'box', x: 5, y: 5, width: 390, height: 290, line: 5 },
  ]);
  // 8 dots a mm. EAN-13: 95 + 18 quiet modules in 288 dots are 2 dots each; 62 dots are left, half before the 11 quiet modules: 16 + 31 + 22 = 69.
  expect(bytes).toBe(
    [
      'SIZE 40 mm,30 mm',
      'GAP 2 mm,0 mm',
      'DIRECTION 0',
      'REFERENCE 0,0',
      'DENSITY 8',
      'SPEED 4',
      'CLS',
      'BARCODE 69,80,"EAN13",64,0,0,2,2,"6901234567892"',
      'BAR 16,40,288,2',
      'BOX 4,4,315,235,4',
      'PRINT 1,1',
      '',
    ].join('\r\n'),
  );
});

test('black marks and endless paper are told to the printer in its own words', async () => {
  const head = async (media: { type: 'mark'; mark: number } | { type: 'continuous' }) => {
    const layout = await layoutLabel({ ...labelOf(ean), width: 405, media }, usual);
    return Buffer.from(encodeTspl(layout, usual)).toString('latin1').split('\r\n').slice(0, 2);
  };
  expect(await head({ type: 'mark', mark: 35 })).toEqual(['SIZE 40.5 mm,30 mm', 'BLINE 3.5 mm,0 mm']);
  expect(await head({ type: 'continuous' })).toEqual(['SIZE 40.5 mm,30 mm', 'GAP 0 mm,0 mm']);
});

test('a QR code is left to the printers that are known to draw it, and drawn by us for all others', async () => {
  const qr: LabelElement = { type: 'matrix', x: 0, y: 0, width: 100, height: 100, symbology: 'QR', data: 'https://guitai.example/A1' };
  // 25 characters in bytes at level M are version 2, 25 modules and 8 quiet ones in 80 dots: 2 dots each; (80 − 50) / 2 = 15.
  expect(await encode([qr], tsc)).toContain('\r\nQRCODE 15,15,M,2,A,0,M2,"https://guitai.example/A1"\r\n');
  expect(await encode([qr], usual)).toContain('\r\nBITMAP 15,15,7,50,1,');
});

test('a code that could end its own quotes is drawn', async () => {
  const data = 'A"\r\nPRINT 9';
  const bytes = await encode([{ type: 'matrix', x: 0, y: 0, width: 150, height: 150, symbology: 'QR', data }], tsc);
  expect(bytes).not.toContain('QRCODE');
  expect(bytes.match(/PRINT/g)).toHaveLength(1);
});

test('no words of any label make a command: without its pictures the stream holds only our own lines', async () => {
  const OURS =
    /^(?:SIZE 40 mm,30 mm|GAP 2 mm,0 mm|DIRECTION 0|REFERENCE 0,0|DENSITY 8|SPEED 4|CLS|PRINT 1,1|BAR \d+,\d+,\d+,\d+|BOX \d+,\d+,\d+,\d+,\d+|BARCODE \d+,\d+,"EAN13",\d+,0,0,\d,\d,"\d{13}"|QRCODE \d+,\d+,M,\d+,A,0,M2,"[ !#-[\]-}]+"|)$/;
  await fc.assert(
    fc.asyncProperty(anyLabel, async (label) => {
      let rest = Buffer.from(encodeTspl(await layoutLabel(label, tsc), tsc)).toString('latin1');
      expect(rest.includes('\u001b!') || rest.includes('~!')).toBe(false);
      const lines: string[] = [];
      while (rest !== '') {
        const picture = /^BITMAP \d+,\d+,(\d+),(\d+),1,/.exec(rest);
        const end = picture ? picture[0].length + Number(picture[1]) * Number(picture[2]) : rest.indexOf('\r\n');
        if (!picture) lines.push(rest.slice(0, end));
        expect(rest.slice(end, end + 2)).toBe('\r\n');
        rest = rest.slice(end + 2);
      }
      for (const line of lines) expect(line).toMatch(OURS);
      expect(lines.filter((line) => line.startsWith('PRINT'))).toEqual(['PRINT 1,1']);
    }),
    { numRuns: 60 },
  );
});

test('ESC ! and ~ ! among the dots of a picture are broken by one black dot, and nothing else is touched', () => {
  const dots = Uint8Array.of(0x1b, 0x21, 0x52, 0x7e, 0x21, 0x21, 0x00, 0x21, 0x1b);
  disarmTspl(dots);
  expect([...dots]).toEqual([0x1b, 0x01, 0x52, 0x7e, 0x01, 0x21, 0x00, 0x21, 0x1b]);
});
