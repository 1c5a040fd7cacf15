import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { goods, shop } from '../shop-fixture.ts';
import { GuitaiError } from '#contract/error.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import type { Catalog } from '#main/store/catalog/catalog.ts';
import { interpretCode, type Surroundings } from '#main/store/checkout/interpret.ts';

const GS = '\u001d';
const folder = mkdtempSync(join(tmpdir(), 'guitai-interpret-'));
let catalog: Catalog;
let lookUps: string[] = [];
let around: Surroundings;

beforeAll(() => {
  catalog = openCatalog(join(folder, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  const counted = new Proxy(catalog, {
    get(target, name: keyof Catalog) {
      lookUps.push(name);
      return target[name];
    },
  });
  around = {
    catalog: counted,
    shop,
    today() {
      lookUps.push('today');
      return '2026-11-22';
    },
  };
});
beforeEach(() => {
  lookUps = [];
});
afterAll(() => {
  catalog.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a plain EAN-13 costs one look-up, with or without AIM id', () => {
  for (const code of ['6973012450313', ']E06973012450313']) {
    lookUps = [];
    expect(interpretCode(code, 'scanner', around)).toMatchObject({ kind: 'product', barcode: '6973012450313' });
    expect(lookUps).toEqual(['findByBarcode']);
  }
});

test('an announced element string costs one look-up too', () => {
  interpretCode(`]d20106973012450313${GS}10A`, 'scanner', around);
  expect(lookUps.filter((name) => name !== 'today')).toEqual(['findByBarcode']);
});

test('an address that is no Digital Link is looked up as a barcode of the shop and nowhere else', () => {
  expect(interpretCode('https://example.com/', 'typed', around)).toMatchObject({ kind: 'unknown', quickAdd: false });
  expect(lookUps.filter((name) => name !== 'today')).toEqual(['findByBarcode']);
});

test('any text from any source has a meaning or a refusal for the cashier', () => {
  const piece = fc.constantFrom(
    ']C1',
    ']E0',
    '01',
    '06973012450313',
    '10',
    '17',
    '3103',
    '3922',
    GS,
    'https://a/01/',
    '\u0000',
    '2100103003149',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 10 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('scanner' as const, 'wedge' as const, 'typed' as const), (code, source) => {
      try {
        const meaning = interpretCode(code, source, around);
        if (meaning.kind === 'unknown') expect(meaning.code).toMatch(/^\P{Cc}{1,128}$/u);
      } catch (error) {
        expect(error).toBeInstanceOf(GuitaiError);
      }
    }),
    { numRuns: 1500 },
  );
});
