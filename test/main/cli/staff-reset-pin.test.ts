import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../store/journal-of.ts';
import { openShop, type ShopAtWork } from '../store/shop-fixture.ts';
import { run } from '#main/cli/staff-reset-pin.ts';
import { Settings } from '#main/settings.ts';
import { saveSettings } from '#main/settings-file.ts';

let work: ShopAtWork;
let dataDir: string;

/** A shop whose owner forgot her PIN and tried until the number was locked. */
beforeEach(async () => {
  work = await openShop();
  dataDir = dirname(work.ledgerFile);
  saveSettings(dataDir, Settings.parse({ store: { code: 'S001', name: '小满母婴' }, terminal: '01' }));
  await work.ask('staff.save', { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' });
  for (let wrong = 0; wrong < 5; wrong += 1) await work.ask('staff.signIn', { code: '1', pin: '000000' }).catch(() => {});
});
afterEach(() => work.close());

async function call(...words: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const code = await run({ dataDir, arguments: words, print: (line) => void lines.push(line) });
  return { code, text: lines.join('\n') };
}

test('a locked-out owner gets a new PIN, the old one is gone, and the journal tells it without the PIN', async () => {
  let pin = '';
  await work.reopen(async () => {
    const { code, text } = await call('--code', '1');
    expect(code).toBe(0);
    pin = /林岚（1）的新密码 \/ new PIN: (\d{6})$/m.exec(text)?.[1] ?? '';
  });
  await expect(work.ask('staff.signIn', { code: '1', pin: '739146' })).rejects.toMatchObject({ code: 'pin_wrong', details: { left: 4 } });
  expect(await work.ask('staff.signIn', { code: '1', pin })).toMatchObject({ state: 'signed_in', role: 'owner' });
  expect(journalOf(work, 'staff.pin_reset').map(({ body }) => body)).toEqual([{ v: 1, id: 1, code: '1', name: '林岚' }]);
  for (const file of [work.ledgerFile, `${work.ledgerFile}-wal`]) expect(readFileSync(file).includes(pin)).toBe(false);
});

test('a number nobody has changes nothing and says who there is', async () => {
  await work.reopen(async () => {
    expect(await call('--code', '9')).toEqual({ code: 1, text: '没有这个编号，现有 / no such number, there are:\n  1  林岚  owner' });
    expect((await call()).code).toBe(1);
    expect((await call('--code', 'x')).code).toBe(2);
    expect((await call('--pin', '1')).code).toBe(2);
  });
  expect(journalOf(work, 'staff.pin_reset')).toEqual([]);
});

test('a station that runs is not disturbed', async () => {
  expect(await call('--code', '1')).toMatchObject({ code: 1, text: expect.stringContaining(join(dataDir, 'ledger.db')) });
  await expect(work.ask('staff.signIn', { code: '1', pin: '739146' })).rejects.toMatchObject({ code: 'pin_locked' });
});
