import { parseArgs } from 'node:util';
import { openDataDir } from '../data-dir.ts';
import type { RunCommand } from '../first-run.ts';

/** A command of `npm run guitai`, loaded only when it is asked for. */
export interface Command {
  /** One or two words, e.g. `catalog import`. */
  readonly name: string;
  readonly usage: string;
  readonly load: () => Promise<{ readonly run: RunCommand }>;
}

const NAME_WIDTH = 44;

/** Finds the command, takes `--data` and `--help` out of the line and runs it. Resolves with the exit code: 2 for a wrong line. */
export async function dispatch(argv: readonly string[], commands: readonly Command[], print: (line: string) => void): Promise<number> {
  const { data, help, rest, problem } = takeCommonOptions(argv);
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => rest[index] === word));
  if (problem !== undefined) print(problem);
  if (!command || problem !== undefined) {
    if (rest.length && !command) print(`没有这个命令 / no such command: ${rest.join(' ')}`);
    for (const line of helpLines(commands)) print(line);
    return help && problem === undefined ? 0 : 2;
  }
  if (help) {
    print(`npm run guitai -- ${command.name} ${command.usage}`);
    return 0;
  }
  const dataDir = openDataDir(data);
  const { run } = await command.load();
  return run({ dataDir, arguments: rest.slice(command.name.split(' ').length), print });
}

interface CommonOptions {
  readonly data: string | undefined;
  readonly help: boolean;
  readonly rest: readonly string[];
  readonly problem?: string;
}

/** Everything but `--data DIR`, `--data=DIR` and `--help` stays as it is, in its order, for the command. */
function takeCommonOptions(argv: readonly string[]): CommonOptions {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const taken = new Set<number>();
  let data: string | undefined;
  let help = false;
  for (const token of tokens) {
    if (token.kind !== 'option' || (token.name !== 'data' && token.name !== 'help')) continue;
    taken.add(token.index);
    if (token.name === 'help') help = true;
    else if (token.value === undefined || token.value === '')
      return { data, help, rest: [], problem: '--data: 后面要写目录 / needs a directory' };
    else {
      data = token.value;
      if (!token.inlineValue) taken.add(token.index + 1);
    }
  }
  return { data, help, rest: argv.filter((_argument, index) => !taken.has(index)) };
}

function helpLines(commands: readonly Command[]): string[] {
  return [
    'npm run guitai -- <命令 / command> [--data DIR] [--help]',
    ...commands.map(({ name, usage }) => `  ${`${name} ${usage.split('\n')[0] ?? ''}`.padEnd(NAME_WIDTH)}`.trimEnd()),
  ];
}
