import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './log.ts';

/** How much the log keeps: `files` files of at most about `fileBytes` each. */
export interface LogLimits {
  readonly fileBytes: number;
  readonly files: number;
}

/** The station's log on disk. */
export interface FileLog extends Log {
  readonly file: string;
  /** Brings what was logged to the disk: before the process ends on its own accord. */
  flush(): void;
  close(): void;
}

const MAX_LINE_LENGTH = 8_000;
const defaultLimits: LogLimits = { fileBytes: 5 * 1024 * 1024, files: 5 };

/**
 * Opens `logs/guitai.log` under the data directory: one JSON object a line, written at once so that a crash loses nothing,
 * rotated by size. A log that cannot be written never stops a sale: lines are dropped and counted.
 */
export function openLogFile(dataDir: string, limits: LogLimits = defaultLimits, now: () => number = Date.now): FileLog {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'guitai.log');
  let handle = openSync(file, 'a', 0o600);
  let bytes = fstatSync(handle).size;
  let droppedLines = 0;
  let quiet = false;

  const write = (level: 'info' | 'error', event: string, details: Readonly<Record<string, unknown>>): void => {
    const entry = { at: new Date(now()).toISOString(), level, event, ...details, ...(droppedLines ? { droppedLines } : {}) };
    const line = Buffer.from(`${lineText(entry)}\n`);
    try {
      if (bytes + line.length > limits.fileBytes && bytes > 0) {
        closeSync(handle);
        rotate(file, limits.files);
        handle = openSync(file, 'a', 0o600);
        bytes = 0;
      }
      writeSync(handle, line);
      bytes += line.length;
      droppedLines = 0;
    } catch {
      droppedLines += 1;
    }
  };

  return {
    file,
    info(event, details = {}) {
      if (!quiet) write('info', event, details);
    },
    error: (event, error, details = {}) => write('error', event, { ...details, error: describeError(error) }),
    setQuiet(on) {
      quiet = on;
    },
    flush: () => fsyncSync(handle),
    close: () => closeSync(handle),
  };
}

function rotate(file: string, files: number): void {
  rmSync(`${file}.${files - 1}`, { force: true });
  for (let index = files - 2; index >= 1; index -= 1) {
    if (existsSync(`${file}.${index}`)) renameSync(`${file}.${index}`, `${file}.${index + 1}`);
  }
  if (files > 1) renameSync(file, `${file}.1`);
  else rmSync(file, { force: true });
}

function lineText(entry: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(entry);
  return text.length <= MAX_LINE_LENGTH ? text : JSON.stringify({ ...pick(entry), cut: text.slice(0, MAX_LINE_LENGTH) });
}

function pick({ at, level, event }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { at, level, event };
}

/** Name, message, code and stack of whatever was thrown, causes included up to three deep. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? { code: String(error.code) } : {};
  const cause = error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {};
  return { name: error.name, message: error.message, ...code, stack: error.stack ?? '', ...cause };
}
