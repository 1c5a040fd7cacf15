import { createWriter } from '#main/ledger/writer.ts';
import { openDatabase, type Migration } from '#main/ledger/open.ts';
import { LabelTemplateId, type LabelItem, type LabelMedia } from '#contract/label.ts';
import { Product } from '#contract/product.ts';

/** Finished jobs that are kept, so that one of their labels can be printed again. */
const KEPT_JOBS = 200;

/** What is on disk of a job. `asking`: nobody knows whether label `done + 1` came out. */
export type StoredState = 'queued' | 'paused' | 'asking' | 'done' | 'cancelled';

export interface StoredJob {
  readonly jobId: number;
  readonly template: LabelTemplateId;
  readonly title: string;
  readonly state: StoredState;
  readonly done: number;
  readonly total: number;
  readonly unconfirmed: boolean;
  readonly reprints: number;
  /** Label `done + 1` is printed again after nobody knew whether it had come out. */
  readonly again: boolean;
  /** Another roll must be loaded before it begins. */
  readonly changeRoll: boolean;
  readonly createdAtMs: number;
}

/** Consecutive labels of one product: `first` counts the labels of the job from 1. The product is a copy from the moment it was ordered. */
export interface StoredItem extends Omit<LabelItem, 'productId'> {
  readonly first: number;
  readonly product: Product;
  /** Number of the first piece; the others follow. */
  readonly serialNumber: number | undefined;
  /** The labels of an earlier job once more. */
  readonly reprint: boolean;
}

/** The size of label the printer was last given. */
export interface LoadedRoll {
  readonly width: number;
  readonly height: number;
  readonly media: LabelMedia['type'];
}

/** labels.db: jobs and the serial numbers given away. Every change is on disk when the call returns; all but `inTransaction` are one step. */
export interface LabelTable {
  inTransaction<Result>(work: () => Result): Result;
  findRequest(requestId: string): { readonly jobId: number; readonly content: string } | undefined;
  insertJob(
    job: Omit<StoredJob, 'jobId'>,
    items: readonly StoredItem[],
    request: { readonly requestId: string; readonly content: string },
  ): number;
  job(jobId: number): StoredJob | undefined;
  /** Oldest first: those not finished, then the last finished ones, newest of them last. */
  list(finishedLimit: number): readonly StoredJob[];
  /** The items of one job in order. */
  items(jobId: number): readonly StoredItem[];
  /** The item a label belongs to. */
  itemOf(jobId: number, label: number): StoredItem | undefined;
  update(jobId: number, changes: Partial<Pick<StoredJob, 'state' | 'done' | 'unconfirmed' | 'reprints' | 'again' | 'changeRoll'>>): void;
  /** Label `done + 1` is being handed to the printer: should this machine die now, a person is asked. */
  setSending(jobId: number, sending: boolean): void;
  /** Jobs that were sending when the machine died are asked about. */
  recover(): void;
  lastSerial(): number;
  setLastSerial(number: number): void;
  loadedRoll(): LoadedRoll | undefined;
  setLoadedRoll(roll: LoadedRoll): void;
  close(): void;
}

const migrations: readonly Migration[] = [
  [
    1,
    'label jobs and serial numbers',
    `
CREATE TABLE label_job(
  job_id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  template TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('queued', 'paused', 'asking', 'done', 'cancelled')),
  done INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK(done <= total),
  sending INTEGER NOT NULL,
  unconfirmed INTEGER NOT NULL,
  reprints INTEGER NOT NULL,
  again INTEGER NOT NULL,
  change_roll INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE label_item(
  job_id INTEGER NOT NULL REFERENCES label_job(job_id) ON DELETE CASCADE,
  first INTEGER NOT NULL,
  copies INTEGER NOT NULL,
  product TEXT NOT NULL,
  details TEXT NOT NULL,
  serial_number INTEGER,
  reprint INTEGER NOT NULL,
  PRIMARY KEY(job_id, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE label_memory(slot INTEGER PRIMARY KEY CHECK(slot = 1), last_serial INTEGER NOT NULL, roll TEXT) STRICT;
INSERT INTO label_memory VALUES(1, 0, NULL);
`,
  ],
];

type JobRow = {
  jobId: number;
  template: string;
  title: string;
  state: StoredState;
  done: number;
  total: number;
  unconfirmed: number;
  reprints: number;
  again: number;
  changeRoll: number;
  createdAtMs: number;
};
type ItemRow = { first: number; copies: number; product: string; details: string; serialNumber: number | null; reprint: number };

const JOB_COLUMNS =
  'job_id AS jobId, template, title, state, done, total, unconfirmed, reprints, again, change_roll AS changeRoll, created_at_ms AS createdAtMs';
const ITEM_COLUMNS = 'first, copies, product, details, serial_number AS serialNumber, reprint';

