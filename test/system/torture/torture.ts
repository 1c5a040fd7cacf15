import { parseArgs } from 'node:util';
import { cutWal, flipBits } from './bit-flips.ts';
import { fillDisk, wearDiskOut } from './disk-faults.ts';
import { killStation } from './kill-station.ts';
import { killMigrations } from './migration-kill.ts';
import { cutPower } from './power-loss.ts';
import { createRandom } from './random.ts';
import { runCommands } from './random-commands.ts';
import { hasStrace } from './recording.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import { faults, refuseCalls } from './syscall-faults.ts';
import { newTally, problemsOf, type Tally } from './tally.ts';

const DISK_MEGABYTES = 24;
const MIN_IMAGES = 2_000;
const MIN_FLIPS = 400;

/** A piece of work of some seconds; `enough` says whether the suite has done what a whole run owes, however short the time. */
interface Suite {
  readonly name: string;
  /** Why it cannot run on this machine. */
  readonly missing: string | false;
  run(seed: number, round: number): Tally | Promise<Tally>;
  enough(tally: Tally): boolean;
}

const noStrace = !hasStrace() && 'needs strace (Linux)';

function withDisk(work: (disk: SmallDisk) => Tally): Tally {
  const disk = makeSmallDisk(DISK_MEGABYTES);
  if (!disk) throw new Error('no disk could be made');
  try {
    return work(disk);
  } finally {
    disk.remove();
  }
}

function diskMissing(): string | false {
  const disk = makeSmallDisk(DISK_MEGABYTES);
  disk?.remove();
  return disk ? false : 'needs a loop device (Linux, root)';
}

const once = ({ faults: tried }: Tally): boolean => tried > 0;
const noDisk = diskMissing();

const suites: readonly Suite[] = [
  { name: 'kill -9, one writer', missing: false, run: (seed) => killStation({ seed, rounds: 5 }), enough: once },
  {
    name: 'refused writes and syncs',
    missing: noStrace,
    run: (seed, round) =>
      refuseCalls({ seed, faults: Array.from({ length: 4 }, (_, index) => faults[(round * 4 + index) % faults.length]!) }),
    enough: ({ faults: tried }) => tried >= faults.length,
  },
  {
    name: 'power loss, torn sectors',
    missing: noStrace,
    run: (seed) => cutPower({ seed, sales: 80, images: 200 }),
    enough: ({ faults: tried }) => tried >= MIN_IMAGES,
  },
  { name: 'bit flips', missing: false, run: (seed) => flipBits({ seed, flips: 100 }), enough: ({ faults: tried }) => tried >= MIN_FLIPS },
  { name: 'WAL cut at every frame', missing: false, run: (seed) => cutWal({ seed, step: 1 }), enough: once },
  { name: 'full disk', missing: noDisk, run: (seed) => withDisk((disk) => fillDisk(disk, seed)), enough: once },
  {
    name: 'worn and read-only disk',
    missing: noDisk,
    run: (seed) => withDisk((disk) => wearDiskOut(disk, 1 + Math.floor(createRandom(seed)() * 60))),
    enough: once,
  },
  { name: 'killed migration', missing: false, run: () => killMigrations({ every: 1 }), enough: once },
  { name: 'random commands, model', missing: false, run: (seed) => runCommands({ seed, commands: 400 }), enough: once },
];

/** Runs every suite in turn, with new seeds drawn from one, until the time is over and each has done its least. Returns false when anything broke. */
async function torture(minutes: number, seed: number): Promise<boolean> {
  const random = createRandom(seed);
  const endsAtMs = performance.now() + minutes * 60_000;
  const able = suites.filter(({ missing }) => missing === false);
  const totals = new Map(able.map(({ name }) => [name, newTally()]));
  const totalOf = (name: string): Tally => totals.get(name) ?? newTally();
  for (let round = 0; ; round += 1) {
    const open = able.filter(({ name, enough }) => performance.now() < endsAtMs || !enough(totalOf(name)));
    if (open.length === 0) break;
    for (const { name, run, enough } of open) {
      if (performance.now() >= endsAtMs && enough(totalOf(name))) continue;
      const roundSeed = Math.floor(random() * 2 ** 31);
      const found = await run(roundSeed, round);
      add(totalOf(name), found);
      for (const problem of problemsOf(found)) say(`${name}, seed ${roundSeed}: ${problem}`);
    }
  }
  say(table([...totals]));
  for (const { name, missing } of suites) if (missing !== false) say(`${name}: not run, ${missing}`);
  return [...totals.values()].every((tally) => problemsOf(tally).length === 0);
}

function add(total: Tally, found: Tally): void {
  for (const key of ['faults', 'acknowledged', 'lost', 'duplicated', 'undetected'] as const) total[key] += found[key];
  total.recoveriesMs.push(...found.recoveriesMs);
  total.broken.push(...found.broken);
}

function table(totals: readonly (readonly [string, Tally])[]): string {
  const head = ['suite', 'faults', 'acknowledged', 'lost', 'duplicated', 'undetected', 'other', 'recovery p50', 'max'];
  const rows = totals.map(([name, tally]) => {
    const sorted = tally.recoveriesMs.toSorted((one, other) => one - other);
    const times = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((ms) => (ms === undefined ? '–' : `${Math.round(ms)} ms`));
    const { faults: tried, acknowledged, lost, duplicated, undetected, broken } = tally;
    return [name, ...[tried, acknowledged, lost, duplicated, undetected, broken.length].map(String), ...times];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [head, ...rows].map(line).join('\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } } });
const seed = Number(values.seed);
say(`torture, seed ${seed}, ${values.minutes} minutes`);
process.exitCode = (await torture(Number(values.minutes), seed)) ? 0 : 1;
