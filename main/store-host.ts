import { join } from 'node:path';
import type { BackupSite } from './backup/jobs.ts';
import { runInThread } from './backup/run-thread.ts';
import type { Log } from './log.ts';
import { startStoreThread, type StoreThread, type StoreThreadOptions } from './store-thread.ts';
import { GuitaiError, type WireError } from '#contract/error.ts';
import type { Station } from '#contract/station.ts';
import type { Shop } from '#main/store/shop.ts';
import type { StoreFiles } from '#main/store/store.ts';
import type { StoreThreadData } from '#main/store/thread.ts';

export interface StoreHostOptions extends Pick<StoreThreadOptions, 'onTopic' | 'answer' | 'onState' | 'log'> {
  readonly site: BackupSite;
  /** May change while the shop is open; a thread that starts takes it up. */
  readonly shop: Shop;
  readonly programVersion: string;
  readonly setStation: (changes: Partial<Station>) => void;
}

/** The store thread on the shop's own files or on those of the training, and what becomes of it when its disk fails. */
export interface StoreHost extends Pick<StoreThread, 'request' | 'stop'> {
  readonly training: boolean;
  setTraining(on: boolean): Promise<void>;
  /** Closes the ledger, does the work, and opens it again. Rejects as the work. */
  whileClosed(work: () => Promise<void>): Promise<void>;
}

/** Receipts of the training bear this in place of the store's code. */
const TRAINING_STORE_CODE = 'TRAIN';
/** A disk that failed twice within this time is not written to any more. */
const FAILURE_WINDOW_MS = 24 * 3_600_000;

export function createStoreHost(options: StoreHostOptions): StoreHost {
  const { site, shop, programVersion, setStation, log } = options;
  const files = { ...filesIn(site.dataDir, site.dataDir), secondWitness: site.secondWitness };
  const live: StoreThreadData = { files, shop, programVersion };
  const failuresMs: number[] = [];
  let training = false;

  /** First failure: the files are kept aside and verified, and selling goes on if they are sound. Second: they are only looked at. */
  async function onLedgerFailed(): Promise<{ readonly data: StoreThreadData } | { readonly error: WireError }> {
    const data = training ? trainingData(options, live) : live;
    const nowMs = Date.now();
    failuresMs.push(nowMs);
    if (failuresMs.filter((failureMs) => nowMs - failureMs < FAILURE_WINDOW_MS).length > 1) {
      setStation({ ledger: 'readonly' });
      return { data: { ...data, readOnly: true } };
    }
    const damage = await examine(site, log);
    if (damage) return { error: damage };
    setStation({ ledger: 'recovered' });
    return { data };
  }

  const thread = startStoreThread({ ...options, data: live, onLedgerFailed });

  return {
    get training() {
      return training;
    },
    request: thread.request,
    stop: thread.stop,
    async setTraining(on) {
      await thread.restart(() => {
        training = on;
        setStation({ training: on });
        return Promise.resolve(on ? trainingData(options, live) : live);
      });
    },
    async whileClosed(work) {
      await thread.restart(async () => {
        await work();
        failuresMs.length = 0;
        setStation({ ledger: 'ok' });
        return undefined;
      });
    },
  };
}

/** What is wrong with the files of a ledger whose disk failed; undefined when they verify. */
async function examine(site: BackupSite, log: Log): Promise<WireError | undefined> {
  try {
    await runInThread(site, { job: 'examine' });
    return undefined;
  } catch (error) {
    log.error('ledger.examined', error);
    return error instanceof GuitaiError ? error.toWire() : undefined;
  }
}

function trainingData({ site, shop }: StoreHostOptions, live: StoreThreadData): StoreThreadData {
  return {
    ...live,
    files: filesIn(join(site.dataDir, 'training'), site.dataDir),
    shop: { ...shop, storeCode: TRAINING_STORE_CODE, eInvoiceUrl: undefined },
    trainingFrom: live.files,
  };
}

/** PINs are the same in training: their key lies with the live files. */
function filesIn(folder: string, dataDir: string): StoreFiles {
  return {
    ledger: join(folder, 'ledger.db'),
    catalog: join(folder, 'catalog.db'),
    labels: join(folder, 'labels.db'),
    pepper: join(dataDir, 'pepper.key'),
    invoiceSecret: join(dataDir, 'e-invoice.key'),
  };
}
