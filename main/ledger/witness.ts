import { closeSync, constants, existsSync, fdatasyncSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Head } from './journal.ts';

/** Slots in the ring; the newest entries stay readable when the last write was torn. */
export const WITNESS_SLOTS = 32;
/** Bytes of one slot; the ring is one 4 KiB page. */
export const WITNESS_SLOT_BYTES = 128;
const MAGIC = 'guitai-witness-1';

/** The witness of a ledger lies beside it under this name. */
export function witnessFile(ledgerFile: string): string {
  return `${ledgerFile}.witness`;
}

/** Remembers outside the database how far the journal reached, so that a lost tail or an old copy put back is noticed. */
export interface Witness {
  /** The newest entry seen before this opening; undefined for a new ring. */
  readonly found: Head | undefined;
  /** Notes a committed entry. It is written once the present turn of the event loop (the answer to the cashier) is over. */
  note(seq: number, hash: string, tsMs: number): void;
  /** Writes what is noted and brings it to the disk. */
  sync(): void;
  close(): void;
}

/** Opens or makes the ring file of a ledger. One line a slot: magic, seq, hash, UTC ms, CRC-32 of all that. `trouble` hears of failed writes. */
export function openWitness(file: string, trouble: (error: unknown) => void): Witness {
  const fd = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  const ring = Buffer.alloc(WITNESS_SLOTS * WITNESS_SLOT_BYTES, ' ');
  const length = readSync(fd, ring, 0, ring.length, 0);
  if (length < ring.length) {
    writeSync(fd, ring, 0, ring.length, 0);
    fsyncSync(fd);
  }
  const slot = Buffer.alloc(WITNESS_SLOT_BYTES, ' ');
  let noted: { readonly seq: number; readonly hash: string; readonly tsMs: number } | undefined;
  let turn: NodeJS.Immediate | undefined;
  let dirty = false;
  const write = (): void => {
    clearImmediate(turn);
    turn = undefined;
    if (!noted) return;
    slot.write(formatSlot(noted.seq, noted.hash, noted.tsMs), 'latin1');
    writeSync(fd, slot, 0, WITNESS_SLOT_BYTES, (noted.seq % WITNESS_SLOTS) * WITNESS_SLOT_BYTES);
    noted = undefined;
    dirty = true;
  };
  const writeLater = (): void => {
    try {
      write();
    } catch (error) {
      trouble(error);
    }
  };
  return {
    found: newest(ring),
    note(seq, hash, tsMs) {
      noted = { seq, hash, tsMs };
      turn ??= setImmediate(writeLater);
    },
    sync() {
      write();
      if (dirty) fdatasyncSync(fd);
      dirty = false;
    },
    close() {
      clearImmediate(turn);
      closeSync(fd);
    },
  };
}

/** Both witnesses as one. */
export interface Witnesses extends Omit<Witness, 'found'> {
  /** What each of them saw before this opening. */
  readonly found: readonly Head[];
}

/**
 * The witness beside the ledger and a second one on another medium, which whoever holds the first does not have. The second may be missing (a
 * stick pulled out) or fail: `trouble` hears of it and selling goes on.
 */
export function openWitnesses(file: string, secondFile: string | undefined, trouble: (error: unknown) => void): Witnesses {
  const first = openWitness(file, trouble);
  const attempt = <Result>(work: () => Result): Result | undefined => {
    try {
      return work();
    } catch (error) {
      trouble(error);
      return undefined;
    }
  };
  const second = secondFile === undefined ? undefined : attempt(() => openWitness(secondFile, trouble));
  return {
    found: [first.found, second?.found].filter((head) => head !== undefined),
    note(seq, hash, tsMs) {
      first.note(seq, hash, tsMs);
      second?.note(seq, hash, tsMs);
    },
    sync() {
      first.sync();
      attempt(() => second?.sync());
    },
    close() {
      first.close();
      attempt(() => second?.close());
    },
  };
}

/** The newest entry a ring remembers, without opening it for writing; undefined when there is no ring or nothing in it. */
export function readWitness(file: string): Head | undefined {
  if (!existsSync(file)) return undefined;
  const fd = openSync(file, constants.O_RDONLY);
  try {
    const ring = Buffer.alloc(WITNESS_SLOTS * WITNESS_SLOT_BYTES);
    readSync(fd, ring, 0, ring.length, 0);
    return newest(ring);
  } finally {
    closeSync(fd);
  }
}

function formatSlot(seq: number, hash: string, tsMs: number): string {
  const text = `${MAGIC} ${seq} ${hash} ${tsMs}`;
  return `${text} ${crc32(text).toString(16).padStart(8, '0')}`.padEnd(WITNESS_SLOT_BYTES - 1) + '\n';
}

function newest(ring: Buffer): Head | undefined {
  let head: Head | undefined;
  for (let offset = 0; offset < ring.length; offset += WITNESS_SLOT_BYTES) {
    const slot = parseSlot(ring.toString('latin1', offset, offset + WITNESS_SLOT_BYTES));
    if (slot && slot.seq > (head?.seq ?? 0)) head = slot;
  }
  return head;
}

function parseSlot(text: string): Head | undefined {
  const match = /^((\S+) (\d{1,16}) ([0-9a-f]{64}) \d+) ([0-9a-f]{8}) *\n?$/.exec(text);
  if (!match || match[2] !== MAGIC) return undefined;
  const [, line = '', , seq = '', hash = '', sum = ''] = match;
  return crc32(line) === Number.parseInt(sum, 16) ? { seq: Number(seq), hash } : undefined;
}
