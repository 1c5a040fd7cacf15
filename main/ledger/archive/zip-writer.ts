import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A ZIP file written entry after entry (APPNOTE 6.3, deflate, UTF-8 names, no ZIP64). */
export interface ZipWriter {
  /** Ends the entry before and begins this one. */
  begin(name: string): void;
  write(text: string): void;
  /** Writes the directory and brings the file to the disk. */
  finish(): void;
  /** Lets go of the file; may be called twice. */
  close(): void;
}

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  packedBytes: number;
  bytes: number;
}

const CHUNK_LENGTH = 1024 * 1024;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const END_BYTES = 22;
const MAX_BYTES = 0xffff_ffff;
/** 2.0: deflate. */
const VERSION = 20;
const FLAG_UTF8 = 0x0800;
const METHOD_DEFLATE = 8;
/** 1980-01-01, the first day of the format: what is in the file does not depend on when it was written. */
const DOS_DATE = 0x21;

/** Makes the file anew. Each chunk is deflated for itself and ends on a byte (Z_SYNC_FLUSH), so their sequence is one deflate stream. */
export function openZipWriter(file: string): ZipWriter {
  const fd = openSync(file, 'w', 0o600);
  const entries: Entry[] = [];
  let current: Entry | undefined;
  let waiting: string[] = [];
  let waitingLength = 0;
  let position = 0;
  let open = true;

  const append = (bytes: Buffer): void => {
    writeSync(fd, bytes, 0, bytes.length, position);
    position += bytes.length;
    if (position > MAX_BYTES) throw new RangeError('a ZIP file ends at 4 GiB');
  };
  const pack = (entry: Entry, finishFlush: number): void => {
    const chunk = Buffer.from(waiting.join(''));
    waiting = [];
    waitingLength = 0;
    const packed = deflateRawSync(chunk, { finishFlush });
    entry.crc = crc32(chunk, entry.crc);
    entry.bytes += chunk.length;
    entry.packedBytes += packed.length;
    append(packed);
  };
  const end = (): void => {
    if (!current) return;
    pack(current, constants.Z_FINISH);
    const header = localHeader(current);
    writeSync(fd, header, 0, header.length, current.offset);
    current = undefined;
  };
  const close = (): void => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    begin(name) {
      end();
      current = { name: Buffer.from(name), offset: position, crc: 0, packedBytes: 0, bytes: 0 };
      entries.push(current);
      append(localHeader(current));
    },
    write(text) {
      if (!current) throw new Error('no entry is begun');
      waiting.push(text);
      waitingLength += text.length;
      if (waitingLength >= CHUNK_LENGTH) pack(current, constants.Z_SYNC_FLUSH);
    },
    finish() {
      end();
      const offset = position;
      for (const entry of entries) append(centralHeader(entry));
      append(endRecord(entries.length, position - offset, offset));
      fsyncSync(fd);
      close();
    },
    close,
  };
}

/** APPNOTE §4.3.7, with the name behind it. */
function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, entry);
  return Buffer.concat([header, entry.name]);
}

/** APPNOTE §4.3.12, with the name behind it. */
function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(CENTRAL_HEADER_BYTES);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  writeCommon(header, 6, entry);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}

/** The fields both headers share, from "version needed" to "name length". */
function writeCommon(header: Buffer, at: number, entry: Entry): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(FLAG_UTF8, at + 2);
  header.writeUInt16LE(METHOD_DEFLATE, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.packedBytes, at + 14);
  header.writeUInt32LE(entry.bytes, at + 18);
  header.writeUInt16LE(entry.name.length, at + 22);
}

/** APPNOTE §4.3.16. */
function endRecord(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(END_BYTES);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
