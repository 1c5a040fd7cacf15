import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import type { PairedRole, PairingView } from '#contract/pairing.ts';
import { createPairing, type Pairing } from '#main/web/pairing.ts';
import { createKeptLog } from './small-station.ts';

const T0 = Date.UTC(2026, 10, 22);
const FIVE_MINUTES_MS = 300_000;

let dataDir: string;
let nowMs: number;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-pairing-'));
  nowMs = T0;
});

function open(enabled = true): Pairing {
  return createPairing({ enabled, dataDir, log: createKeptLog(), now: () => nowMs });
}

async function codeOf(pairing: Pairing, role: PairedRole = 'till'): Promise<string> {
  return (await pairing.handlers['pairing.createCode']({ role }, { role: 'till' })).code;
}

/** A code of the same length that is certainly another one. */
function otherThan(code: string): string {
  return code === '00000000' ? '00000001' : '00000000';
}

describe('a pairing code', () => {
  test('has eight digits, five minutes and the addresses to open', async () => {
    const pairing = open();
    pairing.setAddresses(() => ['http://192.168.1.5:5198']);
    const answer = await pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' });
    expect(answer.code).toMatch(/^[0-9]{8}$/);
    expect(answer.expiresAtMs).toBe(nowMs + FIVE_MINUTES_MS);
    expect(answer.addresses).toEqual(['http://192.168.1.5:5198']);
  });

  test('gives a device the role the till chose, and works once', async () => {
    const pairing = open();
    const code = await codeOf(pairing, 'display');
    const paired = pairing.redeem(code);
    expect(paired?.role).toBe('display');
    expect(pairing.deviceOf(paired?.token ?? '')?.role).toBe('display');
    expect(pairing.redeem(code)).toBeUndefined();
  });

  test('is worth nothing after five minutes', async () => {
    const pairing = open();
    const code = await codeOf(pairing);
    nowMs += FIVE_MINUTES_MS;
    expect(pairing.redeem(code)).toBeUndefined();
  });

  test('is worth nothing after five wrong tries', async () => {
    const pairing = open();
    const code = await codeOf(pairing);
    for (let attempt = 0; attempt < 5; attempt += 1) expect(pairing.redeem(otherThan(code))).toBeUndefined();
    expect(pairing.redeem(code)).toBeUndefined();
  });

  test('still works after four wrong tries', async () => {
    const pairing = open();
    const code = await codeOf(pairing);
    for (let attempt = 0; attempt < 4; attempt += 1) pairing.redeem(otherThan(code));
    expect(pairing.redeem(code)?.role).toBe('till');
  });

  test('is replaced by the next one', async () => {
    const pairing = open();
    const first = await codeOf(pairing);
    let second = await codeOf(pairing);
    while (second === first) second = await codeOf(pairing);
    expect(pairing.redeem(first)).toBeUndefined();
    expect(pairing.redeem(second)?.role).toBe('till');
  });

  test.each(['', '1', '123456789', '１２３４５６７８', 'x'.repeat(10_000), '\u0000'])(
    'nothing else is taken for one: %j',
    async (typed) => {
      const pairing = open();
      await codeOf(pairing);
      expect(pairing.redeem(typed)).toBeUndefined();
    },
  );

  test('cannot be had while LAN access is off', () => {
    const pairing = open(false);
    expect(() => pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' })).toThrow('LAN access is off');
    expect(pairing.redeem('')).toBeUndefined();
  });
});

describe('paired devices', () => {
  /** What the till is shown, newest value last. */
  function shown(pairing: Pairing): PairingView[] {
    const views: PairingView[] = [];
    pairing.start(
      (name, value) => void (name === 'pairing' && views.push(value as PairingView)),
      () => undefined,
    );
    return views;
  }

  test('are listed newest first, with name, role, and when they were last on the line', async () => {
    const pairing = open();
    const views = shown(pairing);
    pairing.redeem(await codeOf(pairing, 'display'));
    nowMs += 1_000;
    const { code } = await pairing.handlers['pairing.createCode']({ role: 'kiosk', name: '门口取号机' }, { role: 'till' });
    const token = pairing.redeem(code)?.token ?? '';
    const deviceId = pairing.deviceOf(token)?.deviceId ?? '';
    nowMs += 1_000;
    const left = pairing.lineOpened(deviceId, () => undefined);
    expect(views.at(-1)).toMatchObject({
      enabled: true,
      devices: [
        { deviceId, role: 'kiosk', name: '门口取号机', pairedAtMs: T0 + 1_000, lastSeenMs: T0 + 2_000, online: true },
        { role: 'display', name: null, pairedAtMs: T0, lastSeenMs: null, online: false },
      ],
    });
    nowMs += 1_000;
    left();
    expect(views.at(-1)?.devices[0]).toMatchObject({ lastSeenMs: T0 + 3_000, online: false });
  });

  test('remember across a restart what they are called and, within ten minutes, when they were seen', async () => {
    const first = open();
    const { code } = await first.handlers['pairing.createCode']({ role: 'board', name: '大厅' }, { role: 'till' });
    const deviceId = first.deviceOf(first.redeem(code)?.token ?? '')?.deviceId ?? '';
    first.lineOpened(deviceId, () => undefined)();
    nowMs += 9 * 60_000;
    first.lineOpened(deviceId, () => undefined)();
    expect(shown(open()).at(-1)?.devices).toEqual([
      { deviceId, role: 'board', name: '大厅', pairedAtMs: T0, lastSeenMs: T0, online: false },
    ]);
  });

  test('that are removed are let in no longer, lose every line, and stay removed', async () => {
    const pairing = open();
    const views = shown(pairing);
    const token = pairing.redeem(await codeOf(pairing, 'board'))?.token ?? '';
    const kept = pairing.redeem(await codeOf(pairing, 'kiosk'))?.token ?? '';
    const deviceId = pairing.deviceOf(token)?.deviceId ?? '';
    let ended = 0;
    pairing.lineOpened(deviceId, () => (ended += 1));
    pairing.lineOpened(deviceId, () => (ended += 1));
    await pairing.handlers['pairing.remove']({ requestId: newRequestId(), deviceId }, { role: 'till' });
    expect(ended).toBe(2);
    expect(views.at(-1)?.devices.map(({ role }) => role)).toEqual(['kiosk']);
    expect([pairing.deviceOf(token), open().deviceOf(token)]).toEqual([undefined, undefined]);
    expect(open().deviceOf(kept)?.role).toBe('kiosk');
  });

  test('of an older version, without names, are still let in', () => {
    const tokenHash = createHash('sha256').update('an-old-token').digest('hex');
    const old = { version: 1, devices: [{ tokenHash, role: 'till', pairedAtMs: T0 }] };
    writeFileSync(join(dataDir, 'paired-devices.json'), JSON.stringify(old));
    expect(open().deviceOf('an-old-token')?.role).toBe('till');
  });

  test('are still paired after a restart', async () => {
    const first = open();
    const paired = first.redeem(await codeOf(first, 'bench'));
    expect(open().deviceOf(paired?.token ?? '')?.role).toBe('bench');
  });

  test('are kept as hashes that let nobody in, readable by the owner only', async () => {
    const pairing = open();
    const token = pairing.redeem(await codeOf(pairing))?.token ?? '';
    const file = join(dataDir, 'paired-devices.json');
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    const { devices } = JSON.parse(readFileSync(file, 'utf8')) as { devices: { tokenHash: string }[] };
    expect(pairing.deviceOf(devices[0]?.tokenHash ?? '')?.role).toBeUndefined();
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('are fifty at most: the next code is refused until one is removed, and nobody is dropped', async () => {
    const pairing = open();
    const tokens: string[] = [];
    for (let device = 0; device < 50; device += 1) tokens.push(pairing.redeem(await codeOf(pairing))?.token ?? '');
    expect(() => pairing.handlers['pairing.createCode']({ role: 'board' }, { role: 'till' })).toThrow(
      expect.objectContaining({ code: 'pairing_full', details: { max: 50 } }),
    );
    const deviceId = pairing.deviceOf(tokens[7] ?? '')?.deviceId ?? '';
    await pairing.handlers['pairing.remove']({ requestId: newRequestId(), deviceId }, { role: 'till' });
    expect(pairing.redeem(await codeOf(pairing, 'board'))?.role).toBe('board');
    expect(tokens.map((token) => pairing.deviceOf(token)?.role).filter((role) => role === 'till').length).toBe(49);
  });

  test.each(['', 'garbage', '{"version":1,"devices":[{"tokenHash":"x","role":"store","pairedAtMs":0}]}', '{"version":2,"devices":[]}'])(
    'a damaged file lets nobody in: %j',
    (text) => {
      writeFileSync(join(dataDir, 'paired-devices.json'), text);
      expect(open().deviceOf('x')).toBeUndefined();
    },
  );

  test('are not looked at while LAN access is off', async () => {
    const pairing = open();
    const token = pairing.redeem(await codeOf(pairing))?.token ?? '';
    expect(existsSync(join(dataDir, 'paired-devices.json'))).toBe(true);
    expect(open(false).deviceOf(token)).toBeUndefined();
  });
});
