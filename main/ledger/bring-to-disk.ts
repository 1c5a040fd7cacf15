import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';

/** Brings a file, or the names in a directory, to the disk. A directory is opened for reading only, and on Windows not at all: there it needs no such call. */
export function bringToDisk(path: string): void {
  const isDirectory = statSync(path).isDirectory();
  if (isDirectory && process.platform === 'win32') return;
  const fd = openSync(path, isDirectory ? 'r' : 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
