import { dispatch, type Command } from './guitai.ts';

const commands: readonly Command[] = [
  { name: 'catalog import', usage: 'FILE.csv|FILE.xlsx', load: () => import('./catalog-import.ts') },
  { name: 'members import', usage: 'FILE.csv|FILE.xlsx [--existing skip|update]', load: () => import('./members-import.ts') },
  { name: 'ledger verify', usage: '[--witness FILE]', load: () => import('./ledger-verify.ts') },
  { name: 'ledger export', usage: '--from YYYY-MM-DD --to YYYY-MM-DD [--out DIR]', load: () => import('./ledger-export.ts') },
  { name: 'backup', usage: '[DIR]', load: () => import('./backup.ts') },
  { name: 'restore', usage: '--from latest|FOLDER', load: () => import('./restore.ts') },
  { name: 'status', usage: '', load: () => import('./status.ts') },
  { name: 'staff reset-pin', usage: '--code N', load: () => import('./staff-reset-pin.ts') },
  { name: 'queue join', usage: 'CODE', load: () => import('./queue-join.ts') },
  { name: 'demo', usage: '', load: () => import('./demo.ts') },
];

process.exitCode = await dispatch(process.argv.slice(2), commands, (line) => process.stdout.write(`${line}\n`));
