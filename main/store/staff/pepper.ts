import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

const PEPPER_BYTES = 32;

/** The machine's own key for PINs, made at first use, readable by its user only. A database that is carried away holds no PIN that can be tried. */
export function openPepper(file: string): Buffer {
  try {
    const handle = openSync(file, 'wx', 0o600);
    try {
      writeSync(handle, randomBytes(PEPPER_BYTES));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const pepper = readFileSync(file);
  if (pepper.length !== PEPPER_BYTES) throw new RangeError(`${file} is not a key of ${PEPPER_BYTES} bytes`);
  return pepper;
}
