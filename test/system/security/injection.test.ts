import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStationUnderAttack, type StationUnderAttack } from './station-under-attack.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

const DRAWER_KICK = '\u001bp\u0000\u0019\u00fa';
/** Names a supplier's price list could bring, each aimed at one of the places a name goes to. */
const names = [
  `奶瓶${DRAWER_KICK}`,
  'cut\u001dV\u0000here',
  'real time \u0010\u0014\u0001\u0000\u0001',
  'Wasser\r\n\u001b@ 合计 0.01',
  '=HYPERLINK("http://evil.example","open")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  `'); DROP TABLE journal; --`,
  '" OR name MATCH "*',
  '<img src=x onerror=alert(1)>',
  '{"level":"error","event":"forged"}',
  '\u202e00.1 计合\u202c',
  '${process.exit(1)}',
];

let attacked: StationUnderAttack;
beforeAll(async () => {
  attacked = await openStationUnderAttack();
});
afterAll(() => attacked.remove());

test('names from hell are sold, printed, exported, logged and searched for as text and nothing else', async () => {
  const { till, paper, station, dataDir } = attacked;
  await till.until('devices', (devices) => devices.every(({ state }) => state === 'ready'));
  for (const [index, name] of names.entries()) {
    const product = await till.ask('catalog.quickAdd', { barcode: `HELL-${index}`, name, priceMinor: 100, category: name.slice(0, 60) });
    await till.ask('basket.add', { productId: product.id });
    await till.ask('catalog.search', { query: name.slice(0, 64), limit: 50 });
    await till.ask('sale.list', { query: name, limit: 100 });
    await till.ask('label.find', { text: name, source: 'typed' });
  }
  const basket = await till.until('basket', ({ itemCount }) => itemCount === names.length);
  await till.ask('sale.complete', {
    basketId: basket.basketId,
    basketRevision: basket.revision,
    tenders: [{ kind: 'cash', amountMinor: 1500 }],
  });
  await till.until('printing', ({ waiting }) => waiting === 0);

  const { items } = createEscPosDecoder(findPrinterModel('generic-80')!).write(paper.bytes());
  expect(items.filter(({ type }) => type === 'unknown')).toEqual([]);
  expect(items.filter(({ type }) => type === 'drawer')).toHaveLength(1);
  expect(items.filter(({ type }) => type === 'cut')).toHaveLength(1);
  const text = items.map((item) => (item.type === 'line' ? item.runs.map((run) => run.text).join(' ') : '')).join('\n');
  expect(text).not.toMatch(/^\s*合计 0\.01/m);
  expect(text).toMatch(/应付\s+￥15\.00/);

  expect((await till.ask('catalog.quickPages', {})).productCount).toBe(names.length);
  await attacked.stop();
  expect(verifyLedger(join(dataDir, 'ledger.db'))).toMatchObject({ ok: true });
  for (const line of logLines(dataDir)) expect(JSON.parse(line)).not.toMatchObject({ event: 'forged' });
  expect(station.output()).not.toContain('\u001b@');

  const guitai = fileURLToPath(new URL('../../../out/guitai.js', import.meta.url));
  const out = join(dataDir, 'exports');
  execFileSync(process.execPath, [
    guitai,
    'ledger',
    'export',
    '--data',
    dataDir,
    '--from',
    '2020-01-01',
    '--to',
    '2099-12-31',
    '--out',
    out,
  ]);
  const tables = readdirSync(out, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith('.csv'));
  expect(tables.length).toBeGreaterThan(0);
  const csv = tables.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('\n');
  expect(csv).toContain('HYPERLINK');
  // A cell that a spreadsheet would take as a formula: one of these after a separator, quoted or not. Negative numbers are numbers.
  expect(csv.match(/(?:^|,)"?(?:[=+@\t]|-(?!\d+(?:\.\d+)?"?(?:,|\r?$)))[^,\n]*/gm)).toBeNull();
});

function logLines(dataDir: string): readonly string[] {
  const folder = join(dataDir, 'logs');
  return readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
}
