import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchRow } from './bench.ts';
import { median, nowMs } from './bench.ts';
import { connectTill } from '../system/till-client.ts';

const GOAL_MS = 3000;

/** `npm start` on data that exists, from the command to the first answer a cashier's screen needs: the page, the basket and the quick products. */
export const startupBench: Bench = {
  name: 'start-up',
  async run({ quick, log }) {
    const dataDir = mkdtempSync(join(tmpdir(), 'guitai-start-'));
    try {
      log('first start makes the demo shop');
      const firstMs = await timeStart(dataDir);
      const times: number[] = [];
      for (let round = 0; round < (quick ? 3 : 9); round += 1) times.push(await timeStart(dataDir));
      const secondMs = median(times);
      const row: BenchRow = {
        metric: 'second start: command → sellable screen',
        ours: `${secondMs.toFixed(0)} ms (first with demo shop ${firstMs.toFixed(0)} ms)`,
        floor: `${GOAL_MS} ms`,
        ratio: secondMs / GOAL_MS,
        goal: '≤ 1',
        reached: secondMs <= GOAL_MS,
        correct: true,
      };
      return [row];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function timeStart(dataDir: string): Promise<number> {
  const program = fileURLToPath(new URL('../../main/cli/start.mjs', import.meta.url));
  const startMs = nowMs();
  const child = spawn(process.execPath, [program, '--no-open', '--port', '0', '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (found && output.includes('ready to sell')) resolve(found);
    });
    child.once('exit', () => reject(new Error(output)));
  });
  const page = await fetch(`${url}/checkout`);
  const till = await connectTill(url);
  await till.until('basket', () => true);
  const { productCount } = await till.ask('catalog.quickPages', {});
  const elapsedMs = nowMs() - startMs;
  till.close();
  child.kill('SIGTERM');
  await ended;
  if (!page.ok || productCount === 0) throw new Error(`the screen could not sell: ${page.status}, ${productCount} products`);
  return elapsedMs;
}
