import { parseArgs } from 'node:util';

/** What `npm start --` may be followed by, as far as the station itself is concerned. */
export interface StationArguments {
  readonly data: string | undefined;
  readonly port: number;
  /** An address to listen on besides this machine's own; needs `lan.enabled`. */
  readonly host: string | undefined;
  readonly empty: boolean;
  readonly open: boolean;
}

export const DEFAULT_PORT = 5198;

export const START_HELP = `npm start [-- 选项 / options]
  --data DIR              数据目录 / data directory (default: GUITAI_DATA, else the app-data folder)
  --port N                网页端口 / port of the web shell (default ${DEFAULT_PORT})
  --host H                局域网监听地址，需 lan.enabled / LAN address to listen on, needs lan.enabled in settings.json
  --shell electron|web    窗口方式 / which shell
  --empty                 不建示例商店 / without the demo shop
  --no-open               不打开窗口 / open no windows
`;

/** Reads the command line; a wrong one is a message for the person who typed it. */
export function parseStationArguments(argv: readonly string[]): StationArguments | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      allowNegative: true,
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        host: { type: 'string' },
        empty: { type: 'boolean', default: false },
        open: { type: 'boolean', default: true },
      },
    });
    const port = /^[0-9]{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65_535)) return { problem: `--port ${values.port}: 要 0 到 65535 的整数 / must be a whole number 0–65535` };
    return { data: values.data, port, host: values.host, empty: values.empty, open: values.open };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
