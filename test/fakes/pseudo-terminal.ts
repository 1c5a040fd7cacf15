import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A serial port of the operating system with its far end in the test's hand: a real tty device, made by `script` (util-linux). */
export interface PseudoTerminal {
  /** e.g. /dev/pts/3: what settings.json names. */
  readonly path: string;
  /** The far end sends. */
  write(bytes: string | Uint8Array): void;
  /** Hands on what arrives from now on. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Everything the station has sent so far. */
  received(): Buffer;
  /** Resolves when what was received satisfies the test. */
  until(test: (bytes: Buffer) => boolean): Promise<Buffer>;
  /** Pulls the plug: the device vanishes. */
  close(): Promise<void>;
}

/** Opens a raw pseudo-terminal. Linux only. */
export async function openPseudoTerminal(): Promise<PseudoTerminal> {
  const child = spawn('script', ['-qfec', 'stty raw -echo; printf "TTY:%s\\n" "$(tty)"; exec sleep 100000', '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const watchers = new Set<() => void>();
  let output = Buffer.alloc(0);
  let headBytes = 0;
  let toListener: ((bytes: Uint8Array) => void) | undefined;
  const opened = Promise.withResolvers<string>();
  child.once('error', opened.reject);
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk: Buffer) => {
    output = Buffer.concat([output, chunk]);
    const head = headBytes === 0 ? /TTY:(\S+)\n/.exec(output.toString('latin1')) : null;
    if (head) {
      headBytes = head.index + head[0].length;
      opened.resolve(head[1] ?? '');
    } else if (headBytes > 0) toListener?.(chunk);
    for (const watch of watchers) watch();
  });
  const received = (): Buffer => output.subarray(headBytes);
  return {
    path: await opened.promise,
    write: (bytes) => void child.stdin.write(bytes),
    onData(listener) {
      toListener = listener;
    },
    received,
    until: (isEnough) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (!isEnough(received())) return;
          watchers.delete(watch);
          resolve(received());
        };
        watchers.add(watch);
        watch();
      }),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
