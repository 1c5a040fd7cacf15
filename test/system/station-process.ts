import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A station in a process of its own, as `npm start` runs it (the built program). */
export interface StationProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** SIGKILL: no chance to clean up. */
  kill(): Promise<void>;
  /** SIGTERM: as Ctrl+C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

const START_LIMIT_MS = 30_000;

/** Starts the built station on a data directory and resolves when it says that it can sell. Rejects with its output when it ends first. */
export async function startStationProcess(dataDir: string, options: readonly string[] = []): Promise<StationProcess> {
  const program = fileURLToPath(new URL('../../out/web-main.js', import.meta.url));
  const child = spawn(process.execPath, [program, '--data', dataDir, '--port', '0', '--no-open', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  const ready = Promise.withResolvers<string>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (url && output.includes('ready to sell')) ready.resolve(url);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  child.on('exit', (code) => ready.reject(new Error(`the station ended with ${code}:\n${output}`)));
  const limit = setTimeout(() => ready.reject(new Error(`the station was not ready in time:\n${output}`)), START_LIMIT_MS);
  const url = await ready.promise.finally(() => clearTimeout(limit));
  return {
    url,
    child,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}
