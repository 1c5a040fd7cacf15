import { describe, expect, test } from 'vitest';
import { idleWedge, stepWedge, type WedgeKey } from '#contract/wedge.ts';
import { createScanDecoder, type ScanDecoder } from '#drivers/scanner/decode.ts';
import { createHidPosDecoder } from '#drivers/scanner/hid-pos.ts';
import { encodeHidPosReports } from '#drivers/virtual/hid-pos-reports.ts';
import { readAimId } from '#main/store/scan/aim.ts';
import { parseElementString } from '#main/store/scan/gs1.ts';
import { readTradeItem } from '#main/store/scan/trade-item.ts';
import { codeOfDetected } from '#renderer/app/camera-code.ts';

// The same symbol, whatever reads it, reaches the shop as the same text: the AIM id and the data, GS between the fields.

const GS = '\u001d';
const ELEMENTS = `010690123456789210B7${GS}1726123121S-1`;

function read(decoder: ScanDecoder, chunks: readonly Uint8Array[]): readonly string[] {
  return chunks.flatMap((chunk) => decoder.push(chunk)).map((each) => (each.kind === 'scan' ? each.text : each.reason));
}

/** Keys of a US keyboard, a capital with shift, GS as Ctrl+]. */
function typed(text: string): readonly string[] {
  const plain = { shift: false, ctrl: false, alt: false, meta: false, capsLock: false, repeat: false };
  let state = idleWedge;
  const scans: string[] = [];
  for (const [index, character] of Array.from(`${text}\n`).entries()) {
    const gs = character === GS ? { key: ']', code: 'BracketRight', ctrl: true } : undefined;
    const enter = character === '\n' ? { key: 'Enter', code: 'Enter' } : undefined;
    const key: WedgeKey = { ...plain, atMs: 1000 + index * 6, key: character, code: '', ...gs, ...enter };
    const [next, verdict] = stepWedge(state, key);
    state = next;
    if (verdict.kind === 'scan') scans.push(verdict.text);
  }
  return scans;
}

/** Name, text, and what a browser's camera says of the symbol where it knows it. */
const symbols = [
  ['EAN-13', ']E06901234567892', 'ean_13', '6901234567892'],
  ['EAN-8', ']E469012341', 'ean_8', '69012341'],
  ['GS1-128', `]C1${ELEMENTS}`, 'code_128', GS + ELEMENTS],
  ['GS1 DataMatrix', `]d2${ELEMENTS}`, 'data_matrix', GS + ELEMENTS],
  ['GS1 QR Code', `]Q3${ELEMENTS}`, 'qr_code', GS + ELEMENTS],
  [
    'Digital Link',
    ']Q1https://id.gs1.org/01/06901234567892/10/B7?17=261231',
    'qr_code',
    'https://id.gs1.org/01/06901234567892/10/B7?17=261231',
  ],
] as const;
const unseen = [
  ['GS1 DataBar', `]e0${ELEMENTS}`],
  ['GS1 DotCode', `]J1${ELEMENTS}`],
] as const;

const texts = [...symbols, ...unseen].map(([name, text]) => [name, text] as const);

describe.each(texts)('%s', (_, text) => {
  test('over a serial wire', () => {
    expect(read(createScanDecoder(), [Buffer.from(`${text}\r\n`)])).toEqual([text]);
  });
  test('as HID POS reports', () => {
    expect(read(createHidPosDecoder(), encodeHidPosReports(text))).toEqual([text]);
  });
  test('typed by a keyboard scanner', () => {
    expect(typed(text)).toEqual([text]);
  });
});

test.each(symbols)('%s seen by a camera', (_, text, format, rawValue) => {
  expect(codeOfDetected(format, rawValue)).toBe(text);
});

test.each([']C1', ']e0', ']d2', ']Q3', ']J1'])('%s announces batch, expiry and serial number', (aimId) => {
  const { data, isGs1 } = readAimId(aimId + ELEMENTS);
  expect(isGs1).toBe(true);
  expect(readTradeItem(parseElementString(data) ?? [], '2026-11-25')).toMatchObject({
    gtin: '06901234567892',
    trace: { batch: 'B7', expiry: '2026-12-31', serial: 'S-1' },
  });
});

test.each([
  // Indicator 9 is goods of variable measure. Check digit of 9690123456789: 3 × (9+9+1+3+5+7+9) + (6+0+2+4+6+8) = 155, so 5.
  ['weight (310n)', '01969012345678953103000356', { weightGrams: 356 }],
  ['price (392n)', '01969012345678953922001250', { amountMinor: 1250, currency: undefined }],
  ['price with currency (393n)', '01969012345678953932156001250', { amountMinor: 1250, currency: '156' }],
  ['count (30)', '0196901234567895303', { count: 3 }],
  ['contained pieces (02)(37)', '02069012345678923724', { gtin: '06901234567892', count: 24 }],
  [
    'the expiry among other dates (11)(15)(17)',
    '010690123456789211260101152701011727010110B7',
    { trace: { batch: 'B7', expiry: '2027-01-01' } },
  ],
])('an element string hands on %s', (_, elements, item) => {
  expect(readTradeItem(parseElementString(elements) ?? [], '2026-11-25')).toMatchObject(item);
});
