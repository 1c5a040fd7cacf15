import { createServer, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../browser.ts';
import { median, percentile, type Bench, type BenchRow } from './bench.ts';
import type { Candidate, Operation, Sample } from './screen-page/page.tsx';

const GOAL_RATIO = 1.3;
const SIZES = [50, 500] as const;
const CANDIDATES = ['react', 'dom'] as const;
const outDir = fileURLToPath(new URL('../../.cache/screen-bench', import.meta.url));

/** The whole checkout screen in React beside the same screen kept by hand in plain DOM, in one page: from the frame's text to elements laid out, and to the painted frame. */
export const screenBench: Bench = {
  name: 'screen',
  async run({ quick, log }) {
    await buildPage();
    const server = await serve();
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(`http://127.0.0.1:${portOf(server)}/`);
      await page.waitForFunction(() => 'screenBench' in window);
      const rows: BenchRow[] = [];
      for (const lines of SIZES) {
        for (const operation of ['add', 'again', 'jump'] as const) {
          log(`${operation} at ${lines} lines`);
          // Benches measure one thing at a time.
          rows.push(...(await compare(page, lines, operation, quick ? QUICK_ROUNDS : FULL_ROUNDS)));
        }
      }
      return rows;
    } finally {
      await browser.close();
      server.close();
    }
  },
};

const WORDS = { add: 'one more line', again: 'the same again', jump: 'a line far away' } as const satisfies Record<Operation, string>;
const SAMPLES_PER_ROUND = 15;
const RESTED_PER_ROUND = 10;
const QUICK_ROUNDS = 4;
const FULL_ROUNDS = 12;

/** Interleaved rounds; the ratio is the median of the rounds' ratios. */
async function compare(page: Page, lines: number, operation: Operation, rounds: number): Promise<readonly BenchRow[]> {
  const samples: Record<Candidate, Sample[]> = { react: [], dom: [] };
  const ratios: number[] = [];
  await page.evaluate((count) => window.screenBench.setUp(count), lines);
  const shown = await Promise.all(
    CANDIDATES.map((candidate) => page.evaluate(([who, what]) => window.screenBench.shown(who, what), [candidate, operation] as const)),
  );
  const correct = shown[0]?.length === 6 && JSON.stringify(shown[0]) === JSON.stringify(shown[1]);
  for (const candidate of CANDIDATES) await measure(page, candidate, operation, SAMPLES_PER_ROUND, false);
  for (let round = 0; round < rounds; round += 1) {
    const medians: Record<Candidate, number> = { react: Number.NaN, dom: Number.NaN };
    for (const candidate of round % 2 ? CANDIDATES.toReversed() : CANDIDATES) {
      const taken = await measure(page, candidate, operation, SAMPLES_PER_ROUND, false);
      samples[candidate].push(...taken);
      medians[candidate] = median(taken.map(({ commitMs }) => commitMs));
    }
    ratios.push(medians.react / medians.dom);
  }
  const rested: Record<Candidate, Sample[]> = { react: [], dom: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of CANDIDATES) rested[candidate].push(...(await measure(page, candidate, operation, RESTED_PER_ROUND, true)));
  }
  const what = `${WORDS[operation]}, ${lines} lines`;
  const painted = paintedRow(what, rested, correct);
  // A jump makes the floor paint what it has laid out before, and us lay out what is seen: only what is painted compares.
  return operation === 'jump' ? [painted] : [commitRow(what, samples, median(ratios), correct), painted];
}

function measure(page: Page, candidate: Candidate, operation: Operation, times: number, rested: boolean): Promise<readonly Sample[]> {
  return page.evaluate(([who, what, count, calm]) => window.screenBench.measure(who, what, count, calm), [
    candidate,
    operation,
    times,
    rested,
  ] as const);
}

function commitRow(what: string, samples: Readonly<Record<Candidate, readonly Sample[]>>, ratio: number, correct: boolean): BenchRow {
  const text = (candidate: Candidate): string => `p50 ${median(samples[candidate].map(({ commitMs }) => commitMs)).toFixed(2)} ms`;
  return {
    metric: `frame → laid out, ${what}: React ÷ DOM by hand`,
    ours: text('react'),
    floor: text('dom'),
    ratio,
    goal: `≤ ${GOAL_RATIO}`,
    reached: ratio <= GOAL_RATIO,
    correct,
  };
}

function paintedRow(what: string, samples: Readonly<Record<Candidate, readonly Sample[]>>, correct: boolean): BenchRow {
  const at = (candidate: Candidate, share: number): number =>
    percentile(
      samples[candidate].map(({ paintedMs }) => paintedMs),
      share,
    );
  const text = (candidate: Candidate): string => `p50 ${at(candidate, 0.5).toFixed(1)} ms, p99 ${at(candidate, 0.99).toFixed(1)} ms`;
  const ratio = at('react', 0.5) / at('dom', 0.5);
  return {
    metric: `frame → painted, ${what}`,
    ours: text('react'),
    floor: text('dom'),
    ratio,
    goal: `≤ ${GOAL_RATIO}`,
    reached: ratio <= GOAL_RATIO,
    correct,
  };
}

async function buildPage(): Promise<void> {
  const root = fileURLToPath(new URL('./screen-page', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome120',
      cssCodeSplit: false,
      rollupOptions: { input: join(root, 'page.tsx'), output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' } },
    },
  });
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const HTML =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"><body><script type="module" src="page.js"></script>';

/** Isolated, so that the browser's clock has its full resolution. */
async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    const name = request.url === '/' ? '' : (request.url ?? '').slice(1);
    const type = TYPES[extname(name)];
    if (name === '') response.setHeader('Content-Type', 'text/html').end(HTML);
    else if (type !== undefined && /^[\w-]+\.\w+$/.test(name) && existsSync(join(outDir, name))) {
      response.setHeader('Content-Type', type).end(readFileSync(join(outDir, name)));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return address.port;
}
