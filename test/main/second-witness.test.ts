import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { readWitness, witnessFile } from '#main/ledger/witness.ts';
import { openWholeStation } from '../fakes/whole-station.ts';

const second = join(tmpdir(), `guitai-second-${process.pid}.witness`);
afterEach(() => rmSync(second, { force: true }));

test('the second witness of the settings sees every live sale, and none of the training', async () => {
  const station = await openWholeStation({ settings: { ledger: { secondWitness: second } } });
  await station.sell();
  // The ledger is closed for the change, and brings both witnesses to disk.
  await station.ask('training.set', { requestId: newRequestId(), on: true });
  const live = readWitness(second);
  expect(live).toEqual(readWitness(witnessFile(join(station.dataDir, 'ledger.db'))));
  expect(live?.seq).toBeGreaterThan(1);
  await station.until('station', ({ training, mode }) => training && mode === 'selling');
  await station.sell();
  expect(readWitness(second)).toEqual(live);
  await station.close();
});
