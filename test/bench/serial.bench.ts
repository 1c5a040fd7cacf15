import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, closeSync, readSync, rmSync, writeSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createScanDecoder } from '#drivers/scanner/decode.ts';
import { createScanner } from '#drivers/scanner/scanner.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { type Bench, type BenchRow, median, nowMs, percentile } from './bench.ts';

/** Bytes on a serial line → scan event, beside a blocking read of the same kind of line: what the operating system and socat take by themselves. */
export const serialBench: Bench = {
  name: 'serial',
  async run({ quick, log }) {
    if (!isInstalled('socat')) {
      log('serial: socat is not installed, nothing to measure on');
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), 'guitai-serial-'));
    const ours = await openOurs(await openLine(folder, 'ours'));
    const floor = openFloor(await openLine(folder, 'floor'));
    try {
      return [await measure({ ours: ours.scan, floor: floor.scan }, quick ? { rounds: 5, calls: 30 } : { rounds: 11, calls: 60 }, log)];
    } finally {
      await ours.close();
      await floor.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const GOAL = 1.25;
/** Between two scans, so that each meets an idle reader as in a shop. */
const PAUSE_MS = 2;
const WARMUP_CALLS = 20;

type Scan = (code: string) => string | Promise<string>;

async function measure(
  readers: { readonly ours: Scan; readonly floor: Scan },
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
  log: (line: string) => void,
): Promise<BenchRow> {
  const all = { ours: [] as number[], floor: [] as number[] };
  const ratios: number[] = [];
  let wrong = 0;
  for (let round = -1; round < rounds; round += 1) {
    const inRound = { ours: [] as number[], floor: [] as number[] };
    for (const name of round % 2 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) {
      for (let call = 0; call < (round < 0 ? WARMUP_CALLS : calls); call += 1) {
        await sleep(PAUSE_MS);
        const code = `690${String(round * calls + call + calls).padStart(10, '0')}`;
        const startMs = nowMs();
        const result = readers[name](code);
        const read = typeof result === 'string' ? result : await result;
        inRound[name].push((nowMs() - startMs) * 1000);
        if (read !== code) wrong += 1;
      }
    }
    if (round < 0) continue;
    all.ours.push(...inRound.ours);
    all.floor.push(...inRound.floor);
    ratios.push(median(inRound.ours) / median(inRound.floor));
  }
  log(`serial: ${rounds} rounds of ${calls} scans, ${wrong} wrong codes`);
  const ratio = median(ratios);
  return {
    metric: 'serial bytes → scan event',
    ours: us(all.ours),
    floor: us(all.floor),
    ratio,
    goal: `≤ ${GOAL} × blocking read`,
    reached: ratio <= GOAL,
    correct: wrong === 0,
  };
}

const us = (samples: readonly number[]): string => `p50 ${median(samples).toFixed(0)} µs, p99 ${percentile(samples, 0.99).toFixed(0)} µs`;

interface Line {
  readonly near: string;
  readonly far: string;
  readonly socat: ChildProcess;
}

async function openLine(folder: string, name: string): Promise<Line> {
  const near = join(folder, name);
  const far = join(folder, `${name}-far`);
  const socat = spawn('socat', [`pty,raw,echo=0,link=${far}`, `pty,raw,echo=0,link=${near}`], { stdio: 'ignore' });
  while (!existsSync(near) || !existsSync(far)) await sleep(5);
  return { near, far, socat };
}

async function openOurs(line: Line): Promise<{ scan: Scan; close(): Promise<void> }> {
  const far = openSync(line.far, 'w');
  const ready = Promise.withResolvers<void>();
  let waiting: ((text: string) => void) | undefined;
  const scanner = createScanner({
    decoder: createScanDecoder(),
    id: 'gun',
    transport: createSerialTransport({ path: line.near, baudRate: 115_200 }),
    onScan: (read) => waiting?.(read.kind === 'scan' ? read.text : read.reason),
    onChange: ({ state }) => {
      if (state === 'ready') ready.resolve();
    },
  });
  scanner.start();
  await ready.promise;
  return {
    scan: (code) => {
      const read = new Promise<string>((resolve) => {
        waiting = resolve;
      });
      writeSync(far, `${code}\r\n`);
      return read;
    },
    async close() {
      await scanner.stop();
      closeSync(far);
      await end(line.socat);
    },
  };
}

function openFloor(line: Line): { scan: Scan; close(): Promise<void> } {
  const far = openSync(line.far, 'w');
  const near = openSync(line.near, constants.O_RDWR | constants.O_NOCTTY);
  const buffer = Buffer.alloc(64);
  return {
    scan: (code) => {
      writeSync(far, `${code}\r\n`);
      let text = '';
      while (!text.endsWith('\n')) text += buffer.toString('latin1', 0, readSync(near, buffer));
      return text.trim();
    },
    async close() {
      closeSync(near);
      closeSync(far);
      await end(line.socat);
    },
  };
}

/** socat takes its links away when it ends; the folder can go after that. */
async function end(socat: ChildProcess): Promise<void> {
  const gone = once(socat, 'exit');
  socat.kill();
  await gone;
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
