import { expect, test } from 'vitest';
import type { WireError } from '#contract/error.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { startStoreThread, type StoreThread } from '#main/store-thread.ts';

function start(
  workerData: object = {},
  onLedgerFailed?: () => Promise<{ readonly data: never } | { readonly error: WireError }>,
): { thread: StoreThread; states: string[] } {
  const states: string[] = [];
  const thread = startStoreThread({
    data: workerData as never,
    onTopic: () => undefined,
    answer: () => Promise.reject(new Error('no ports here')),
    onState: (state, error) => states.push(error ? `${state} ${error.code}` : state),
    log: createMemoryLog(),
    ...(onLedgerFailed ? { onLedgerFailed } : {}),
    program: new URL('../fakes/dying-thread.ts', import.meta.url),
  });
  return { thread, states };
}

test('when the thread dies what was asked is answered with disconnected, and it is started again', async () => {
  const { thread, states } = start();
  expect(await thread.request('live', {}, { role: 'till' })).toBe('alive');
  await expect(thread.request('die', {}, { role: 'till' })).rejects.toMatchObject({ code: 'disconnected' });
  expect(await thread.request('live', {}, { role: 'till' })).toBe('alive');
  expect(states).toEqual(['ready', 'starting', 'ready']);
  await thread.stop();
});

test('a thread that dies again and again is given up after three restarts', async () => {
  const { thread, states } = start();
  for (let death = 0; death < 4; death += 1)
    await expect(thread.request('die', {}, { role: 'till' })).rejects.toMatchObject({ code: 'disconnected' });
  await expect(thread.request('live', {}, { role: 'till' })).rejects.toMatchObject({ code: 'disconnected' });
  expect(states.at(-1)).toBe('failed ledger_failed');
});

test('a thread that cannot open its files stays, and every request is answered with safe_mode', async () => {
  const { thread, states } = start({ refuses: true });
  await expect(thread.request('live', {}, { role: 'till' })).rejects.toMatchObject({ code: 'safe_mode' });
  expect(states).toEqual(['failed ledger_newer']);
  await thread.stop();
});

test('after a failed write the files are looked at before anything is opened, and what is to be opened may be something else', async () => {
  const asked: string[] = [];
  const { thread, states } = start({ is: 'live' }, () => {
    asked.push(states.join(' '));
    return Promise.resolve({ data: { is: 'read only' } as never });
  });
  await expect(thread.request('fail', {}, { role: 'till' })).rejects.toMatchObject({ code: 'disconnected' });
  await expect.poll(() => thread.request('files', {}, { role: 'till' })).toMatchObject({ is: 'read only', earlierStarts: 1 });
  expect(asked).toEqual(['ready starting']);
  await thread.stop();
});

test('files that are damaged are not opened again', async () => {
  const error = { code: 'ledger_damaged', message: 'damaged', details: {} };
  const { thread, states } = start({}, () => Promise.resolve({ error }));
  await expect(thread.request('fail', {}, { role: 'till' })).rejects.toMatchObject({ code: 'disconnected' });
  await expect.poll(() => states).toEqual(['ready', 'starting', 'failed ledger_damaged']);
  await thread.stop();
});

test('a restart on purpose does its work with the files closed and goes on with others; work that fails leaves the old ones', async () => {
  const { thread, states } = start({ is: 'live' });
  expect(await thread.request('files', {}, { role: 'till' })).toMatchObject({ is: 'live' });
  const first = thread.restart(() => Promise.resolve({ is: 'training' } as never));
  await expect(thread.restart(() => Promise.resolve(undefined))).rejects.toMatchObject({ code: 'too_busy' });
  await first;
  expect(await thread.request('files', {}, { role: 'till' })).toMatchObject({ is: 'training' });
  await expect(thread.restart(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await thread.request('files', {}, { role: 'till' })).toMatchObject({ is: 'training', earlierStarts: 2 });
  expect(states).toEqual(['ready', 'starting', 'ready', 'starting', 'ready']);
  await thread.stop();
});
