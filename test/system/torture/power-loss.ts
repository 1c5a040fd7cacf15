import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine, openBook, removeBook } from './book.ts';
import { memoryFolder } from './folder.ts';
import { createRandom } from './random.ts';
import { recordSales, type DiskEvent, type Recording } from './recording.ts';
import { newTally, type Tally } from './tally.ts';

/** What a disk writes in one piece. */
const SECTOR_BYTES = 512;

export interface PowerCuts {
  readonly seed: number;
  readonly sales: number;
  readonly images: number;
  /** A disk that says it synced and did not; nothing keeps sales on that. */
  readonly lyingDisk?: boolean;
}

/**
 * Cuts the power at random moments of a recorded run. What was synced is there; of what came later each write may be there, missing or torn
 * between sectors, in any order. Every image must open to a whole book with every acknowledged sale in it.
 */
export async function cutPower(options: PowerCuts): Promise<Tally> {
  const folder = memoryFolder();
  const file = join(folder, 'ledger.db');
  const random = createRandom(options.seed);
  const tally = newTally();
  try {
    openBook(file).close();
    const recorded = await recordSales(file, options.sales);
    const recording = options.lyingDisk ? { ...recorded, events: recorded.events.filter(({ type }) => type !== 'sync') } : recorded;
    for (let image = 1; image <= options.images; image += 1) {
      const cut = Math.floor(random() * (recording.events.length + 1));
      removeBook(file);
      for (const [name, bytes] of imageAt(recording, cut, random)) writeFileSync(name, bytes);
      const acknowledged = recording.events.slice(0, cut).flatMap((event) => (event.type === 'acknowledge' ? [event.requestId] : []));
      examine(file, acknowledged, tally, `seed ${options.seed}, image ${image}, cut ${cut}`);
      tally.faults += 1;
      tally.acknowledged += acknowledged.length;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** The files as a disk without power may hold them after so many events. */
export function imageAt({ base, events }: Recording, cut: number, random: () => number): Map<string, Buffer> {
  const mood = random();
  const keep = mood < 0.2 ? () => false : mood < 0.4 ? () => true : () => random() < 0.5;
  const images = new Map<string, Buffer>();
  const names = new Set([...base.keys(), ...events.flatMap((event) => (event.type === 'acknowledge' ? [] : [event.file]))]);
  for (const name of names) {
    const own = events.slice(0, cut).filter((event) => event.type !== 'acknowledge' && event.file === name);
    const synced = own.findLastIndex((event) => event.type === 'sync') + 1;
    const image = createImage(base.get(name), own);
    for (const event of own.slice(0, synced)) {
      if (event.type === 'write') image.write(event.offset, event.bytes);
      else if (event.type === 'truncate') image.truncate(event.length);
    }
    for (const event of own.slice(synced)) if (event.type === 'write') tear(image, event, keep, random() < 0.5);
    images.set(name, image.content());
  }
  return images;
}

interface Image {
  write(offset: number, piece: Buffer): void;
  truncate(length: number): void;
  content(): Buffer;
}

/** A file in memory with room for everything that is going to be written; a hole is zeros. */
function createImage(base: Buffer | undefined, events: readonly DiskEvent[]): Image {
  const ends = events.map((event) =>
    event.type === 'write' ? event.offset + event.bytes.length : event.type === 'truncate' ? event.length : 0,
  );
  const bytes = Buffer.alloc(Math.max(base?.length ?? 0, ...ends));
  let length = base?.copy(bytes) ?? 0;
  return {
    write(offset, piece) {
      piece.copy(bytes, offset);
      length = Math.max(length, offset + piece.length);
    },
    truncate(to) {
      bytes.fill(0, to);
      length = to;
    },
    content: () => bytes.subarray(0, length),
  };
}

/** Keeps or drops a write whole, or each of its sectors by itself; sectors lie at multiples of their size, wherever the write begins. */
function tear(image: Image, { offset, bytes }: Extract<DiskEvent, { type: 'write' }>, keep: () => boolean, whole: boolean): void {
  for (let from = 0; from < bytes.length;) {
    const length = whole ? bytes.length : SECTOR_BYTES - ((offset + from) % SECTOR_BYTES);
    if (keep()) image.write(offset + from, bytes.subarray(from, from + length));
    from += length;
  }
}
