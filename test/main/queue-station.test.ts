import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { linesOf } from '../drivers/printer/escpos/paper.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { Role } from '#contract/role.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { Settings } from '#main/settings.ts';
import { demoSettings } from '#main/store/catalog/demo-shop.ts';

interface Line {
  ask<Name extends ProcedureName>(name: Name, input?: object): Promise<ProcedureOutput<Name>>;
  until<Name extends TopicName>(name: Name, test: (value: TopicValue<Name>) => boolean): Promise<TopicValue<Name>>;
  readonly topics: ReadonlyMap<string, unknown>;
}

/** A screen of this role on the line of a station; `ask` throws the code it is refused with. */
function connect(station: StationHost, role: Role): Line {
  const topics = new Map<string, unknown>();
  const watching = new Set<() => void>();
  const connection = station.connect(role, (text) => {
    const { name, value } = JSON.parse(text) as { name: string; value: unknown };
    topics.set(name, value);
    for (const look of watching) look();
  });
  return {
    topics,
    async ask(name, input = {}) {
      const frame = { type: 'request', id: 1, name, input: { requestId: newRequestId(), ...input } };
      const reply = JSON.parse(await connection.receive(JSON.stringify(frame))) as { ok: boolean; output: never; error?: { code: string } };
      if (!reply.ok) throw new Error(reply.error?.code);
      return reply.output;
    },
    until: (name, isIt) =>
      new Promise((resolve) => {
        const look = (): void => {
          const value = topics.get(name);
          if (value === undefined || !isIt(value as never)) return;
          watching.delete(look);
          resolve(value as never);
        };
        watching.add(look);
        look();
      }),
  };
}

test('a ticket through the whole station: taken at the kiosk, printed, called at a counter, seen on the board without a name', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-queue-'));
  const log = createMemoryLog();
  const settings = Settings.parse(demoSettings());
  const station = startStation({ dataDir, settings: { kind: 'ok', settings, file: 'settings.json' }, log });
  try {
    await station.ready;
    const [kiosk, caller, board, bench] = (['kiosk', 'caller', 'board', 'bench'] as const).map((role) => connect(station, role));
    if (!kiosk || !caller || !board || !bench) throw new Error('not connected');

    await caller.ask('counter.open', { counterId: 2 });
    const taken = await kiosk.ask('queue.take', { serviceId: 1, phone: '13800006027' });
    expect(taken).toMatchObject({ number: 'A001', ahead: 0, printed: true, followUrl: '' });
    await kiosk.until('ticketPaper', ([newest]) => newest?.state === 'printed');
    const view = await bench.until('bench', ({ printers }) => (printers[0]?.paper.length ?? 0) > 0);
    expect(linesOf(view.printers[0]?.paper ?? [])).toEqual(expect.arrayContaining(['小满母婴 望京店', '奶粉纸尿裤咨询', 'A001']));

    expect(await caller.until('queueDesk', ({ waiting }) => waiting === 1)).toMatchObject({ tickets: [{ phone: '138****6027' }] });
    await caller.ask('queue.next', { counterId: 2 });
    const seen = await board.until('queue', ({ calls }) => calls.length > 0);
    expect(seen).toMatchObject({ calls: [{ number: 'A001', counterId: 2, recall: 0 }], counters: [{}, { serving: 'A001' }, {}, {}] });

    expect(JSON.stringify([...board.topics, ...kiosk.topics])).not.toContain('6027');
    expect([board.topics.has('queueDesk'), kiosk.topics.has('queueDesk')]).toEqual([false, false]);
    for (const [line, name] of [
      [kiosk, 'queue.next'],
      [board, 'queue.take'],
      [caller, 'queue.configure'],
    ] as const) {
      await expect(line.ask(name, { counterId: 2, serviceId: 1 })).rejects.toThrow('forbidden');
    }
    expect(log.events.filter((event) => event.startsWith('error'))).toEqual([]);
  } finally {
    await station.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test("a key of a counter's keypad calls at its counter, and digits before it call that ticket", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-queue-'));
  const demo = Settings.parse(demoSettings());
  const keypads = [{ id: 'caller', counter: 2, transport: { type: 'virtual' } }];
  const settings = Settings.parse({ ...demo, devices: { ...demo.devices, keypads } });
  const station = startStation({ dataDir, settings: { kind: 'ok', settings, file: 'settings.json' }, log: createMemoryLog() });
  try {
    await station.ready;
    const [kiosk, caller, bench] = [connect(station, 'kiosk'), connect(station, 'caller'), connect(station, 'bench')];
    await bench.until('devices', (rows) => rows.some(({ id, state }) => id === 'caller' && state === 'ready'));
    await caller.ask('counter.open', { counterId: 2 });
    for (let count = 0; count < 3; count += 1) await kiosk.ask('queue.take', { serviceId: 1 });
    const press = (number: string): Promise<unknown> =>
      bench.ask('bench.press', { requestId: undefined, keypadId: 'caller', press: { action: 'next', number } });
    await press('');
    await caller.until('queue', ({ counters }) => counters[1]?.serving === 'A001');
    await press('3');
    await caller.until('queue', ({ counters }) => counters[1]?.serving === 'A003');
  } finally {
    await station.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
