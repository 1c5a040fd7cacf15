import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type ShopAtWork } from './shop-fixture.ts';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

/** Everything the shop has on disk, as Latin-1 text. */
function everythingOnDisk(): string {
  return readdirSync(dirname(work.ledgerFile), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

test.each([
  ['WeChat Pay', '134567890123456789', '13… (18)'],
  ['Alipay, 18 digits', '287654321098765432', '28… (18)'],
  ['Alipay, 24 digits', '301234567890123456789012', '30… (24)'],
])('a payment code scanned as if it were goods (%s) is neither sold nor shown nor written down', async (_name, code, shown) => {
  for (const source of ['scanner', 'wedge', 'typed'] as const) {
    expect(await work.ask('basket.scan', { text: code, source })).toMatchObject({ kind: 'refused', error: { code: 'payment_code' } });
    expect(work.topic('scan').code).toBe(shown);
  }
  await work.ask('basket.scan', { text: 'BAG-M', source: 'wedge' });
  await work.ask('tender.begin', {});
  expect(await work.ask('basket.scan', { text: code, source: 'scanner' })).toMatchObject({
    kind: 'refused',
    error: { code: 'basket_locked' },
  });
  expect(JSON.stringify(work.topic('scan'))).not.toContain(code);
  expect(everythingOnDisk()).toContain('BAG-M');
  expect(everythingOnDisk()).not.toContain(code);
});

test('a payment code scanned into a field that is kept is refused, and the same field takes words', async () => {
  const code = '134567890123456789';
  await work.ask('basket.scan', { text: 'BAG-M', source: 'wedge' });
  const refused = { code: 'payment_code' };
  await expect(work.ask('basket.note', { lineId: 1, note: ` ${code} ` })).rejects.toMatchObject(refused);
  await expect(work.ask('drawer.open', { reason: code })).rejects.toMatchObject(refused);
  await expect(work.ask('catalog.quickAdd', { barcode: code, name: '奶瓶', priceMinor: 100 })).rejects.toMatchObject(refused);
  await expect(work.ask('catalog.quickAdd', { barcode: '6901234567892', name: code, priceMinor: 100 })).rejects.toMatchObject(refused);
  expect(work.drawerOpenings).toBe(0);
  await work.ask('basket.note', { lineId: 1, note: `订单 ${code.slice(0, 8)}` });
  expect(work.topic('basket').lines[0]?.note).toBe('订单 13456789');
  expect(everythingOnDisk()).not.toContain(code);
});
