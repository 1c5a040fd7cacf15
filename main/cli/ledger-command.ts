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

/** Runs a command on an existing ledger and turns what it throws for people into two lines and exit code 1. */
export function onLedger({ dataDir, print }: CommandOptions, work: (file: string) => number): number {
  const file = ledgerFile(dataDir);
  if (!existsSync(file)) {
    print(`没有账本：${file}`);
    print(`No ledger: ${file}`);
    return EXIT_BAD;
  }
  try {
    return work(file);
  } catch (error) {
    if (!(error instanceof GuitaiError)) throw error;
    print(errorText(error.toWire(), 'zh'));
    print(error.message);
    if (error.details['cause'] !== undefined) print(String(error.details['cause']));
    return EXIT_BAD;
  }
}
