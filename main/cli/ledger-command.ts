import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, GuitaiError } from '#contract/error.ts';

/** What the dispatcher hands to a command. */
export interface CommandOptions {
  readonly dataDir: string;
  readonly arguments: readonly string[];
  readonly print: (line: string) => void;
}

/** Exit codes: done · the ledger is bad or cannot be read · the command was typed wrongly. */
export const EXIT_OK = 0;
export const EXIT_BAD = 1;
export const EXIT_USAGE = 2;

/** The ledger of a data directory. */
export function ledgerFile(dataDir: string): string {
  return join(dataDir, 'ledger.db');
}

/** Runs a command on an existing ledger, with errors as `orSay`. */
export async function onLedger(options: CommandOptions, work: (file: string) => number | Promise<number>): Promise<number> {
  const file = ledgerFile(options.dataDir);
  if (existsSync(file)) return orSay(options, () => work(file));
  options.print(`没有账本：${file}`);
  options.print(`No ledger: ${file}`);
  return EXIT_BAD;
}

/** Runs a command and turns what it throws for people into two lines and exit code 1. */
export async function orSay({ print }: CommandOptions, work: () => number | Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GuitaiError)) throw error;
    print(errorText(error.toWire(), 'zh'));
    print(error.message);
    if (error.details['cause'] !== undefined) print(String(error.details['cause']));
    return EXIT_BAD;
  }
}
