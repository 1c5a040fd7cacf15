import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPairing, type Pairing } from '#main/web/pairing.ts';
import { createKeptLog } from './small-station.ts';

const FIVE_MINUTES_MS = 300_000;

let dataDir: string;
let nowMs: number;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-pairing-'));
  nowMs = Date.UTC(2026, 10, 22);
});

function open(enabled = true): Pairing {
  return createPairing({ enabled, dataDir, log: createKeptLog(), now: () => nowMs });
}

async function codeOf(pairing: Pairing, role: 'till' | 'display' | 'bench' = 'till'): Promise<string> {
  return (await pairing.handlers['pairing.createCode']({ role }, { role: 'till' })).code;
}

/** A code of the same length that is certainly another one. */
function otherThan(code: string): string {
  return code === '00000000' ? '00000001' : '00000000';
}

describe('a pairing code', () => {
  test('has eight digits, five minutes and the addresses to open', async () => {
    const pairing = open();
    pairing.setAddresses(['http://192.168.1.5:5198']);
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
    expect(pairing.roleOf(paired?.token ?? '')).toBe('display');
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
  test('are still paired after a restart', async () => {
    const first = open();
    const paired = first.redeem(await codeOf(first, 'bench'));
    expect(open().roleOf(paired?.token ?? '')).toBe('bench');
  });

  test('are kept as hashes that let nobody in, readable by the owner only', async () => {
    const pairing = open();
    const token = pairing.redeem(await codeOf(pairing))?.token ?? '';
    const file = join(dataDir, 'paired-devices.json');
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    const { devices } = JSON.parse(readFileSync(file, 'utf8')) as { devices: { tokenHash: string }[] };
    expect(pairing.roleOf(devices[0]?.tokenHash ?? '')).toBeUndefined();
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('are forgotten, oldest first, beyond fifty', async () => {
    const pairing = open();
    const tokens: string[] = [];
    for (let device = 0; device < 51; device += 1) tokens.push(pairing.redeem(await codeOf(pairing))?.token ?? '');
    expect(pairing.roleOf(tokens[0] ?? '')).toBeUndefined();
    expect(pairing.roleOf(tokens[1] ?? '')).toBe('till');
    expect(pairing.roleOf(tokens[50] ?? '')).toBe('till');
  });

  test.each(['', 'garbage', '{"version":1,"devices":[{"tokenHash":"x","role":"store","pairedAtMs":0}]}', '{"version":2,"devices":[]}'])(
    'a damaged file lets nobody in: %j',
    (text) => {
      writeFileSync(join(dataDir, 'paired-devices.json'), text);
      expect(open().roleOf('x')).toBeUndefined();
    },
  );

  test('are not looked at while LAN access is off', async () => {
    const pairing = open();
    const token = pairing.redeem(await codeOf(pairing))?.token ?? '';
    expect(existsSync(join(dataDir, 'paired-devices.json'))).toBe(true);
    expect(open(false).roleOf(token)).toBeUndefined();
  });
});
