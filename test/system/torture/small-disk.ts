import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, rmdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own in a file: it can really be full, and really turn read-only. */
export interface SmallDisk {
  readonly path: string;
  /** From now on the medium takes nothing where nothing was written yet, as a worn-out flash does: first EIO, then the file system turns read-only. */
  wearOut(): void;
  /** Takes it out and puts it back well, with the given options of mount(8). */
  remount(...options: string[]): void;
  remove(): void;
}

/** ext4 on a loop device in a memory of limited size; undefined where this process may not make one (that needs Linux and root). */
export function makeSmallDisk(megabytes: number): SmallDisk | undefined {
  const memory = mkdtempSync(join(tmpdir(), 'guitai-disk-'));
  const path = mkdtempSync(join(tmpdir(), 'guitai-mount-'));
  const image = join(memory, 'image');
  const wear = join(memory, 'wear');
  const undo: (() => unknown)[] = [() => rmdirSync(memory), () => rmdirSync(path)];
  const run = (program: string, ...words: string[]): string =>
    execFileSync(program, words, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const remove = (): void => {
    for (const step of undo.toReversed()) step();
  };
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', memory);
    undo.push(() => run('umount', memory));
    writeFileSync(image, '');
    truncateSync(image, megabytes * 1024 * 1024);
    run('mkfs.ext4', '-q', '-F', '-m', '0', image);
    const device = run('losetup', '--find', '--show', image).trim();
    undo.push(() => run('losetup', '-d', device));
    const mount = (...options: string[]): void => void run('mount', ...options, device, path);
    mount();
    undo.push(() => run('umount', path));
    return {
      path,
      wearOut: () => fillWith(wear),
      remount(...options) {
        run('umount', path);
        rmSync(wear, { force: true });
        mount(...options);
      },
      remove,
    };
  } catch {
    remove();
    return undefined;
  }
}

/** Takes what the memory has left: blocks of the disk that were never written have no place any more. */
function fillWith(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(64 * 1024));
  } catch {
    // Full.
  }
}
