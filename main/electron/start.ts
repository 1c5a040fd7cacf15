import { app, protocol } from 'electron';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataDir } from '../data-dir.ts';
import { DEFAULT_PORT } from '../web/arguments.ts';
import { appScheme } from './app-scheme.ts';

export interface ElectronArguments {
  readonly dataDir: string;
  readonly empty: boolean;
  /** Where paired devices of the LAN find the station. */
  readonly port: number;
}

/** `--data`, `--empty` and `--port` out of a command line that Chromium's own switches share. */
export function parseElectronArguments(
  argv: readonly string[],
): Omit<ElectronArguments, 'dataDir'> & { readonly data: string | undefined } {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { data: { type: 'string' }, empty: { type: 'boolean' }, port: { type: 'string' } },
  });
  const { data, port } = values;
  return {
    data: typeof data === 'string' ? data : undefined,
    empty: values['empty'] === true,
    port: typeof port === 'string' && /^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535 ? Number(port) : DEFAULT_PORT,
  };
}

/**
 * Everything that must happen before Electron is ready, in one synchronous piece: `ready` never comes while the first module is
 * still waiting for something. One program a data directory; a second start makes the first one show itself and ends.
 */
export function startElectron(argv: readonly string[], boot: (started: ElectronArguments) => Promise<void>): void {
  const { data, empty, port } = parseElectronArguments(argv);
  const dataDir = openDataDir(data);
  app.setPath('userData', join(dataDir, 'electron'));
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appScheme]);
  if (!app.requestSingleInstanceLock()) return app.quit();
  app
    .whenReady()
    .then(
      () => boot({ dataDir, empty, port }),
      () => app.exit(1),
    )
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      app.exit(1);
    });
}
