import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { dispatch, type Command } from '#main/cli/guitai.ts';

let dataDir: string;
let ran: { name: string; dataDir: string; arguments: readonly string[] }[];
let printed: string[];
beforeEach(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'guitai-cli-')));
  ran = [];
  printed = [];
});

function command(name: string, usage: string): Command {
  return {
    name,
    usage,
    load: () =>
      Promise.resolve({
        run: (options) => {
          ran.push({ name, dataDir: options.dataDir, arguments: options.arguments });
          return Promise.resolve(name === 'ledger verify' ? 1 : 0);
        },
      }),
  };
}

const commands = [
  command('catalog import', 'FILE.csv|FILE.xlsx'),
  command('ledger verify', ''),
  command('ledger export', '--from D --to D'),
  command('backup', '[DIR]'),
];

function run(...argv: string[]): Promise<number> {
  return dispatch(argv, commands, (line) => printed.push(line));
}

describe('npm run guitai --', () => {
  test('runs the command of two words with what follows it', async () => {
    expect(await run('catalog', 'import', 'prices.csv', '--data', dataDir)).toBe(0);
    expect(ran).toEqual([{ name: 'catalog import', dataDir, arguments: ['prices.csv'] }]);
  });

  test('takes --data at any place, in both spellings', async () => {
    await run('--data', dataDir, 'backup', 'usb');
    await run('backup', `--data=${dataDir}`, 'usb');
    expect(ran).toEqual([
      { name: 'backup', dataDir, arguments: ['usb'] },
      { name: 'backup', dataDir, arguments: ['usb'] },
    ]);
  });

  test('leaves the options of a command to the command, in their order', async () => {
    await run('ledger', 'export', '--from', '2026-11-01', '--to=2026-11-22', '--data', dataDir, '-v');
    expect(ran[0]?.arguments).toEqual(['--from', '2026-11-01', '--to=2026-11-22', '-v']);
  });

  test('ends with the code of the command', async () => {
    expect(await run('ledger', 'verify', '--data', dataDir)).toBe(1);
  });

  test('--help lists every command, or says how to use one', async () => {
    expect(await run('--help')).toBe(0);
    expect(printed.join('\n')).toMatch(/catalog import FILE\.csv\|FILE\.xlsx[\s\S]*ledger verify[\s\S]*backup \[DIR\]/);
    printed = [];
    expect(await run('catalog', 'import', '--help')).toBe(0);
    expect(printed).toEqual(['npm run guitai -- catalog import FILE.csv|FILE.xlsx']);
    expect(ran).toEqual([]);
  });

  test.each([[[]], [['ledger']], [['catalog', 'export']], [['sell']], [['constructor']]])(
    'a wrong line runs nothing, lists the commands and ends with 2: %j',
    async (argv) => {
      expect(await run(...argv, '--data', dataDir)).toBe(2);
      expect(ran).toEqual([]);
      expect(printed.join('\n')).toContain('ledger verify');
    },
  );

  test.each([[['backup', '--data']], [['backup', '--data=']]])('--data without a directory is refused: %j', async (argv) => {
    expect(await run(...argv)).toBe(2);
    expect(printed[0]).toBe('--data: 后面要写目录 / needs a directory');
    expect(ran).toEqual([]);
  });
});
