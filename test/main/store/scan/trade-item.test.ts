import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseElementString } from '#main/store/scan/gs1.ts';
import { readTradeItem, type TradeItem } from '#main/store/scan/trade-item.ts';
import { anyElement } from './element-strings.ts';

const TODAY = '2026-11-22';
const GS = '\u001d';
const item = (text: string): TradeItem | undefined => readTradeItem(parseElementString(text) ?? [], TODAY);

describe('a trade item', () => {
  test('has batch, expiry and serial of what is in the hand', () => {
    expect(item(`010950600013435210ABC${GS}1726120021X1`)).toMatchObject({
      gtin: '09506000134352',
      trace: { batch: 'ABC', expiry: '2026-12-31', serial: 'X1' },
    });
    expect(item('0109506000134352')).toEqual({ gtin: '09506000134352' });
  });

  test.each([
    ['3100000002', 2000],
    ['3102000125', 1250],
    ['3103001250', 1250],
    ['3104012345', 1235],
    ['3105000049', 0],
    ['3105000050', 1],
  ])('weighs, (310n) %s, %i g', (field, weightGrams) => {
    expect(item(`0199506000134355${field}`)?.weightGrams).toBe(weightGrams);
  });

  test.each([
    ['39202', 200],
    ['392125', 250],
    ['39222498', 2498],
    ['392324985', 2499],
    ['3929000000000000001', 0],
  ])('costs, (392n) %s, %i fen', (field, amountMinor) => {
    expect(item(`0199506000134355${field}`)).toMatchObject({ amountMinor, currency: undefined });
  });

  test('names its currency in (393n), and the price in local money goes before it', () => {
    expect(item('01995060001343553932978250')).toMatchObject({ amountMinor: 250, currency: '978' });
    expect(item(`01995060001343553932978250${GS}3922300`)).toMatchObject({ amountMinor: 300, currency: undefined });
  });

  test('counts pieces with (30) only as a variable measure article, and with (37) only inside a carton', () => {
    expect(item('0199506000134355306')?.count).toBe(6);
    expect(item('0109506000134352306')?.count).toBeUndefined();
    expect(item('02095060001343523724')).toMatchObject({ gtin: '09506000134352', count: 24 });
    expect(item('01095060001343523724')?.count).toBeUndefined();
  });

  test.each([
    ['it has no GTIN', '10ABC'],
    ['it is one article and the content of a carton', '01095060001343520209506000134352'],
    ['it has two batches', `010950600013435210A${GS}10B`],
    ['it has two weights', '019950600013435531030012503102000125'],
    ['it has two GTINs', '01095060001343520199506000134355'],
    ['it expires on 30 February', '010950600013435217270230'],
    ['it was made in month 13', '010950600013435211261301'],
  ])('is refused when %s', (_why, text) => {
    expect(parseElementString(text)).toBeDefined();
    expect(item(text)).toBeUndefined();
  });

  test('the same field twice is one field', () => {
    expect(item(`010950600013435210A${GS}10A`)?.trace).toEqual({ batch: 'A' });
  });

  test('any fields give whole numbers or nothing', () => {
    fc.assert(
      fc.property(fc.array(anyElement, { maxLength: 8 }), (elements) => {
        const read = readTradeItem([{ ai: '01', value: '09506000134352' }, ...elements], TODAY);
        for (const value of [read?.weightGrams, read?.amountMinor, read?.count])
          if (value !== undefined) expect(Number.isInteger(value) && value >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
