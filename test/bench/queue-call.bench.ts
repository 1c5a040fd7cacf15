import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import type { Bench } from './bench.ts';
import { nowMs, percentile } from './bench.ts';
import { COUNTER_IDS, COUNTER_SERVICES, SERVICE_IDS, setUpQueue } from '../system/queue-day/shop.ts';
import { startStationProcess } from '../system/station-process.ts';
import { connectTill, type TillClient } from '../system/till-client.ts';
import type { TopicFrame } from '#contract/frame.ts';
import type { QueueView } from '#contract/queue.ts';

const BOARDS = 20;
const CALLS = 400;
const QUICK_CALLS = 100;
const WAITING = 30;
const GOAL_P99_MS = 100;
const [serviceId] = SERVICE_IDS;
/** Those that serve it. */
const counterIds = COUNTER_IDS.filter((id) => COUNTER_SERVICES[id]?.includes(serviceId));

/** From "next" at a caller to the frame at each of twenty boards, through the built station and its disk; beside a WebSocket that only passes the text on. */
export const queueCallBench: Bench = {
  name: 'queue call',
  async run({ quick, log }) {
    const calls = quick ? QUICK_CALLS : CALLS;
    const ours = await measureStation(calls, log);
    const floor = await measureBroadcast(calls, ours.text);
    const [p50, p99] = [percentile(ours.samplesMs, 0.5), percentile(ours.samplesMs, 0.99)];
    const [floorP50, floorP99] = [percentile(floor, 0.5), percentile(floor, 0.99)];
    return [
      {
        metric: `"next" → ${BOARDS} boards, p50`,
        ours: `${p50.toFixed(1)} ms`,
        floor: `${floorP50.toFixed(1)} ms`,
        ratio: p50 / floorP50,
        goal: '–',
        reached: true,
        correct: ours.correct,
      },
      {
        metric: `"next" → ${BOARDS} boards, p99`,
        ours: `${p99.toFixed(1)} ms`,
        floor: `${floorP99.toFixed(1)} ms`,
        ratio: p99 / floorP99,
        goal: `≤ ${GOAL_P99_MS} ms`,
        reached: p99 <= GOAL_P99_MS,
        correct: ours.correct,
      },
    ];
  },
};

/** Boards that note when a text arrived; `next` resolves once all have it. */
interface Boards {
  next(send: () => void): Promise<readonly number[]>;
  last(): string;
  close(): void;
}

async function openBoards(url: string, isAwaited: (text: string) => boolean): Promise<Boards> {
  const { origin } = new URL(url.replace(/^ws/, 'http'));
  const sockets = Array.from({ length: BOARDS }, () => new WebSocket(url, { origin }));
  let arrived: number[] = [];
  let all = Promise.withResolvers<void>();
  let last = '';
  for (const socket of sockets) {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (!isAwaited(text)) return;
      last = text;
      arrived.push(nowMs());
      if (arrived.length === BOARDS) all.resolve();
    });
  }
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  return {
    async next(send) {
      arrived = [];
      all = Promise.withResolvers();
      const sentMs = nowMs();
      send();
      await all.promise;
      return arrived.map((atMs) => atMs - sentMs);
    },
    last: () => last,
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

async function measureStation(
  calls: number,
  log: (line: string) => void,
): Promise<{ readonly samplesMs: readonly number[]; readonly text: string; readonly correct: boolean }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-call-'));
  const station = await startStationProcess(dataDir, ['--empty']);
  let wanted: string | undefined;
  const isCall = (text: string): boolean => wanted !== undefined && newestCall(text) === wanted;
  const till = await connectTill(station.url);
  const [kiosk, caller] = [await connectTill(station.url, 'kiosk'), await connectTill(station.url, 'caller')];
  const boards = await openBoards(`${station.url.replace(/^http/, 'ws')}/rpc?screen=board`, isCall);
  try {
    await setUpQueue(till, caller);
    const take = (): Promise<unknown> => kiosk.ask('queue.take', { serviceId });
    for (let count = 0; count < WAITING; count += 1) await take();
    const samplesMs: number[] = [];
    for (let call = 0; call < calls; call += 1) {
      await take();
      wanted = await nextNumber(caller);
      let answered: Promise<unknown> | undefined;
      const counterId = counterIds[call % counterIds.length] ?? 1;
      samplesMs.push(...(await boards.next(() => (answered = caller.ask('queue.next', { counterId })))));
      await answered;
    }
    log(`${calls} calls, ${BOARDS} boards, ${WAITING} waiting, ${Buffer.byteLength(boards.last())} bytes a board`);
    return { samplesMs, text: boards.last(), correct: samplesMs.length === calls * BOARDS };
  } finally {
    for (const client of [till, kiosk, caller, boards]) client.close();
    await station.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The number that is called next: known before, so that a board is not taken to have heard an older call. */
async function nextNumber(caller: TillClient): Promise<string> {
  const { services } = await caller.until('queue', (queue) => queue.services.some(({ id, next }) => id === serviceId && next.length > 0));
  return services.find(({ id }) => id === serviceId)?.next[0] ?? '';
}

function newestCall(text: string): string | undefined {
  const frame = JSON.parse(text) as TopicFrame;
  return frame.type === 'topic' && frame.name === 'queue' ? (frame.value as QueueView).calls[0]?.number : undefined;
}

async function measureBroadcast(calls: number, text: string): Promise<readonly number[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./broadcast-child.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `ws://127.0.0.1:${port.toString().trim()}`;
  const boards = await openBoards(url, (arrived) => newestCall(arrived) !== undefined);
  const sender = new WebSocket(url);
  await once(sender, 'open');
  const samplesMs: number[] = [];
  // The sender hears it as well, as a caller's screen does.
  for (let call = 0; call < calls; call += 1) samplesMs.push(...(await boards.next(() => sender.send(text))));
  sender.close();
  boards.close();
  child.kill();
  return samplesMs;
}
