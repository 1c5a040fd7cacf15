import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/ledger/reader.ts';
import { loadSettings } from '#main/settings-file.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';

/** A shop with an owner and a cashier, and two virtual drawers on the printer: the till's own and another one. */
let dataDir: string;
let station: StationHost;
let ask: (role: 'till' | 'bench', name: string, input: object) => Promise<unknown>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-rights-'));
  const devices = {
    printers: [{ id: 'receipt', model: 'epson-tm-t20iii', transport: { type: 'virtual' } }],
    drawers: [
      { id: 'drawer', printer: 'receipt', pin: 2 },
      { id: 'other', printer: 'receipt', pin: 5 },
    ],
  };
  const settings = { store: { code: 'S001', name: '小满' }, terminal: '01', devices, roles: { cashDrawer: 'drawer' } };
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  station = startStation({ dataDir, settings: loadSettings(dataDir), log: createMemoryLog() });
  const screens = {
    till: station.connect('till', () => undefined),
    bench: station.connect('bench', () => undefined),
  };
  ask = async (role, name, input) => JSON.parse(await screens[role].receive(JSON.stringify({ type: 'request', id: 1, name, input })));
  await station.ready;
  for (const [code, role] of [
    ['1', 'owner'],
    ['2', 'cashier'],
  ] as const) {
    const person = { code, name: role, role, active: true, pin: `12345${code}` };
    await ask('till', 'staff.save', { requestId: newRequestId(), ...person });
    await ask('till', 'staff.signIn', { code: '1', pin: '123451' });
  }
});
afterEach(async () => {
  await station.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Kind and facts of the entries of some kinds, as they are on disk. */
function journal(...kinds: readonly string[]): readonly unknown[] {
  const db = openDatabase(join(dataDir, 'ledger.db'), { readonly: true, migrations: ledgerMigrations });
  const reader = createReader(db);
  const entries: unknown[] = [];
  for (let seq = 1; ; seq += 1) {
    const entry = reader.read(seq);
    if (!entry) break;
    if (kinds.includes(entry.kind)) entries.push([entry.kind, entry.body]);
  }
  db.close();
  return entries;
}
const pulses = (outputs: number): object => ({ output: { status: { statistics: { outputs } } } });

test.each([
  ['bench', 'device.test', { deviceId: 'other' }, 'drawer.open'],
  ['till', 'device.test', { deviceId: 'drawer' }, 'drawer.open'],
  ['bench', 'device.discover', { network: false }, 'settings'],
  ['bench', 'drawer.learn', { drawerId: 'drawer', stands: 'open' }, 'settings'],
  ['till', 'pairing.createCode', { role: 'till' }, 'settings'],
  ['till', 'pairing.remove', { requestId: '019d0000-0000-7000-8000-000000000001', deviceId: '0123456789abcdef' }, 'settings'],
] as const)('on a %s screen %s is refused to a person without the right, and to a locked till', async (role, name, input, right) => {
  await ask('till', 'staff.signIn', { code: '2', pin: '123452' });
  expect(await ask(role, name, input)).toMatchObject({ ok: false, error: { code: 'right_missing', details: { right } } });
  await ask('till', 'staff.lock', {});
  expect(await ask(role, name, input)).toMatchObject({ ok: false, error: { code: 'till_locked' } });
  expect(await ask('bench', 'device.health', { deviceId: 'drawer' })).toMatchObject(pulses(0));
  expect(await ask('bench', 'device.health', { deviceId: 'other' })).toMatchObject(pulses(0));
  expect(journal('drawer.ordered', 'settings.changed')).toEqual([]);
});

test('a tested drawer opens, and the journal says who had it tested and which one', async () => {
  expect(await ask('bench', 'device.test', { deviceId: 'other' })).toMatchObject({ ok: true, output: { ok: true, detail: 'pin 5' } });
  expect(await ask('bench', 'device.health', { deviceId: 'other' })).toMatchObject(pulses(1));
  const operator = { id: 1, name: 'owner' };
  expect(journal('drawer.ordered', 'drawer.pulsed')).toMatchObject([
    ['drawer.ordered', { operator, reason: 'test', drawer: 'other' }],
    ['drawer.pulsed', { pulse: 'sent' }],
  ]);
});