/** Opens labels.db, making it when it is missing. Throws what `openDatabase` throws. */
export function openLabelTable(file: string): LabelTable {
  const db = openDatabase(file, { migrations });
  const writer = createWriter(db, file, () => {});
  const byRequest = db.prepare<[string], { jobId: number; content: string }>(
    'SELECT job_id AS jobId, content FROM label_job WHERE request_id = ?',
  );
  const byId = db.prepare<[number], JobRow>(`SELECT ${JOB_COLUMNS} FROM label_job WHERE job_id = ?`);
  const open = db.prepare<[], JobRow>(`SELECT ${JOB_COLUMNS} FROM label_job WHERE state NOT IN ('done', 'cancelled') ORDER BY job_id`);
  const finished = db.prepare<[number], JobRow>(
    `SELECT ${JOB_COLUMNS} FROM label_job WHERE state IN ('done', 'cancelled') ORDER BY job_id DESC LIMIT ?`,
  );
  const insertJob = db.prepare(
    'INSERT INTO label_job(request_id, content, template, title, state, done, total, sending, unconfirmed, reprints, again, change_roll, created_at_ms) ' +
      'VALUES(?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)',
  );
  const insertItem = db.prepare('INSERT INTO label_item VALUES(?, ?, ?, ?, ?, ?, ?)');
  const itemsOf = db.prepare<[number], ItemRow>(`SELECT ${ITEM_COLUMNS} FROM label_item WHERE job_id = ? ORDER BY first`);
  const itemOf = db.prepare<[number, number], ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM label_item WHERE job_id = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
  );
  const update = db.prepare(
    'UPDATE label_job SET state = ?, done = ?, unconfirmed = ?, reprints = ?, again = ?, change_roll = ? WHERE job_id = ?',
  );
  const setSending = db.prepare<[number, number]>('UPDATE label_job SET sending = ? WHERE job_id = ?');
  const recover = db.prepare(
    "UPDATE label_job SET sending = 0, state = CASE WHEN state IN ('queued', 'paused') THEN 'asking' ELSE state END WHERE sending = 1",
  );
  const forget = db.prepare<[number]>(
    "DELETE FROM label_job WHERE state IN ('done', 'cancelled') AND job_id <= (SELECT max(job_id) FROM label_job) - ?",
  );
  const memory = db.prepare<[], { lastSerial: number; roll: string | null }>('SELECT last_serial AS lastSerial, roll FROM label_memory');
  const setSerial = db.prepare<[number]>('UPDATE label_memory SET last_serial = ?');
  const setRoll = db.prepare<[string]>('UPDATE label_memory SET roll = ?');

  const get = (jobId: number): StoredJob | undefined => known(byId.get(jobId));
  return {
    inTransaction: (work) => writer.run(work),
    findRequest: (requestId) => byRequest.get(requestId),
    insertJob: (job, items, { requestId, content }) =>
      writer.run(() => {
        forget.run(KEPT_JOBS - 1);
        const { template, title, state, done, total, unconfirmed, reprints, again, changeRoll, createdAtMs } = job;
        const flags = [unconfirmed, reprints, again, changeRoll].map(Number);
        const jobId = Number(insertJob.run(requestId, content, template, title, state, done, total, ...flags, createdAtMs).lastInsertRowid);
        for (const { first, copies, product, serialNumber, reprint, ...details } of items) {
          insertItem.run(jobId, first, copies, JSON.stringify(product), JSON.stringify(details), serialNumber ?? null, Number(reprint));
        }
        return jobId;
      }),
    job: get,
    list: (limit) => [...open.all(), ...finished.all(limit).toReversed()].map(toJob),
    items: (jobId) => itemsOf.all(jobId).map(toItem),
    itemOf(jobId, label) {
      const row = itemOf.get(jobId, label);
      return row && toItem(row);
    },
    update: (jobId, changes) =>
      writer.run(() => {
        const before = get(jobId);
        if (!before) return;
        const { state, done, unconfirmed, reprints, again, changeRoll } = { ...before, ...changes };
        update.run(state, done, Number(unconfirmed), reprints, Number(again), Number(changeRoll), jobId);
      }),
    setSending: (jobId, sending) => writer.run(() => void setSending.run(Number(sending), jobId)),
    recover: () => writer.run(() => void recover.run()),
    lastSerial: () => memory.get()?.lastSerial ?? 0,
    setLastSerial: (number) => writer.run(() => void setSerial.run(number)),
    loadedRoll() {
      const roll = memory.get()?.roll;
      return roll ? (JSON.parse(roll) as LoadedRoll) : undefined;
    },
    setLoadedRoll: (roll) => writer.run(() => void setRoll.run(JSON.stringify(roll))),
    close: () => void db.close(),
  };
}

function known(row: JobRow | undefined): StoredJob | undefined {
  return row && toJob(row);
}

function toJob(row: JobRow): StoredJob {
  return {
    ...row,
    template: LabelTemplateId.parse(row.template),
    unconfirmed: row.unconfirmed === 1,
    again: row.again === 1,
    changeRoll: row.changeRoll === 1,
  };
}

function toItem({ first, copies, product, details, serialNumber, reprint }: ItemRow): StoredItem {
  return {
    ...(JSON.parse(details) as Omit<LabelItem, 'productId' | 'copies'>),
    first,
    copies,
    product: Product.parse(JSON.parse(product)),
    serialNumber: serialNumber ?? undefined,
    reprint: reprint === 1,
  };
}
