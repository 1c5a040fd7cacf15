import { describe, expect, it } from 'vitest';
import { isOwnCodeRule, readOwnCode } from '#main/store/scan/own-code.ts';

const rules = ['https://y.cn/q/{item}/{serial}', 'XM{item:6}{serial:10}', '{item}*{batch}*{expiry}*{serial}'];
const read = (code: string) => readOwnCode(code, rules, '2026-11-22');

describe("a code of the shop's own making", () => {
  it('names article and piece, by what stands between the fields or by their length', () => {
    expect(read('https://y.cn/q/TZ-0004/A1B2C3')).toEqual({ item: 'TZ-0004', trace: { serial: 'A1B2C3' } });
    expect(read('XM0012340000000042')).toEqual({ item: '001234', trace: { serial: '0000000042' } });
  });

  it('may tell batch and date as well', () => {
    expect(read('NF-3*L7*270228*S9')).toEqual({ item: 'NF-3', trace: { batch: 'L7', expiry: '2027-02-28', serial: 'S9' } });
    expect(read('NF-3*L7*270229*S9')).toBeUndefined();
  });

  it.each([
    'https://y.cn/q/TZ-0004',
    'https://y.cn/q/TZ-0004/A1/more?x=1',
    'https://z.cn/q/TZ-0004/A1',
    'https://yXcn/q/TZ-0004/A1',
    'XM001234000000004',
    'XM00123400000000423',
    '6973012450313',
    `https://y.cn/q/TZ/${'A'.repeat(21)}`,
  ])('is not %s', (code) => {
    expect(read(code)).toBeUndefined();
  });
});

describe('a rule', () => {
  it.each(rules)('%s can be read', (rule) => {
    expect(isOwnCodeRule(rule)).toBe(true);
  });

  it.each([
    '{item}',
    '{serial}',
    '{item}{serial}',
    '{item}/{serial}/{serial}',
    '{item}/{serial}/{price}',
    '{item}/{serial',
    'x/{item:200}/{serial}',
    '',
  ])('%s cannot', (rule) => {
    expect(isOwnCodeRule(rule)).toBe(false);
  });
});
