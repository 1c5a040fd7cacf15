import { expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { startStoreThread, type StoreThread } from '#main/store-thread.ts';

function start(workerData: object = {}): { thread: StoreThread; states: string[] } {
  const states: string[] = [];
  const thread = startStoreThread({
    data: workerData as never,
    onTopic: () => undefined,
    answer: () => Promise.reject(new Error('no ports here')),
    onState: (state, error) => states.push(error ? `${state} ${error.code}` : state),
    log: createMemoryLog(),
    program: new URL('../fakes/dying-thread.ts', import.meta.url),
  });
  return { thread, states };
}

test('when the thread dies what was asked is answered with disconnected, and it is started again', async () => {
  const { thread, states } = start();
  expect(await thread.request('live', {}, 'till')).toBe('alive');
  await expect(thread.request('die', {}, 'till')).rejects.toMatchObject({ code: 'disconnected' });
  expect(await thread.request('live', {}, 'till')).toBe('alive');
  expect(states).toEqual(['ready', 'starting', 'ready']);
  await thread.stop();
});

test('a thread that dies again and again is given up after three restarts', async () => {
  const { thread, states } = start();
  for (let death = 0; death < 4; death += 1)
    await expect(thread.request('die', {}, 'till')).rejects.toMatchObject({ code: 'disconnected' });
  await expect(thread.request('live', {}, 'till')).rejects.toMatchObject({ code: 'disconnected' });
  expect(states.at(-1)).toBe('failed ledger_failed');
});

test('a thread that cannot open its files stays, and every request is answered with safe_mode', async () => {
  const { thread, states } = start({ refuses: true });
  await expect(thread.request('live', {}, 'till')).rejects.toMatchObject({ code: 'safe_mode' });
  expect(states).toEqual(['failed ledger_newer']);
  await thread.stop();
});
