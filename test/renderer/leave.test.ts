import { expect, test } from 'vitest';
import { createMemoryWire } from '../fakes/memory-wire.ts';
import { badgeOf } from '#renderer/app/badge.ts';
import { createClient, wireErrorOf } from '#renderer/app/client.ts';
import { createLeaveDesk } from '#renderer/app/leave.ts';

const missing = { code: 'right_missing', message: '', details: { right: 'drawer.open' } };

/** A screen with a leave desk, connected to a station in the hands of the test. */
function openScreen() {
  const wire = createMemoryWire();
  const desk = createLeaveDesk();
  const client = createClient(wire, { askLeave: desk.ask });
  wire.connect();
  const sent = () => wire.sent as unknown as readonly { id: number; name: string; input: Record<string, unknown> }[];
  const refuse = (id: number, error: object = missing): void => wire.push({ type: 'reply', id, ok: false, error });
  const asked = (): Promise<void> =>
    new Promise((resolve) => {
      const end = desk.subscribe(() => {
        end();
        resolve();
      });
    });
  return { wire, desk, client, sent, refuse, asked };
}

test('a command refused for a missing right waits for leave and is sent again, the very same under the same requestId', async () => {
  const { wire, desk, client, sent, refuse, asked } = openScreen();
  const opened = client.command('drawer.open', { reason: '换零钱' });
  const first = sent()[0]!;
  const waits = asked();
  refuse(first.id);
  await waits;
  expect(desk.asked).toEqual({ requestId: first.input['requestId'], right: 'drawer.open' });
  expect(sent()).toHaveLength(1);
  desk.settle(true);
  await expect.poll(() => sent().length).toBe(2);
  expect(sent()[1]).toMatchObject({ name: 'drawer.open', input: first.input });
  wire.push({ type: 'reply', id: sent()[1]!.id, ok: true, output: { pulse: 'sent', position: 'unknown' } });
  expect(await opened).toEqual({ pulse: 'sent', position: 'unknown' });
  expect(desk.asked).toBeUndefined();
});

test('without leave the refusal stands, and nothing is sent again', async () => {
  const { desk, client, sent, refuse, asked } = openScreen();
  const opened = client.command('drawer.open', { reason: '换零钱' });
  const waits = asked();
  refuse(sent()[0]!.id);
  await waits;
  desk.settle(false);
  await expect(opened).rejects.toMatchObject({ error: { code: 'right_missing' } });
  expect(sent()).toHaveLength(1);
});

test('refused a second time, nobody is asked again', async () => {
  const { desk, client, sent, refuse, asked } = openScreen();
  const opened = client.command('drawer.open', { reason: '换零钱' });
  const waits = asked();
  refuse(sent()[0]!.id);
  await waits;
  desk.settle(true);
  await expect.poll(() => sent().length).toBe(2);
  refuse(sent()[1]!.id);
  await expect(opened).rejects.toMatchObject({ error: { code: 'right_missing' } });
  expect(desk.asked).toBeUndefined();
});

test('two commands wait one after the other', async () => {
  const { desk, client, sent, refuse, asked } = openScreen();
  const first = client.command('drawer.open', { reason: '换零钱' }).catch((error: unknown) => wireErrorOf(error).code);
  const second = client.command('basket.clear', {}).catch((error: unknown) => wireErrorOf(error).code);
  const waits = asked();
  refuse(sent()[0]!.id);
  await waits;
  const waitsToo = asked();
  refuse(sent()[1]!.id, { ...missing, details: { right: 'sale.void' } });
  await waitsToo;
  expect(desk.asked?.right).toBe('drawer.open');
  desk.settle(false);
  expect(desk.asked?.right).toBe('sale.void');
  desk.settle(false);
  expect(await Promise.all([first, second])).toEqual(['right_missing', 'right_missing']);
});

test('what is no command, what was refused for another reason, and the leave itself are plain refusals', async () => {
  const { client, sent, refuse } = openScreen();
  const list = client.request('staff.list', {});
  refuse(sent()[0]!.id, { ...missing, details: { right: 'staff.manage' } });
  await expect(list).rejects.toMatchObject({ error: { code: 'right_missing' } });
  const clear = client.command('basket.clear', {});
  refuse(sent()[1]!.id, { code: 'till_locked', message: '', details: {} });
  await expect(clear).rejects.toMatchObject({ error: { code: 'till_locked' } });
  const leave = client.request('staff.override', {
    requestId: '0198a2d4-5f10-7000-8000-000000000001',
    code: '12',
    pin: '280517',
    right: 'drawer.open',
    reason: '换零钱',
  });
  refuse(sent()[2]!.id);
  await expect(leave).rejects.toMatchObject({ error: { code: 'right_missing' } });
});

test('a badge is a short number scanned while the till is locked, or one no product has', () => {
  const echo = { atMs: 1, source: 'scanner', code: '12' } as const;
  const locked = { kind: 'refused', error: { code: 'till_locked', message: '', details: {} } } as const;
  expect(badgeOf({ ...echo, outcome: locked })).toBe('12');
  expect(badgeOf({ ...echo, code: '12\r', outcome: { kind: 'unknown', code: '12', quickAdd: false } })).toBe('12');
  expect(badgeOf({ ...echo, code: '6973012450313', outcome: locked })).toBeUndefined();
  expect(badgeOf({ ...echo, code: '000512', outcome: { kind: 'added', lineId: 1, name: '购物袋', quantityMilli: 1000 } })).toBeUndefined();
  expect(badgeOf({ ...echo, outcome: { kind: 'refused', error: { code: 'basket_locked', message: '', details: {} } } })).toBeUndefined();
});
