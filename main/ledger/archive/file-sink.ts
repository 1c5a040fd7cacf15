import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { basename } from 'node:path';

/** A file of an archive, as its manifest names it. */
export interface ArchivedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A text file written piece by piece. */
export interface FileSink {
  write(text: string): void;
  /** Brings the file to the disk and says what it became. */
  finish(): ArchivedFile;
  /** Lets go of the file; may be called twice. */
  close(): void;
}

const CHUNK_LENGTH = 256 * 1024;

/** Makes the file anew. */
export function openFileSink(file: string): FileSink {
  const fd = openSync(file, 'w', 0o600);
  const sum = createHash('sha256');
  let waiting: string[] = [];
  let waitingLength = 0;
  let bytes = 0;
  let open = true;
  const flush = (): void => {
    const chunk = Buffer.from(waiting.join(''));
    writeSync(fd, chunk);
    sum.update(chunk);
    bytes += chunk.length;
    waiting = [];
    waitingLength = 0;
  };
  const close = (): void => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    write(text) {
      waiting.push(text);
      waitingLength += text.length;
      if (waitingLength >= CHUNK_LENGTH) flush();
    },
    finish() {
      flush();
      fsyncSync(fd);
      close();
      return { file: basename(file), bytes, sha256: sum.digest('hex') };
    },
    close,
  };
}

/** What a finished file holds. */
export function describeFile(file: string): ArchivedFile {
  const fd = openSync(file, 'r');
  try {
    const sum = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK_LENGTH);
    let bytes = 0;
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) {
      sum.update(chunk.subarray(0, read));
      bytes += read;
    }
    return { file: basename(file), bytes, sha256: sum.digest('hex') };
  } finally {
    closeSync(fd);
  }
}
