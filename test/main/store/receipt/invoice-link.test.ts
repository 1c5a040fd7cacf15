import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shop } from '../shop-fixture.ts';
import { drawnPaper } from '#main/devices/drawn-paper.ts';
import { createInvoiceUrl, isInvoiceTemplate, openInvoiceSecret } from '#main/store/receipt/invoice-link.ts';
import { buildReceipt } from '#main/store/receipt/receipt.ts';
import { sampleSale } from '#main/store/receipt/sample-sale.ts';

const TEMPLATE = 'https://inv.cn/q?o={order}&a={amount}&t={time}&s={sign}';
const SECRET = '0123456789abcdef';
const AT_MS = 1_795_333_432_789;
/** printf 'S001-01-1-000042\n195.00\n1795333432' | openssl dgst -sha256 -hmac 0123456789abcdef */
const SIGN = 'abf30a9512702fe0b562cb39105a7c3cd6a6c91db7194e8856a72f832036ac12';
const URL = `https://inv.cn/q?o=S001-01-1-000042&a=195.00&t=1795333432&s=${SIGN}`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-invoice-'));
  file = join(folder, 'e-invoice.key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the address of a sale is signed as OpenSSL signs it, and stands as a QR code on both papers', () => {
  const invoiceUrlOf = createInvoiceUrl(TEMPLATE, SECRET);
  const sale = sampleSale(AT_MS, '2026-11-22');
  expect(invoiceUrlOf(sale)).toBe(URL);
  for (const paper of ['58', '80'] as const) {
    const { items } = drawnPaper(buildReceipt(sale, { ...shop, invoiceUrlOf }, 0), paper);
    expect(items).toContainEqual(expect.objectContaining({ type: 'qr', data: URL }));
  }
  const free = { ...sale, totalMinor: 0 };
  for (const paper of [buildReceipt(sale, shop, 0), buildReceipt(free, { ...shop, invoiceUrlOf }, 0)])
    expect(paper.blocks.some(({ type }) => type === 'qr')).toBe(false);
});

test.each([
  [TEMPLATE, true],
  ['https://inv.cn:8443/{order}/{sign}', true],
  ['http://inv.cn/{order}/{sign}', false],
  ['https://inv.cn/{order}', false],
  ['https://inv.cn/{sign}', false],
  ['https://{order}.inv.cn/{sign}', false],
  ['https://inv.cn@evil.cn/{order}/{sign}', false],
  ['https://inv.cn/{order}/{sign}/{phone}', false],
  ['https://inv.cn/{order}/{sign}/{', false],
  ['https://inv.cn/{order}/{sign}\nx', false],
  ['https://inv.cn/{order}/{sign}/发票', false],
  ['javascript:alert(1)//{order}{sign}', false],
  [`https://inv.cn/{order}/{sign}/${'x'.repeat(300)}`, false],
])('template %j may be used: %s', (template, isUsable) => {
  expect(isInvoiceTemplate(template)).toBe(isUsable);
});

test('the secret is made once, readable by its user only, and one of the platform is taken as it is', () => {
  const secret = openInvoiceSecret(file);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(openInvoiceSecret(file)).toBe(secret);
  expect(readFileSync(file, 'utf8')).toBe(`${secret}\n`);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, 'platform-secret-0001\r\n');
  expect(openInvoiceSecret(file)).toBe('platform-secret-0001');
  writeFileSync(file, 'two words of it here');
  expect(() => openInvoiceSecret(file)).toThrow(RangeError);
});
