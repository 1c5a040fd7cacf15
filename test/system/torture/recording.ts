import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a writer did to its files, in order, and when it told of a sale. */
export type DiskEvent =
  | { readonly type: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly type: 'truncate'; readonly file: string; readonly length: number }
  | { readonly type: 'sync'; readonly file: string }
  | { readonly type: 'acknowledge'; readonly requestId: string };

/** A run of the writer: its files before it began, and everything it did to them. */
export interface Recording {
  readonly base: ReadonlyMap<string, Buffer>;
  readonly events: readonly DiskEvent[];
}

/** Files whose loss a power cut can cause; the index of the WAL (-shm) is rebuilt at every start. */
const SUFFIXES = ['', '-wal', '.witness'];
const writerProcess = fileURLToPath(new URL('../../main/ledger/writer-process.ts', import.meta.url));

/** strace shows what reaches the kernel and can refuse it; Linux only, and not on every machine. */
export function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Lets the writer make so many sales in an existing book and records every write, truncation and sync on the way. */
export async function recordSales(file: string, sales: number): Promise<Recording> {
  const base = new Map(SUFFIXES.map((suffix) => file + suffix).flatMap((name) => (existsSync(name) ? [[name, readFileSync(name)]] : [])));
  const trace = `${file}.trace`;
  const acknowledgements = openSync(`${file}.acknowledged`, 'w');
  const calls = 'trace=pwrite64,write,fsync,fdatasync,ftruncate';
  const program = [process.execPath, writerProcess, file, String(sales)];
  const child = spawn('strace', ['-f', '-qq', '-y', '-xx', '-s', '70000', '-e', calls, '-o', trace, ...program], {
    stdio: ['ignore', acknowledgements, 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  closeSync(acknowledgements);
  if (code !== 0) throw new Error(`the recorded writer ended with ${code}`);
  return { base, events: parseTrace(readFileSync(trace, 'latin1'), file) };
}

const CALL = /^\d+\s+(\w+)\(\d+<((?:\\x[0-9a-f]{2})*)>(?:, "((?:\\x[0-9a-f]{2})*)"(\.\.\.)?)?(?:, (\d+))?(?:, (\d+))?\) += (-?\d+)/;

function parseTrace(trace: string, file: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const folder = Buffer.from(dirname(file)).toString('hex').replace(/../g, '\\x$&');
  for (const line of wholeCalls(trace)) {
    if (!line.includes(folder)) continue;
    const call = CALL.exec(line);
    if (!call) throw new Error(`not the line of a call: ${line.slice(0, 200)}`);
    const [, name = '', path = '', bytes = '', cut, first = '', second = '', result = ''] = call;
    const target = unhex(path).toString();
    const suffix = basename(target).slice(basename(file).length);
    if (cut !== undefined || Number(result) < 0) throw new Error(`strace cut a buffer, or a call failed: ${line.slice(0, 200)}`);
    if (suffix === '.acknowledged') events.push({ type: 'acknowledge', requestId: unhex(bytes).toString().trim() });
    else if (!target.startsWith(file) || !SUFFIXES.includes(suffix)) continue;
    else if (name === 'pwrite64') events.push({ type: 'write', file: target, offset: Number(second), bytes: unhex(bytes) });
    else if (name === 'ftruncate') events.push({ type: 'truncate', file: target, length: Number(first) });
    else if (name === 'write') throw new Error(`${target} was written without an offset`);
    else events.push({ type: 'sync', file: target });
  }
  return events;
}

/** A call during which another thread made one comes in two pieces; its own thread's number joins them, at the place where it ended. */
function* wholeCalls(trace: string): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const thread = line.split(' ', 1)[0] ?? '';
    const [beginning, unfinished] = line.split(' <unfinished ...>');
    const resumed = /<\.\.\. \w+ resumed>(.*)$/.exec(line);
    if (unfinished !== undefined) begun.set(thread, beginning ?? '');
    else yield resumed ? (begun.get(thread) ?? '') + resumed[1] : line;
  }
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
