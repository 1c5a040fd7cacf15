import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAN_ADDRESS } from '../fakes/lan.ts';
import { openWholeStation, type WholeStation } from '../fakes/whole-station.ts';
import { reachOut, type Hand } from '../renderer/checkout/checkout-page.ts';
import { openTillStation, type TillStation } from '../renderer/till-station.ts';
import { newRequestId } from '#contract/ids.ts';
import type { Basket } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { LanPairing } from '#main/host.ts';
import { run } from '#main/cli/queue-join.ts';
import { joinStation, saveLinkToken } from '#main/queue-link/link-token.ts';

/** The station whose queue it is, and a till with a ledger of its own that shares it. */
let hall: TillStation;
let till: Hand;
let kiosk: Hand;
let second: WholeStation;
let stationUrl: string;

const TABLET = '0123456789abcdef';
const oneTablet: LanPairing = {
  handlers: {
    'pairing.createCode': () => Promise.reject(new GuitaiError('pairing_off')),
    'pairing.remove': () => ({}),
  },
  tills: [{ tillId: TABLET, name: '平板' }],
  start: () => undefined,
};

beforeAll(async () => {
  hall = await openTillStation({ queue: true, lanHost: '0.0.0.0' });
  [till, kiosk] = [reachOut(hall), reachOut(hall, 'kiosk')];
  stationUrl = `http://${LAN_ADDRESS}:${new URL(hall.url).port}`;
  const { code } = await till.ask('pairing.createCode', { role: 'caller', name: '收银机 2' });
  const joined = await joinStation(stationUrl, code);
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-second-'));
  if ('token' in joined) saveLinkToken(dataDir, joined.token);
  second = await openWholeStation({ dataDir, settings: { terminal: '02', queue: { station: stationUrl } }, pairing: oneTablet });
  const { deviceId } = await second.until('here', (here) => here.deviceId !== '');
  const { revision, setup } = await till.ask('queue.setup', {});
  const counters = setup.counters.map((counter) => (counter.id === 2 ? { ...counter, deviceId } : counter));
  await till.command('queue.configure', { revision, setup: { ...setup, counters, saleFinishesTicket: true } });
});
afterAll(async () => {
  await second.close();
  await hall.close();
  rmSync(second.dataDir, { recursive: true, force: true });
});

const at2 = { counterId: 2 };
const next = async (): Promise<string | undefined> => {
  const { called } = await second.ask('queue.next', { requestId: newRequestId(), ...at2 });
  return called?.number;
};

/** One piece, at the tablet of the second station. */
async function sellAtTablet(): Promise<void> {
  const scanned = Promise.withResolvers<Basket>();
  const onTopic = (text: string): void => {
    const { name, value } = JSON.parse(text) as { name: string; value: Basket };
    if (name === 'basket' && value.lines.length === 1) scanned.resolve(value);
  };
  const tablet = second.connect('till', onTopic, TABLET);
  const ask = (name: string, input: object): Promise<string> =>
    tablet.receive(JSON.stringify({ type: 'request', id: 1, name, input: { requestId: newRequestId(), ...input } }));
  await ask('basket.scan', { text: '6973012450313', source: 'camera' });
  const { basketId, revision, totalMinor } = await scanned.promise;
  const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
  expect(JSON.parse(await ask('sale.complete', { basketId, basketRevision: revision, tenders }))).toMatchObject({ ok: true });
  tablet.close();
}

test('a till with a ledger of its own calls at its counter of the other station’s queue, and its sale finishes the ticket there', async () => {
  expect(await second.until('queueLink', ({ connected }) => connected)).toMatchObject({ storeName: '小满母婴 望京店' });
  const first = await kiosk.command('queue.take', { serviceId: 1 });
  await kiosk.command('queue.take', { serviceId: 1 });
  await second.ask('counter.open', { requestId: newRequestId(), ...at2 });
  expect(await next()).toBe(first.number);
  const calling = await second.until('queueDesk', ({ counters }) =>
    counters.some(({ id, ticketId }) => id === 2 && ticketId === first.ticketId),
  );
  expect(calling.counters.find(({ id }) => id === 2)).toMatchObject({ state: 'open', openedAt: second.topic('here').deviceId });
  await sellAtTablet();
  // The counter stands beside the till: its ticket is still there to be called again.
  await second.ask('queue.recall', { requestId: newRequestId(), ...at2, ticketId: first.ticketId });
  expect((await second.sell()).receiptNumber).toBe('S001-02-1-000002');
  const done = await second.until('queueDesk', ({ served }) => served === 1);
  expect(done.tickets.map(({ number }) => number)).toEqual(['A002']);
});

test('what is that station’s alone is refused in words', async () => {
  const { revision, setup } = await till.ask('queue.setup', {});
  await expect(second.ask('queue.configure', { requestId: newRequestId(), revision, setup })).rejects.toThrow('queue_elsewhere');
});

test('while it is lost that is said and nobody is called; it comes back by itself', async () => {
  await hall.goAway();
  await second.until('queueLink', ({ connected }) => !connected);
  await expect(next()).rejects.toThrow('queue_link_lost');
  expect((await second.sell()).totalMinor).toBeGreaterThan(0);
  await hall.comeBack();
  await second.until('queueLink', ({ connected }) => connected);
  expect(await next()).toBe('A002');
});

test('in training nobody is called there, for its customers are real', async () => {
  await second.ask('training.set', { requestId: newRequestId(), on: true });
  await expect(next()).rejects.toThrow('queue_link_training');
  await second.ask('training.set', { requestId: newRequestId(), on: false });
});

test('a till that is locked calls nobody there either', async () => {
  await second.ask('staff.save', { requestId: newRequestId(), code: '1', name: '王芳', role: 'owner', active: true, pin: '4711' });
  await expect(next()).rejects.toThrow('till_locked');
});

test('joining takes a code of that station for a caller, and says what is wrong with another one', async () => {
  const printed: string[] = [];
  const joinWith = (code: string): Promise<number> =>
    run({ dataDir: second.dataDir, arguments: [code], print: (line) => printed.push(line) });
  expect([await joinWith('123'), await joinWith('00000000')]).toEqual([2, 1]);
  const { code: forBoard } = await till.ask('pairing.createCode', { role: 'board' });
  expect(await joinWith(forBoard)).toBe(1);
  const { code } = await till.ask('pairing.createCode', { role: 'caller' });
  expect(await joinWith(code)).toBe(0);
  expect(printed.map((line) => line.replace(/.* \/ /, ''))).toEqual([
    '8 digits）',
    'the code is wrong or has expired, get a new one at that station',
    'the code is not for a caller, get one that is',
    `joined the queue of ${stationUrl}, it holds from the next start`,
  ]);
});
