import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { generateSigningKey, readSigningKey, type SigningKey } from './signing-key.ts';

/** Wraps a private key before it is written, with what the operating system offers. `reveal` throws when it cannot. */
export interface KeyProtector {
  /** Stands in the file, so that a key is never opened with another protector. */
  readonly name: string;
  seal(secret: Buffer): Buffer;
  reveal(sealed: Buffer): Buffer;
}

/** The keys of one terminal, one file each. */
export interface KeyStore {
  /** The key of this id; undefined when its file is missing or cannot be read. */
  find(keyId: string): StoredKey | undefined;
  /** A new key, on the disk when this returns. */
  create(): SigningKey;
  /** Forgets every other key. */
  keepOnly(keyId: string): void;
}

export interface StoredKey {
  readonly key: SigningKey;
  /** Others than the owner could read the file: whoever did can sign. */
  readonly exposed: boolean;
}

/** The keys of a ledger lie beside it in a folder of this name, and in no backup of it. */
export function keyFolder(ledgerFile: string): string {
  return `${ledgerFile}.keys`;
}

/** Leaves the secret as it is: the file's rights alone protect it. */
export const fileRightsOnly: KeyProtector = { name: 'file-rights', seal: (secret) => secret, reveal: (sealed) => sealed };

interface KeyFile {
  readonly v: 1;
  readonly keyId: string;
  readonly protector: string;
  /** Base64. */
  readonly sealed: string;
}

const SUFFIX = '.key';
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** Opens the folder, made for its owner alone when missing. Throws GuitaiError `key_failed` where it cannot be written. */
export function openKeyStore(folder: string, protector: KeyProtector = fileRightsOnly): KeyStore {
  const orFail = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw new GuitaiError('key_failed', { folder, cause: error instanceof Error ? error.message : String(error) });
    }
  };
  orFail(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const fileOf = (keyId: string): string => join(folder, `${keyId}${SUFFIX}`);
  return {
    find(keyId) {
      try {
        const file = fileOf(keyId);
        const stored = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
        if (stored.protector !== protector.name) return undefined;
        const key = readSigningKey(protector.reveal(Buffer.from(stored.sealed, 'base64')));
        return key.keyId === keyId ? { key, exposed: isExposed(file) } : undefined;
      } catch {
        return undefined;
      }
    },
    create() {
      const key = generateSigningKey();
      const stored: KeyFile = { v: 1, keyId: key.keyId, protector: protector.name, sealed: protector.seal(key.secret).toString('base64') };
      orFail(() => {
        writeOwned(fileOf(key.keyId), JSON.stringify(stored));
        syncFolder(folder);
      });
      return key;
    },
    keepOnly(keyId) {
      for (const name of readdirSync(folder)) {
        if (name.endsWith(SUFFIX) && name !== `${keyId}${SUFFIX}`) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

/** True once, where others could read the file and the rights have been taken from them. Windows and FAT have no such bits to take. */
function isExposed(file: string): boolean {
  if (!isOpenToOthers(file)) return false;
  chmodSync(file, OWNER_ONLY);
  return !isOpenToOthers(file);
}

function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0;
}

function writeOwned(file: string, text: string): void {
  const fd = openSync(file, 'wx', OWNER_ONLY);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** The new name must reach the disk before an entry relies on it; Windows journals it on its own. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
