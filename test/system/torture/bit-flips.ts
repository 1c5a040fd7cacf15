import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { setImmediate } from 'node:timers/promises';
import { saleDraft } from '../../main/ledger/fixtures.ts';
import { openBook, removeBook } from './book.ts';
import { memoryFolder } from './folder.ts';
import { createRandom } from './random.ts';
import { newTally, type Tally } from './tally.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { witnessFile } from '#main/ledger/witness.ts';

/** A SQLite WAL begins with a header of 32 bytes; each frame is 24 bytes and a page (sqlite.org/fileformat2.html §4.1). */
const WAL_HEADER_BYTES = 32;
const WAL_FRAME_BYTES = 24 + 4096;

const WORKING_STATE = { state: '', attempts: 0, problem: '' };

/** A book half in the database and half in the WAL, as a till leaves it while it sells. */
interface Sample {
  readonly folder: string;
  readonly sales: number;
  readonly database: Buffer;
  readonly wal: Buffer;
  /** Database of the same sales after the WAL was emptied into it. */
  readonly whole: Buffer;
}

async function withSample(sales: number, work: (sample: Sample, tally: Tally) => void): Promise<Tally> {
  const folder = memoryFolder();
  const file = join(folder, 'book.db');
  const tally = newTally();
  try {
    const ledger = openBook(file);
    for (let sale = 1; sale <= sales; sale += 1) {
      ledger.commit(saleDraft({ lines: 2 }));
      if (sale === Math.floor(sales / 2)) ledger.checkpoint();
      await setImmediate();
    }
    const [database, wal] = [readFileSync(file), readFileSync(`${file}-wal`)];
    ledger.close();
    tally.acknowledged = sales;
    work({ folder, sales, database, wal, whole: readFileSync(file) }, tally);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** Puts files down beside the sample's witness; returns where. */
function put({ folder }: Sample, database: Buffer, wal?: Buffer): string {
  const file = join(folder, 'copy.db');
  removeBook(file);
  writeFileSync(file, database);
  if (wal) writeFileSync(`${file}-wal`, wal);
  copyFileSync(witnessFile(join(folder, 'book.db')), witnessFile(file));
  return file;
}

/** Flips single bits in the WAL and in the database: `ledger verify` must say so, unless not one row is another one. */
export function flipBits(options: { readonly seed: number; readonly flips: number }): Promise<Tally> {
  const random = createRandom(options.seed);
  return withSample(40, (sample, tally) => {
    const right = contentOf(put(sample, sample.whole));
    for (let flip = 0; flip < options.flips; flip += 1) {
      const inWal = flip % 3 === 0;
      const bytes = Buffer.from(inWal ? sample.wal : sample.whole);
      const place = Math.floor(random() * bytes.length);
      bytes[place]! ^= 1 << Math.floor(random() * 8);
      const file = inWal ? put(sample, sample.database, bytes) : put(sample, bytes);
      tally.faults += 1;
      if (isSaidWell(file) && contentOf(file) !== right) {
        tally.undetected += 1;
        tally.broken.push(`seed ${options.seed}, flip ${flip}: byte ${place} of the ${inWal ? 'WAL' : 'database'} changed rows unseen`);
      }
    }
  });
}

/** Cuts the WAL behind every frame and inside each: a whole prefix of the sales opens, and the witness tells of the missing ones. */
export function cutWal(options: { readonly seed: number; readonly step: number }): Promise<Tally> {
  const random = createRandom(options.seed);
  return withSample(20, (sample, tally) => {
    const frames = Math.floor((sample.wal.length - WAL_HEADER_BYTES) / WAL_FRAME_BYTES);
    let before = 0;
    for (let frame = 0; frame < frames; frame += options.step) {
      const ends = WAL_HEADER_BYTES + frame * WAL_FRAME_BYTES;
      for (const cut of [ends, ends + Math.floor(random() * WAL_FRAME_BYTES)]) {
        const file = put(sample, sample.database, sample.wal.subarray(0, cut));
        const { entries, finding } = verifyLedger(file);
        const told = finding?.problem === 'witness_differs';
        tally.faults += 1;
        if (finding && !told) tally.broken.push(`cut at ${cut}: ${finding.problem} at ${finding.seq}`);
        // One entry tells of the key, the others are the sales.
        if (!told && entries < sample.sales + 1) tally.undetected += 1;
        if (entries < before) tally.broken.push(`cut at ${cut}: ${entries} entries, ${before} in a shorter WAL`);
        before = entries;
      }
    }
  });
}

function isSaidWell(file: string): boolean {
  try {
    return verifyLedger(file).ok;
  } catch {
    return false;
  }
}

/** A hash of every row of every table, but for where a print job is on its way: that is working state, not part of the book. */
function contentOf(file: string): string {
  const db = new Sqlite(file);
  try {
    const hash = createHash('sha256');
    const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();
    for (const table of tables) {
      for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate()) {
        hash.update(JSON.stringify([table, table === 'print_job' ? { ...row, ...WORKING_STATE } : row]));
      }
    }
    return hash.digest('hex');
  } catch (error) {
    return String(error);
  } finally {
    db.close();
  }
}
