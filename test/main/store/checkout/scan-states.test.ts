import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import type { ScanOutcome } from '#contract/scan.ts';

const DIAPERS = '6973012450313';

const LABELS = [
  { layout: '21PPPPPAAAAAC', verifyCheckDigit: true },
  { layout: '25PPPPPWWWWWAAAAAC', verifyCheckDigit: true },
];

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({ labelRules: LABELS });
});
afterEach(() => work.close());

/** "kind", or "refused" and why. */
const told = (outcome: ScanOutcome): string => (outcome.kind === 'refused' ? `refused ${outcome.error.code}` : outcome.kind);
const scan = async (text: string): Promise<string> => told(await work.ask('basket.scan', { text, source: 'scanner' }));

/** Every kind of code a scanner meets at a till. */
const CODES = {
  'an article': DIAPERS,
  'a scale label': '2100103008809',
  'a scale label of 18 digits that looks like Alipay': '250010301000008802',
  'an Alipay code of 18 digits': '280123456789012345',
  'an Alipay code of 16 digits': '2801234567890123',
  'an Alipay code of 24 digits': '280123456789012345678901',
  'a WeChat code': '134567890123456789',
  'a function barcode': 'GT:HOLD',
  'a function barcode nobody knows': 'GT:HODL',
  'the slip of a held basket': 'GTH01-000001',
  'the slip of another till': 'GTH02-000001',
  'a receipt': 'S001-01-1-000001',
  'half a barcode': '697301245031',
  'an article nobody knows': '6999999999997',
  'a web address': 'https://example.com/x',
} as const;
type Code = keyof typeof CODES;

const WITH_GOODS: Readonly<Record<Code, string>> = {
  'an article': 'added',
  'a scale label': 'added',
  'a scale label of 18 digits that looks like Alipay': 'added',
  'an Alipay code of 18 digits': 'refused payment_code',
  'an Alipay code of 16 digits': 'refused payment_code',
  'an Alipay code of 24 digits': 'refused payment_code',
  'a WeChat code': 'refused payment_code',
  'a function barcode': 'command',
  'a function barcode nobody knows': 'refused command_unknown',
  'the slip of a held basket': 'refused hold_basket_open',
  'the slip of another till': 'refused hold_elsewhere',
  'a receipt': 'unknown',
  'half a barcode': 'refused barcode_invalid',
  'an article nobody knows': 'unknown',
  'a web address': 'unknown',
};
const EMPTY: Readonly<Record<Code, string>> = { ...WITH_GOODS, 'the slip of a held basket': 'resumed' };
const TENDERING: Readonly<Record<Code, string>> = {
  ...(Object.fromEntries(Object.keys(CODES).map((code) => [code, 'refused basket_locked'])) as Record<Code, string>),
  'a function barcode': 'command',
  'a function barcode nobody knows': 'refused command_unknown',
  'the slip of another till': 'refused hold_elsewhere',
};

/** Brings the till into a state, whatever it was in. */
async function begin(state: 'empty' | 'goods' | 'tendering' | 'paid'): Promise<void> {
  await work.ask('tender.cancel', {});
  await work.ask('sale.dismiss', {});
  await work.ask('basket.clear', {});
  if (state === 'empty') return;
  await scan(DIAPERS);
  if (state === 'goods') return;
  await work.ask('tender.begin', {});
  if (state === 'tendering') return;
  const { basketId, revision } = work.topic('basket');
  await work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 12_900 }] });
}

describe('what a scan means is decided by the state of the till first, and by the look of the code second', () => {
  test.each([
    ['empty', EMPTY],
    ['goods', WITH_GOODS],
    ['tendering', TENDERING],
    ['paid', EMPTY],
  ] as const)('%s', async (state, expected) => {
    await scan(DIAPERS);
    await work.ask('hold.put', { name: '' });
    const found: Record<string, string> = {};
    for (const [code, text] of Object.entries(CODES)) {
      await begin(state);
      found[code] = await scan(text);
    }
    expect(found).toEqual(expected);
  });
});
