import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { newRequestId } from '#contract/ids.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import { openTestLedger, saleDraft, START_MS } from './fixtures.ts';

/** A station in small, to be killed: sells without end, or so many sales, and writes one request id a line once the sale is committed. */
const [file = '', sales = 'Infinity'] = process.argv.slice(2);
const ledger = openTestLedger(file, { keys: openKeyStore(keyFolder(file)) });
const first = ledger.head().seq;
for (let index = first; index < first + Number(sales); index += 1) {
  const tsMs = START_MS + index * 1000;
  const requestId = newRequestId(tsMs);
  ledger.commit(saleDraft({ requestId, tsMs, firstSku: 100 + (index % 50) }));
  writeSync(1, `${requestId}\n`);
  // The witness is written once the turn is over, as behind every answer to a cashier.
  await setImmediate();
}
