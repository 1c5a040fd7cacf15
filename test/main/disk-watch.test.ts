import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiskWatch, diskLevel, reserveFile, type DiskState, type DiskWatch } from '#main/disk-watch.ts';

const MIB = 1024 * 1024;
let dataDir: string;
let freeMib: number;
let seen: DiskState[];
let trouble: unknown[];
let watch: DiskWatch;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-disk-'));
  freeMib = 5000;
  seen = [];
  trouble = [];
  watch = createDiskWatch({
    dataDir,
    onChange: (state) => seen.push(state),
    trouble: (error) => trouble.push(error),
    freeBytes: () => freeMib * MIB,
    reserveBytes: 3 * MIB,
  });
});
afterEach(() => {
  watch.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
const levels = (): string[] => seen.map(({ level }) => level);

test.each([
  [1024, 'ok'],
  [1023, 'low'],
  [256, 'low'],
  [255, 'critical'],
  [64, 'critical'],
  [63, 'full'],
  [0, 'full'],
])('%i MiB free is %s', (mib, level) => expect(diskLevel(mib * MIB)).toBe(level));

test('what does not change is said once', () => {
  watch.look();
  watch.look();
  freeMib = 900;
  watch.look();
  watch.look();
  expect(levels()).toEqual(['ok', 'low']);
});

test('the reserve is laid by where there is room, and given back when the disk is full', async () => {
  await watch.layBy();
  expect(statSync(reserveFile(dataDir)).size).toBe(3 * MIB);
  freeMib = 200;
  watch.look();
  expect(existsSync(reserveFile(dataDir))).toBe(true);
  freeMib = 40;
  watch.look();
  expect(existsSync(reserveFile(dataDir))).toBe(false);
  expect(trouble).toEqual([]);
});

test('what the reserve made free is not for selling on: the disk stays full until there is room again', async () => {
  await watch.layBy();
  freeMib = 40;
  watch.look();
  freeMib = 104;
  watch.look();
  freeMib = 300;
  watch.look();
  expect(levels()).toEqual(['full', 'full', 'low']);
});

test('without room nothing is laid by', async () => {
  freeMib = 1020;
  await watch.layBy();
  expect(existsSync(reserveFile(dataDir))).toBe(false);
});

test('a disk that cannot be asked is trouble for the log, not for the till', () => {
  const broken = createDiskWatch({
    dataDir,
    onChange: (state) => seen.push(state),
    trouble: (error) => trouble.push(error),
    freeBytes: () => {
      throw new Error('EIO');
    },
  });
  broken.look();
  expect(seen).toEqual([]);
  expect(trouble).toHaveLength(1);
});
