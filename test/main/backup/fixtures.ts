import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goods } from '../store/shop-fixture.ts';
import { openTestLedger, saleDraft, START_MS } from '../ledger/fixtures.ts';
import type { BackupSite } from '#main/backup/jobs.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { openPepper } from '#main/store/staff/pepper.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { plainSettings, saveSettings } from '#main/settings-file.ts';

/** A till's data directory with settings, a catalogue, the PIN key and a signed ledger of so many sales. */
export function makeTill(dataDir: string, sales: number, paths: readonly string[] = []): BackupSite {
  mkdirSync(dataDir, { recursive: true });
  saveSettings(dataDir, plainSettings());
  openPepper(join(dataDir, 'pepper.key'));
  const catalog = openCatalog(join(dataDir, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
  sell(dataDir, sales);
  return { dataDir, storeCode: 'S001', terminal: '01', timeZone: 'Asia/Shanghai', paths, program: '0.1.0' };
}

/** Sells in a till that does not run; the receipt numbers. */
export function sell(dataDir: string, sales: number): readonly (string | null)[] {
  const ledger = openTillLedger(dataDir);
  const numbers = Array.from({ length: sales }, () => ledger.commit(saleDraft({ lines: 1 })).entry.receiptNumber);
  ledger.close();
  return numbers;
}

export function openTillLedger(dataDir: string, secondWitness?: string): Ledger {
  const file = join(dataDir, 'ledger.db');
  return openTestLedger(file, { keys: openKeyStore(keyFolder(file)), secondWitness });
}

/** A clock that stands still, so many minutes after the fixtures' start. */
export const clockAt =
  (minutes: number): (() => number) =>
  () =>
    START_MS + minutes * 60_000;
