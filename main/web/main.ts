import { fileURLToPath } from 'node:url';
import { run as makeDemo } from '../cli/demo.ts';
import { startStation } from '../compose.ts';
import { parseStationArguments, START_HELP } from './arguments.ts';
import { startWebStation } from './station.ts';

/** A stop that takes longer than this is ended. */
const STOP_LIMIT_MS = 15_000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A closed pipe (`npm start | head`, a closed terminal) must not end the station. */
process.stdout.on('error', () => undefined);

async function main(): Promise<void> {
  const given = parseStationArguments(process.argv.slice(2));
  if ('problem' in given) {
    print(`${given.problem}\n${START_HELP}`);
    process.exitCode = 2;
    return;
  }
  const rendererDir = fileURLToPath(new URL('./renderer', import.meta.url));
  const started = await startWebStation(given, { rendererDir, startStation, makeDemo, print });
  if ('exitCode' in started) {
    process.exitCode = started.exitCode;
    return;
  }
  process.on('uncaughtExceptionMonitor', (error) => started.log.error('station.died', error));
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    print('正在停止 / stopping …');
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    started.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        print(error instanceof Error ? (error.stack ?? error.message) : String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await started.ready;
}

await main();
