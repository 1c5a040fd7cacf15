import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-start-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Run {
  readonly child: ChildProcess;
  /** Resolves with the whole output once it contains the text. */
  waitFor(text: string): Promise<string>;
  readonly ended: Promise<number | null>;
  output(): string;
}

/** npm start's own script on a machine without a display. */
function npmStart(...argv: string[]): Run {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const child = spawn(process.execPath, [join(root, 'main/cli/start.mjs'), '--data', dataDir, ...argv], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  const waits = new Set<() => void>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    for (const check of waits) check();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    ended,
    output: () => output,
    waitFor: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!output.includes(text)) return;
          waits.delete(check);
          resolve(output);
        };
        waits.add(check);
        check();
        void ended.then((code) => reject(new Error(`ended with ${code}: ${output}`)));
      }),
  };
}

describe.skipIf(process.platform === 'win32')('npm start', () => {
  test('runs the web shell where there is no display, sells, and stops cleanly when it is told to', async () => {
    const first = npmStart('--no-open', '--empty', '--port', '0');
    const output = await first.waitFor('ready to sell');
    expect(output).toContain('no display: running the web shell');
    const url = /http:\/\/127\.0\.0\.1:[0-9]+/.exec(output)?.[0] ?? '';
    expect(await (await fetch(`${url}/checkout`)).text()).toContain('<div id="screen">');

    const second = npmStart('--no-open', '--shell', 'web');
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('already running');
    expect(second.output()).toContain(`${url}/customer`);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('stops when the npm that started it is ended, although its shell hands no signal on', async () => {
    const script = `"${process.execPath}" main/cli/start.mjs --data "${dataDir}" --no-open --empty --shell web --port 0; exit`;
    const environment = { ...process.env, npm_lifecycle_event: 'start' };
    const shell = spawn('sh', ['-c', script], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(shell);
    let output = '';
    for await (const chunk of shell.stdout) {
      output += String(chunk);
      if (!output.includes('ready to sell')) continue;
      if (!shell.killed) shell.kill('SIGTERM');
    }
    // The loop ends when the last process holding the pipe has ended: the station.
    expect(output).toContain('stopping');
    await expect(fetch(/http:\/\/127\.0\.0\.1:[0-9]+/.exec(output)?.[0] ?? '')).rejects.toThrow();
  });

  test.each([
    [['--shell', 'phone'], 1, 'must be electron or web'],
    [['--port', 'x'], 2, '--port x'],
    [['--tills', '3'], 2, 'npm start [--'],
  ])('refuses %j in words', async (argv, code, words) => {
    const run = npmStart(...argv);
    expect(await run.ended).toBe(code);
    expect(run.output()).toContain(words);
  });
});
