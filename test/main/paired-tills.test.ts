import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { loadSettings } from '#main/settings-file.ts';
import { createPairing, type Pairing } from '#main/web/pairing.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';

/** A station and a tablet that was let in as a till, over the real gate, thread and topics. */
let dataDir: string;
let station: StationHost;
let pairing: Pairing;
let counter: Screen;
let tablet: Screen;
let tabletId: string;

interface Screen {
  ask(name: string, input: object): Promise<{ ok: boolean; output?: unknown; error?: { code: string } }>;
  until<Name extends TopicName>(name: Name, isIt: (value: TopicValue<Name>) => boolean): Promise<TopicValue<Name>>;
}

function open(deviceId?: string): Screen {
  const topics = new Map<string, unknown>();
  const waiting = new Set<() => void>();
  const push = (text: string): void => {
    const { name, value } = JSON.parse(text) as { name: string; value: unknown };
    topics.set(name, value);
    for (const check of waiting) check();
  };
  const connection = station.connect('till', push, deviceId);
  return {
    ask: async (name, input) =>
      JSON.parse(
        await connection.receive(JSON.stringify({ type: 'request', id: 1, name, input: { requestId: newRequestId(), ...input } })),
      ) as never,
    until: (name, isIt) =>
      new Promise((resolve) => {
        const check = (): void => {
          const value = topics.get(name) as never;
          if (value === undefined || !isIt(value)) return;
          waiting.delete(check);
          resolve(value);
        };
        waiting.add(check);
        check();
      }),
  };
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-tills-'));
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ store: { code: 'S001', name: '小满' }, terminal: '01' }));
  const log = createMemoryLog();
  pairing = createPairing({ enabled: true, dataDir, log });
  station = startStation({ dataDir, settings: loadSettings(dataDir), log, pairing });
  await station.ready;
  counter = open();
  const { output } = await counter.ask('pairing.createCode', { role: 'till', name: '平板 2', requestId: undefined });
  const token = pairing.redeem((output as { code: string }).code)?.token ?? '';
  tabletId = pairing.deviceOf(token)?.deviceId ?? '';
  tablet = open(tabletId);
  await tablet.until('basket', ({ phase }) => phase === 'selling');
});
afterEach(async () => {
  await station.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const article = { barcode: '6973012450771', name: '湿巾', priceMinor: 3990 };

test('a tablet that was let in sees its own basket at once, and its removal leaves the goods to the counter', async () => {
  await counter.ask('catalog.quickAdd', article);
  await tablet.ask('basket.scan', { text: article.barcode, source: 'camera' });
  expect((await tablet.until('basket', ({ lines }) => lines.length === 1)).totalMinor).toBe(3990);
  expect((await counter.until('basket', () => true)).lines).toEqual([]);
  expect(await counter.ask('pairing.remove', { deviceId: tabletId })).toMatchObject({ ok: true });
  const { held } = await counter.until('holds', (view) => view.held.length === 1);
  expect(held).toMatchObject([{ name: '平板 2', till: '平板 2', totalMinor: 3990 }]);
  expect(await tablet.ask('basket.scan', { text: article.barcode, source: 'camera' })).toMatchObject({ error: { code: 'forbidden' } });
});

test('what the host does for a tablet is asked of the person at the tablet, not of the one at the counter', async () => {
  await counter.ask('staff.save', { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' });
  await counter.ask('staff.signIn', { code: '1', pin: '739146', requestId: undefined });
  await counter.ask('staff.save', { code: '2', name: '周敏', role: 'cashier', active: true, pin: '280517' });
  expect(await tablet.ask('keys.save', { keys: { pay: 'End' } })).toMatchObject({ error: { code: 'till_locked' } });
  await tablet.ask('staff.signIn', { code: '2', pin: '280517', requestId: undefined });
  expect(await tablet.ask('keys.save', { keys: { pay: 'End' } })).toMatchObject({ error: { code: 'right_missing' } });
  expect(await tablet.ask('training.set', { on: true })).toMatchObject({ error: { code: 'right_missing' } });
  expect(await counter.ask('keys.save', { keys: { pay: 'End' } })).toMatchObject({ ok: true });
});
