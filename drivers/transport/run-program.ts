import { spawn } from 'node:child_process';

/** A program to start without a shell: nothing in its arguments or its environment is ever interpreted. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to the station's own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly input: Uint8Array;
  readonly limitMs: number;
}

/** How a program ended. `exitCode` undefined: killed, or not ended within the limit. */
export interface ProgramEnd {
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly errorOutput: string;
}

const MAX_OUTPUT_CHARACTERS = 16_384;

/** Runs a program to its end. Rejects only when it could not be started, so nothing was done. `signal` kills it. */
export function runProgram(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(call.program, call.args, {
      env: { ...process.env, ...call.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      timeout: call.limitMs,
      killSignal: 'SIGKILL',
    });
    const kill = (): void => void child.kill('SIGKILL');
    if (signal.aborted) kill();
    signal.addEventListener('abort', kill);
    let output = '';
    let errorOutput = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, MAX_OUTPUT_CHARACTERS)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errorOutput = (errorOutput + text).slice(0, MAX_OUTPUT_CHARACTERS)));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      signal.removeEventListener('abort', kill);
      resolve({ exitCode: exitCode ?? undefined, output, errorOutput });
    });
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(call.input);
  });
}
