import { afterEach, describe, expect, test } from 'vitest';
import { cutWal, flipBits } from './bit-flips.ts';
import { fillDisk, wearDiskOut } from './disk-faults.ts';
import { killStation } from './kill-station.ts';
import { killMigrations } from './migration-kill.ts';
import { cutPower } from './power-loss.ts';
import { runCommands } from './random-commands.ts';
import { hasStrace } from './recording.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import { faults, refuseCalls } from './syscall-faults.ts';
import { problemsOf } from './tally.ts';

const SEED = 20_261_122;

test(
  'kill -9 at random moments: every acknowledged sale is there exactly once, and no second writer gets in',
  { timeout: 180_000 },
  async () => {
    const tally = await killStation({ rounds: 3, seed: SEED });
    expect(problemsOf(tally)).toEqual([]);
    expect(tally.acknowledged).toBeGreaterThan(0);
  },
);

test('random commands on a failing printer and drawer, asked twice and across restarts: basket, sales, deposits, cash and stock are the model’s', async () => {
  const tally = await runCommands({ seed: SEED, commands: 250 });
  expect(problemsOf(tally)).toEqual([]);
  expect(tally.acknowledged).toBeGreaterThan(10);
});

test('a bit flipped anywhere in database or WAL is found, or changes not one row', async () => {
  expect(problemsOf(await flipBits({ seed: SEED, flips: 45 }))).toEqual([]);
});

test('a WAL cut behind a frame or inside one opens to a whole prefix, and the witness tells of the rest', async () => {
  expect(problemsOf(await cutWal({ seed: SEED, step: 6 }))).toEqual([]);
});

test('a station killed in the middle of a migration comes up in the newest shape with everything in it', () => {
  const tally = killMigrations({ every: 5 });
  expect(problemsOf(tally)).toEqual([]);
  expect(tally.faults).toBeGreaterThan(15);
});

// strace records what reaches the kernel and can refuse it. It is not on every machine; failing-disk.test.ts refuses writes without it.
describe.runIf(hasStrace())('with strace', () => {
  test(
    'power lost at random moments, sectors torn: every acknowledged sale is there and the book proves itself',
    { timeout: 180_000 },
    async () => {
      const tally = await cutPower({ seed: SEED, sales: 40, images: 40 });
      expect(problemsOf(tally)).toEqual([]);
      expect(tally.acknowledged).toBeGreaterThan(100);
    },
  );

  test('the same on a disk that lies about syncing loses sales, so this would be seen', { timeout: 180_000 }, async () => {
    expect((await cutPower({ seed: SEED, sales: 20, images: 15, lyingDisk: true })).lost).toBeGreaterThan(0);
  });

  test(
    'a sync and a write the kernel refuses while the station sells: the cashier is told, nothing is lost, and it sells on',
    { timeout: 180_000 },
    async () => {
      const chosen = faults.filter(({ calls, error, when }) => (calls === 'pwrite64') === (error === 'ENOSPC') && when === '3');
      const tally = await refuseCalls({ seed: SEED, faults: chosen });
      expect(problemsOf(tally)).toEqual([]);
      expect(tally.faults).toBe(2);
    },
  );
});

const found = makeSmallDisk(24);
found?.remove();

// Mounting a disk needs Linux and root; disk-full.test.ts fills a ledger without.
describe.runIf(found)('on a disk of its own', () => {
  let disk: SmallDisk | undefined;
  afterEach(() => disk?.remove());

  test('full in the middle of selling: nothing half, and with space the same book sells on', () => {
    disk = makeSmallDisk(24);
    expect(problemsOf(fillDisk(disk!, SEED))).toEqual([]);
  });

  test('worn out in the middle of selling, read-only at the next start: refused in words, and every sale is there', () => {
    disk = makeSmallDisk(24);
    expect(problemsOf(wearDiskOut(disk!, 20))).toEqual([]);
  });
});
