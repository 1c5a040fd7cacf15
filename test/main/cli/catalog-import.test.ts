import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run as importCatalog } from '#main/cli/catalog-import.ts';
import { run as makeDemo } from '#main/cli/demo.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

const HEADER = 'sku,barcodes,name,spec,category,unit,price,cost,tax_rate,weighed,active';

function dataDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'guitai-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function command(run: typeof importCatalog, dataDir: string, ...words: readonly string[]) {
  const lines: string[] = [];
  return { code: await run({ dataDir, arguments: words, print: (line) => lines.push(line) }), lines };
}

describe('guitai catalog import', () => {
  it('imports the good rows, lists the bad ones in both languages and answers 1', async () => {
    const dataDir = dataDirectory();
    const file = join(dataDir, 'list.csv');
    writeFileSync(file, `${HEADER}\nA,96385074,奶粉,,,罐,298,,13%,0,1\nB,,,,,,-1,,,,\n`);
    const { code, lines } = await command(importCatalog, dataDir, file);
    expect(code).toBe(1);
    expect(lines.slice(0, 2)).toEqual([
      '第 3 行 line 3: name 是空的："" (name is empty: ""); price 是负数："-1" (price is negative: "-1")',
      '新增 added 1 · 更新 updated 0 · 未导入 refused 1',
    ]);
    const catalog = openCatalog(join(dataDir, 'catalog.db'), { readonly: true });
    expect(catalog.findByBarcode('96385074')?.priceMinor).toBe(29_800);
    catalog.close();
  });

  it('answers 0 when every row was good', async () => {
    const dataDir = dataDirectory();
    const file = join(dataDir, 'list.csv');
    writeFileSync(file, `${HEADER}\nA,96385074,奶粉,,,罐,298,,13%,0,1\n`);
    expect((await command(importCatalog, dataDir, file)).code).toBe(0);
  });

  it('answers 2 for a file that cannot be imported, is missing, or is not named', async () => {
    const dataDir = dataDirectory();
    const file = join(dataDir, 'list.csv');
    writeFileSync(file, 'a,b\n');
    expect(await command(importCatalog, dataDir, file)).toEqual({
      code: 2,
      lines: [
        '表头缺少这些列：sku, barcodes, name, spec, category, unit, price, cost, tax_rate, weighed, active (the header lacks these columns: sku, barcodes, name, spec, category, unit, price, cost, tax_rate, weighed, active)',
      ],
    });
    const missing = join(dataDir, 'none.xlsx');
    expect(await command(importCatalog, dataDir, missing)).toEqual({ code: 2, lines: [`没有这个文件 no such file: ${missing}`] });
    expect((await command(importCatalog, dataDir)).code).toBe(2);
  });
});

describe('guitai demo', () => {
  it('makes a shop with settings, once', async () => {
    const dataDir = join(dataDirectory(), 'new');
    expect((await command(makeDemo, dataDir)).code).toBe(0);
    expect(JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'))).toMatchObject({
      store: { name: '小满母婴 望京店' },
      demo: true,
    });
    expect((await command(makeDemo, dataDir)).code).toBe(1);
  });

  it('keeps settings that are there', async () => {
    const dataDir = dataDirectory();
    writeFileSync(join(dataDir, 'settings.json'), '{}');
    expect((await command(makeDemo, dataDir)).code).toBe(0);
    expect(readFileSync(join(dataDir, 'settings.json'), 'utf8')).toBe('{}');
    expect(existsSync(join(dataDir, 'catalog.db'))).toBe(true);
  });
});
