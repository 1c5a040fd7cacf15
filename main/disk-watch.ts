import { rmSync, statfsSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import type { DiskLevel } from '#contract/backup.ts';

/** How full the disk under the data directory is. */
export interface DiskState {
  readonly level: DiskLevel;
  readonly freeBytes: number;
}

export interface DiskWatchOptions {
  readonly dataDir: string;
  /** Told of the first look and of every change worth showing. */
  readonly onChange: (state: DiskState) => void;
  /** What went wrong while the reserve was laid by or given back; selling goes on. */
  readonly trouble: (error: unknown) => void;
  /** Free bytes for this user; statfs when left out. */
  readonly freeBytes?: (dataDir: string) => number;
  readonly reserveBytes?: number;
}

const MIB = 1024 * 1024;
const LOW_BYTES = 1024 * MIB;
const CRITICAL_BYTES = 256 * MIB;
const FULL_BYTES = 64 * MIB;
const RESERVE_BYTES = 64 * MIB;
const LOOK_EVERY_MS = 60_000;

/** Looks every minute. A reserve of 64 MB lies beside the ledger; when the disk is full it is given back, so that the open sale and the closing still fit. */
export interface DiskWatch {
  /** The first look, at once; the reserve is laid by from the second on. */
  start(): void;
  look(): void;
  /** Lays the reserve by, where there is room and none lies there. */
  layBy(): Promise<void>;
  stop(): void;
}

/** The level of so many free bytes. Pure. */
export function diskLevel(freeBytes: number): DiskLevel {
  if (freeBytes < FULL_BYTES) return 'full';
  if (freeBytes < CRITICAL_BYTES) return 'critical';
  return freeBytes < LOW_BYTES ? 'low' : 'ok';
}

/** The reserve of a data directory. */
export function reserveFile(dataDir: string): string {
  return join(dataDir, 'reserve.bin');
}

export function createDiskWatch(options: DiskWatchOptions): DiskWatch {
  const { dataDir, onChange, trouble, freeBytes = statfsFree, reserveBytes = RESERVE_BYTES } = options;
  let shown: DiskLevel | undefined;
  let shownMib = 0;
  let timer: NodeJS.Timeout | undefined;

  /** With the reserve given back the disk is still full: what it made free is for ending, not for selling on. */
  let givenBack = false;

  function read(): DiskState {
    const free = freeBytes(dataDir);
    if (diskLevel(free) === 'full') {
      rmSync(reserveFile(dataDir), { force: true });
      givenBack = true;
    } else if (free >= CRITICAL_BYTES) givenBack = false;
    return { level: givenBack ? 'full' : diskLevel(free), freeBytes: free };
  }

  function look(): void {
    try {
      const state = read();
      const mib = Math.round(state.freeBytes / MIB / 100);
      if (state.level === shown && mib === shownMib) return;
      [shown, shownMib] = [state.level, mib];
      onChange(state);
    } catch (error) {
      trouble(error);
    }
  }

  async function layBy(): Promise<void> {
    try {
      if (freeBytes(dataDir) < LOW_BYTES + reserveBytes || (await isThere(reserveFile(dataDir), reserveBytes))) return;
      await writeReserve(reserveFile(dataDir), reserveBytes);
    } catch (error) {
      trouble(error);
    }
  }

  return {
    start() {
      look();
      timer = setInterval(() => {
        look();
        void layBy();
      }, LOOK_EVERY_MS).unref();
    },
    look,
    layBy,
    stop: () => clearInterval(timer),
  };
}

function statfsFree(dataDir: string): number {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize;
}

async function isThere(file: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(file)).size === bytes;
  } catch {
    return false;
  }
}

/** Noise, because a file system that compresses would keep nothing of zeros. */
async function writeReserve(file: string, bytes: number): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    const chunk = Buffer.alloc(Math.min(MIB, bytes));
    for (let written = 0; written < bytes; written += chunk.length) await handle.write(randomFillSync(chunk));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}
