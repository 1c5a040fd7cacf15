import { createLocalTime } from './local-time.ts';
import type { Clock } from './ports.ts';
import type { Shop } from './shop.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import { openLedger, type Ledger, type LedgerOptions } from '#main/ledger/ledger.ts';

/** Opens the book of this shop's terminal for writing: dated by the shop's clock, signed with the key beside it. Throws as `openLedger`. */
export function openShopLedger(
  file: string,
  shop: Pick<Shop, 'storeCode' | 'terminal' | 'timeZone'>,
  clock: Clock,
  more: Pick<LedgerOptions, 'readOnly' | 'checkOnOpen' | 'secondWitness' | 'trouble' | 'failed'> = {},
): Ledger {
  const localTime = createLocalTime(shop.timeZone);
  return openLedger({
    file,
    storeCode: shop.storeCode,
    terminal: shop.terminal,
    clock,
    dateOf: (tsMs) => localTime(tsMs).date,
    keys: openKeyStore(keyFolder(file)),
    ...more,
  });
}
