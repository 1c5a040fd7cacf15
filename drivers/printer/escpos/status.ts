import type { DeviceProblem } from '#contract/device.ts';
import type { StatusQuestion } from './status-commands.ts';

/** Something a printer said. Which DLE EOT question a byte answers is known only to who asked. */
export type StatusEvent =
  | { readonly type: 'dle-eot'; readonly byte: number }
  | { readonly type: 'asb'; readonly bytes: readonly [number, number, number, number] }
  | { readonly type: 'gs-r'; readonly byte: number }
  /** A block reply (35 37 3B 3D 5F … 00): printer id, process id echo and the like. */
  | { readonly type: 'block'; readonly header: number; readonly data: Uint8Array };

export interface StatusParser {
  /** Bytes as they come, in any chunking; XON, XOFF and bytes that fit nothing are skipped. */
  write(bytes: Uint8Array): readonly StatusEvent[];
}

const BLOCK_HEADERS: readonly number[] = [0x35, 0x37, 0x3b, 0x3d, 0x5f];
/** A longer block is no block: its bytes are dropped. */
const MAX_BLOCK_BYTES = 128;
const ASB_BYTES = 4;

/** Flow control of serial lines; no status byte has these values. */
const XON = 0x11;
const XOFF = 0x13;

/**
 * Tells apart what printers send unasked and asked: DLE EOT (b & 93) = 12, ASB (b & 93) = 10 and three bytes with (b & 90) = 00,
 * GS r (b & 90) = 00, blocks of printable bytes until 00. An ASB frame that breaks off loses one byte, never four; a block loses what it had.
 */
export function createStatusParser(): StatusParser {
  let pending: number[] = [];
  return {
    write(bytes) {
      const events: StatusEvent[] = [];
      for (const byte of bytes) if (byte !== XON && byte !== XOFF) pending.push(byte);
      let at = 0;
      while (at < pending.length) {
        const taken = parseOne(pending, at, events);
        if (taken === 0) break;
        at += taken;
      }
      pending = pending.slice(at);
      return events;
    },
  };
}

/** Bytes taken from `at`; 0 while a frame is not whole yet. */
function parseOne(bytes: readonly number[], at: number, events: StatusEvent[]): number {
  const byte = bytes[at] ?? 0;
  if (BLOCK_HEADERS.includes(byte)) return parseBlock(bytes, at, events);
  if ((byte & 0x93) === 0x12) {
    events.push({ type: 'dle-eot', byte });
    return 1;
  }
  if ((byte & 0x93) === 0x10) return parseAsb(bytes, at, events);
  if ((byte & 0x90) === 0x00) events.push({ type: 'gs-r', byte });
  return 1;
}

function parseBlock(bytes: readonly number[], at: number, events: StatusEvent[]): number {
  let end = at + 1;
  while (end < bytes.length && end - at <= MAX_BLOCK_BYTES && isBlockData(bytes[end] ?? 0)) end += 1;
  if (end - at > MAX_BLOCK_BYTES) return end - at;
  if (end === bytes.length) return 0;
  if (bytes[end] !== 0) return end - at;
  events.push({ type: 'block', header: bytes[at] ?? 0, data: Uint8Array.from(bytes.slice(at + 1, end)) });
  return end + 1 - at;
}

function isBlockData(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}

function parseAsb(bytes: readonly number[], at: number, events: StatusEvent[]): number {
  const [first = 0, second, third, fourth] = bytes.slice(at, at + ASB_BYTES);
  if ([second, third, fourth].some((byte) => byte !== undefined && (byte & 0x90) !== 0)) return 1;
  if (second === undefined || third === undefined || fourth === undefined) return 0;
  events.push({ type: 'asb', bytes: [first, second, third, fourth] });
  return ASB_BYTES;
}

/**
 * What an answer means for a person; for DLE EOT the question it answers. `none` says only that this answer shows nothing wrong: a printer without a
 * near-end sensor never reports one.
 */
export function describeStatus(event: StatusEvent, question?: StatusQuestion): DeviceProblem {
  switch (event.type) {
    case 'dle-eot':
      return question === undefined ? 'none' : describeDleEot(event.byte, question);
    case 'asb':
      return describeAsb(event.bytes);
    case 'gs-r':
      return describePaper(event.byte);
    case 'block':
      return 'none';
  }
}

/** Epson DLE EOT tables: 1 printer, 2 offline cause, 3 error cause, 4 roll sensor. */
function describeDleEot(byte: number, question: StatusQuestion): DeviceProblem {
  switch (question) {
    case 1:
      return byte & 0x08 ? 'offline' : 'none';
    case 2:
      if (byte & 0x04) return 'cover_open';
      if (byte & 0x20) return 'paper_out';
      return byte & 0x40 ? 'offline' : 'none';
    case 3:
      if (byte & 0x08) return 'cutter';
      if (byte & 0x40) return 'head_hot';
      return byte & 0x24 ? 'offline' : 'none';
    case 4:
      if (byte & 0x60) return 'paper_out';
      return byte & 0x0c ? 'paper_near_end' : 'none';
  }
}

function describeAsb([printer, error, paper]: readonly [number, number, number, number]): DeviceProblem {
  const found: DeviceProblem[] = [describePaper(paper)];
  if (printer & 0x20) found.push('cover_open');
  if (error & 0x08) found.push('cutter');
  if (error & 0x40) found.push('head_hot');
  if (printer & 0x08 || error & 0x24) found.push('offline');
  return worstProblem(found);
}

/** Byte 3 of ASB and the GS r 1 answer: 03 near end, 0C paper end. */
function describePaper(byte: number): DeviceProblem {
  if (byte & 0x0c) return 'paper_out';
  return byte & 0x03 ? 'paper_near_end' : 'none';
}

/** Most telling first: an open cover also looks like missing paper and stops a hot head, and each of them also says offline. */
const BY_SEVERITY: readonly DeviceProblem[] = ['cover_open', 'paper_out', 'cutter', 'head_hot', 'offline', 'paper_near_end'];

/** The one problem to show when several are known. */
export function worstProblem(problems: readonly DeviceProblem[]): DeviceProblem {
  return BY_SEVERITY.find((problem) => problems.includes(problem)) ?? problems.find((problem) => problem !== 'none') ?? 'none';
}

/** Level of pin 3 of the drawer connector, undefined where the answer does not tell it: DLE EOT 1 and byte 1 of ASB, bit 04. */
export function drawerLevel(event: StatusEvent, question?: StatusQuestion): boolean | undefined {
  if (event.type === 'dle-eot' && question === 1) return (event.byte & 0x04) !== 0;
  if (event.type === 'asb') return (event.bytes[0] & 0x04) !== 0;
  return undefined;
}

/** True for the echo of a process id: any block 37 that holds its four bytes, as the byte before them differs between makers. */
export function echoes(event: StatusEvent, id: Uint8Array): boolean {
  return event.type === 'block' && event.header === 0x37 && Buffer.from(event.data).includes(Buffer.from(id));
}
