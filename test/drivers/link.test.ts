import { afterEach, expect, test, vi } from 'vitest';
import { createLink, type Link, type LinkStatus } from '#drivers/link.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { TransportError } from '#drivers/transport/transport.ts';
import { createRecording, type Recording } from '../fakes/recording.ts';

interface Bench {
  readonly link: Link;
  readonly device: ReturnType<typeof createMemoryTransport>['device'];
  readonly changes: Recording<LinkStatus>;
  readonly received: Recording<string>;
  readonly opened: Recording<number>;
}

function createBench(backOffMs: readonly number[] = [0]): Bench {
  const { transport, device } = createMemoryTransport();
  const changes = createRecording<LinkStatus>();
  const received = createRecording<string>();
  const opened = createRecording<number>();
  const link = createLink({
    transport,
    onData: (bytes) => received.add(Buffer.from(bytes).toString()),
    onChange: (status) => changes.add(status),
    onReady: () => opened.add(opened.all.length + 1),
    backOffMs,
  });
  return { link, device, changes, received, opened };
}

const states = (changes: Recording<LinkStatus>): string[] => changes.all.map(({ state, problem }) => `${state} ${problem}`);

afterEach(() => {
  vi.useRealTimers();
});

test('a link opens, carries bytes both ways and closes', async () => {
  const { link, device, changes, received } = createBench();
  const written = createRecording<string>();
  device.onData((bytes) => written.add(Buffer.from(bytes).toString()));
  link.start();
  await changes.until(({ state }) => state === 'ready');
  device.send(Buffer.from('6901234567892'));
  expect(await received.until(() => true)).toBe('6901234567892');
  await link.send(Buffer.from('hello'));
  expect(written.all).toEqual(['hello']);
  await link.stop();
  expect(states(changes)).toEqual(['opening none', 'ready none', 'closed none']);
  expect(link.status.statistics).toMatchObject({ outputs: 1, bytes: 18, errors: 0 });
});

test('a port that does not exist yet is tried until it does, with the reason shown meanwhile', async () => {
  const { link, device, changes } = createBench();
  device.refuse('not_found');
  link.start();
  await changes.until(({ state, problem }) => state === 'opening' && problem === 'not_found');
  expect(states(changes)).toEqual(['opening none', 'lost not_found', 'opening not_found']);
  device.refuse(undefined);
  await changes.until(({ state }) => state === 'ready');
  expect(link.status.problem).toBe('none');
  await link.stop();
});

test('a device that is unplugged and plugged in again is ready again, and says so through onReady', async () => {
  const { link, device, changes, opened } = createBench();
  link.start();
  await opened.until((times) => times === 1);
  device.refuse('not_found');
  device.break('offline');
  await changes.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
  device.refuse(undefined);
  await opened.until((times) => times === 2);
  expect(link.status.state).toBe('ready');
  await link.stop();
});

test('attempts follow after 1, 2, 5 and then every 10 seconds, and success starts over', async () => {
  vi.useFakeTimers();
  const { transport, device } = createMemoryTransport();
  const attemptsMs: number[] = [];
  const link = createLink({
    transport,
    onData() {},
    onChange: ({ state }) => {
      if (state === 'opening') attemptsMs.push(Date.now() - startMs);
    },
  });
  const startMs = Date.now();
  device.refuse('unreachable');
  link.start();
  await vi.advanceTimersByTimeAsync(20_000);
  device.refuse(undefined);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(attemptsMs).toEqual([0, 1000, 3000, 8000, 18_000, 28_000]);
  device.break('offline');
  await vi.advanceTimersByTimeAsync(3000);
  expect(attemptsMs.at(-1)).toBe(33_000);
  expect(link.status.state).toBe('ready');
  await link.stop();
});

test('start() during a long back-off tries at once', async () => {
  const { link, device, changes } = createBench([3_600_000]);
  device.refuse('in_use');
  link.start();
  await changes.until(({ state }) => state === 'lost');
  device.refuse(undefined);
  link.start();
  await changes.until(({ state }) => state === 'ready');
  await link.stop();
});

test('stop() during a long back-off ends at once and the link can be started again', async () => {
  const { link, device, changes } = createBench([3_600_000]);
  device.refuse('no_permission');
  link.start();
  await changes.until(({ state }) => state === 'lost');
  await link.stop();
  expect(link.status).toMatchObject({ state: 'closed', problem: 'none' });
  device.refuse(undefined);
  link.start();
  await changes.until(({ state }) => state === 'ready');
  await link.stop();
});

test('stop and start in one breath never open the port twice', async () => {
  const { link, opened, changes } = createBench();
  link.start();
  await opened.until((times) => times === 1);
  const stopped = link.stop();
  link.start();
  await stopped;
  await opened.until((times) => times === 2);
  expect(states(changes)).not.toContain('lost in_use');
  await link.stop();
});

test('sending on a wire that is not ready fails with the known reason and not one byte', async () => {
  const { link, device, changes } = createBench([3_600_000]);
  await expect(link.send(Buffer.from('x'))).rejects.toMatchObject({ fault: 'offline', bytesSent: 0 });
  device.refuse('unreachable');
  link.start();
  await changes.until(({ state }) => state === 'lost');
  await expect(link.send(Buffer.from('x'))).rejects.toMatchObject({ fault: 'unreachable', bytesSent: 0 });
  await link.stop();
});

test('a wire cut in the middle of a write tells how many bytes left and opens again', async () => {
  const { link, device, opened } = createBench();
  const written = createRecording<string>();
  device.onData((bytes) => written.add(Buffer.from(bytes).toString()));
  link.start();
  await opened.until((times) => times === 1);
  device.cutAfterBytes(4);
  const error: unknown = await link.send(Buffer.from('receipt')).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ fault: 'offline', bytesSent: 4 });
  expect(written.all).toEqual(['rece']);
  await opened.until((times) => times === 2);
  expect(link.status.statistics.errors).toBe(1);
  await link.stop();
});
