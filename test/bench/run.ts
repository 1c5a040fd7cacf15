import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench, BenchRow } from './bench.ts';

// npm run bench [-- --quick] [--json] [--only NAME]: runs every *.bench.ts beside this file, one after the other, and prints the table.

interface Result extends BenchRow {
  readonly bench: string;
}

const COLUMNS = ['bench', 'metric', 'ours', 'floor', 'ratio', 'goal', 'reached', 'correct'] as const;

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});

/** Every bench a file exports, under whatever name. */
async function loadBenches(): Promise<Bench[]> {
  const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.bench.ts'))
    .toSorted();
  const modules = await Promise.all(files.map((name): Promise<Record<string, unknown>> => import(`./${name}`)));
  return modules.flatMap((module) => Object.values(module).filter(isBench));
}

function isBench(value: unknown): value is Bench {
  return typeof value === 'object' && value !== null && 'name' in value && 'run' in value && typeof value.run === 'function';
}

async function runAll(benches: readonly Bench[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const bench of benches) {
    const log = (line: string): void => console.error(`${bench.name}: ${line}`);
    try {
      // Benches run one at a time: two at once would measure each other.
      for (const row of await bench.run({ quick: values.quick, log })) results.push({ bench: bench.name, ...row });
    } catch (error) {
      console.error(error);
      const metric = `failed: ${error instanceof Error ? error.message : String(error)}`;
      results.push({ bench: bench.name, metric, ours: '', floor: '', ratio: Number.NaN, goal: '', reached: false, correct: false });
    }
  }
  return results;
}

function cells(row: Result): string[] {
  return COLUMNS.map((column) => {
    const value = row[column];
    if (typeof value === 'number') return Number.isFinite(value) ? value.toFixed(2) : '–';
    if (typeof value === 'boolean') return value ? 'yes' : 'NO';
    return value;
  });
}

/** How many columns of a terminal a text takes: a Chinese character takes two. */
function displayWidth(text: string): number {
  return Array.from(text, (character) => (WIDE.test(character) ? 2 : 1)).reduce((width, columns) => width + columns, 0);
}

function tableOf(results: readonly Result[]): string {
  const rows = [[...COLUMNS], ...results.map(cells)];
  const widths = COLUMNS.map((_column, index) => Math.max(...rows.map((row) => displayWidth(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

const benches = (await loadBenches()).filter(({ name }) => !values.only || values.only.includes(name));
const results = await runAll(benches);
console.log(
  values.json
    ? JSON.stringify({ node: process.version, platform: process.platform, quick: values.quick, results }, null, 2)
    : tableOf(results),
);
process.exitCode = benches.length && results.every(({ correct }) => correct) ? 0 : 1;
