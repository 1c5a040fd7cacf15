import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestLedger, saleDraft, temporaryDirectory } from '../ledger/fixtures.ts';
import { clockAt, makeTill, openTillLedger, sell } from './fixtures.ts';
import { runBackup, runRehearsal, runRestore } from '#main/backup/jobs.ts';
import { finishRestore } from '#main/backup/restore.ts';
import { readBackupState } from '#main/backup/state.ts';
import { hashFile } from '#main/backup/manifest.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { readWitness } from '#main/ledger/witness.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let dataDir: string;
let ledgerFile: string;
beforeEach(() => {
  directory = temporaryDirectory();
  dataDir = join(directory.path, 'data');
  ledgerFile = join(dataDir, 'ledger.db');
});
afterEach(() => directory.remove());

const by = { by: 'command' };
const garbage = 'no database any more '.repeat(400);

describe('a restore', () => {
  test('goes on in a new epoch: no receipt number comes again, and the journal names both heads', () => {
    const site = makeTill(dataDir, 2);
    runBackup(site, clockAt(0));
    // Two more sales, which the backup does not know: 000003 and 000004 were on receipts.
    expect(sell(dataDir, 2)).toEqual(['S001-01-1-000003', 'S001-01-1-000004']);
    const lost = verifyLedger(ledgerFile).head;
    const plan = runRestore(site, 'latest', by, clockAt(0));
    expect(plan).toMatchObject({ snapshot: '20261122T020000Z-3', epoch: 2, lostHead: lost, staffForgotten: false });
    expect(sell(dataDir, 1)).toEqual(['S001-01-2-000001']);
    const report = verifyLedger(ledgerFile);
    // 3 of the backup, the new key, ledger.restored, one sale.
    expect(report).toMatchObject({ ok: true, entries: 6, keys: [{ reason: 'first' }, { reason: 'epoch', endorsed: true }] });
    const ledger = openTillLedger(dataDir);
    expect(ledger.read(5)).toMatchObject({
      kind: 'ledger.restored',
      body: { snapshot: '20261122T020000Z-3', head: { seq: 3 }, lostHead: lost, epoch: 2, by: 'command' },
    });
    ledger.close();
  });

  test('keeps what it replaced as evidence, byte for byte, with its witness', () => {
    const site = makeTill(dataDir, 2);
    runBackup(site, clockAt(0));
    writeFileSync(ledgerFile, garbage);
    const { evidence, lostHead } = runRestore(site, 'latest', by, clockAt(30));
    const kept = join(dataDir, 'evidence', evidence);
    expect(readFileSync(join(kept, 'ledger.db'), 'utf8')).toBe(garbage);
    // The damaged file says nothing any more; its witness saw entry 3.
    expect(lostHead).toMatchObject({ seq: 3 });
    expect(readdirSync(kept).toSorted()).toEqual(expect.arrayContaining(['ledger.db', 'ledger.db.witness', 'restore.json']));
    expect(existsSync(join(dataDir, 'restore'))).toBe(false);
    expect(sell(dataDir, 1)).toEqual(['S001-01-2-000001']);
  });

  test('lets the second witness begin anew: it knows where the lost ledger ended, and is kept with it', () => {
    const site = { ...makeTill(dataDir, 2), secondWitness: join(directory.path, 'stick.witness') };
    runBackup(site, clockAt(0));
    const { secondWitness } = site;
    const ledger = openTillLedger(dataDir, secondWitness);
    ledger.commit(saleDraft({ lines: 1 }));
    const lost = ledger.head();
    ledger.close();
    for (const name of ['ledger.db', 'ledger.db.witness']) writeFileSync(join(dataDir, name), garbage);
    const { evidence, lostHead } = runRestore(site, 'latest', by, clockAt(30));
    expect(lostHead).toEqual(lost);
    expect(readWitness(join(dataDir, 'evidence', evidence, 'second.witness'))).toEqual(lost);
    const restored = openTillLedger(dataDir, secondWitness);
    restored.commit(saleDraft({ lines: 1 }));
    restored.close();
    expect(readWitness(secondWitness)).toEqual(readWitness(join(dataDir, 'ledger.db.witness')));
  });

  test('is not kept up by a second witness that is not plugged in', () => {
    const site = { ...makeTill(dataDir, 2), secondWitness: join(directory.path, 'no-stick', 'till.witness') };
    runBackup(site, clockAt(0));
    expect(runRestore(site, 'latest', by, clockAt(0))).toMatchObject({ epoch: 2 });
    expect(sell(dataDir, 1)).toEqual(['S001-01-2-000001']);
  });

  test('of a backup older than an earlier restore takes an epoch above that one, also when the ledger tells nothing', () => {
    const site = makeTill(dataDir, 1);
    runBackup(site, clockAt(0));
    expect(runRestore(site, 'latest', by, clockAt(10)).epoch).toBe(2);
    sell(dataDir, 1);
    writeFileSync(ledgerFile, garbage);
    expect(runRestore(site, '20261122T020000Z-2', by, clockAt(20)).epoch).toBe(3);
    expect(sell(dataDir, 1)).toEqual(['S001-01-3-000001']);
  });

  test('is refused while a station holds the ledger, and changes nothing', () => {
    const site = makeTill(dataDir, 1);
    runBackup(site, clockAt(0));
    const station = openTillLedger(dataDir);
    expect(() => runRestore(site, 'latest', by, clockAt(10))).toThrow(expect.objectContaining({ code: 'ledger_busy' }));
    expect(station.commit(saleDraft({ lines: 1 })).entry.number).toBe(2);
    station.close();
  });

  test('of a backup whose bytes changed is refused, and the ledger stays as it is', () => {
    const site = makeTill(dataDir, 1);
    const { folder } = runBackup(site, clockAt(0));
    appendFileSync(join(folder, 'ledger.db'), 'x');
    const before = hashFile(ledgerFile);
    expect(() => runRestore(site, 'latest', by, clockAt(10))).toThrow(expect.objectContaining({ code: 'backup_damaged' }));
    expect(hashFile(ledgerFile)).toBe(before);
    expect(existsSync(join(dataDir, 'restore'))).toBe(false);
  });

  test('leaves a catalogue that is well alone, and brings back one that is not', () => {
    const site = makeTill(dataDir, 1);
    runBackup(site, clockAt(0));
    appendFileSync(join(dataDir, 'settings.json'), '\n');
    const settings = hashFile(join(dataDir, 'settings.json'));
    writeFileSync(join(dataDir, 'catalog.db'), garbage);
    const { evidence } = runRestore(site, 'latest', by, clockAt(10));
    expect(readFileSync(join(dataDir, 'evidence', evidence, 'catalog.db'), 'utf8')).toBe(garbage);
    expect(readFileSync(join(dataDir, 'catalog.db'), 'latin1').slice(0, 15)).toBe('SQLite format 3');
    expect(hashFile(join(dataDir, 'settings.json'))).toBe(settings);
  });

  test('onto a new machine brings settings and catalogue, and a list of people whose PINs nobody can check is emptied', () => {
    const stick = join(directory.path, 'stick');
    mkdirSync(stick);
    const site = makeTill(dataDir, 1, [stick]);
    const ledger = openTillLedger(dataDir);
    ledger.db.exec(
      `INSERT INTO staff(code, name, role, active, salt, hash, parameters) VALUES('01', '店主', 'owner', 1, x'00', x'00', '{}')`,
    );
    ledger.close();
    runBackup(site, clockAt(0));
    rmSync(dataDir, { recursive: true });
    mkdirSync(dataDir);
    expect(runRestore(site, 'latest', by, clockAt(10))).toMatchObject({ epoch: 2, lostHead: null, staffForgotten: true });
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['catalog.db', 'ledger.db', 'settings.json']));
    const restored = openTillLedger(dataDir);
    expect(restored.db.prepare('SELECT count(*) FROM staff').pluck().get()).toBe(0);
    restored.close();
    // The old key is on the lost machine: the new one has nobody to vouch for it.
    expect(verifyLedger(ledgerFile)).toMatchObject({ ok: true, keys: [{ endorsed: false }, { reason: 'missing', endorsed: false }] });
  });

  test('does not bring back an open basket, and what was to be printed then is for a person to look at', () => {
    const site = makeTill(dataDir, 1);
    const ledger = openTillLedger(dataDir);
    ledger.db.exec(
      `INSERT INTO basket(till, basket_id, revision, phase, next_line_id, last_line_id) VALUES('station', 'b', 4, 'selling', 2, 1); INSERT INTO basket_line VALUES('station', 1, '{}')`,
    );
    ledger.close();
    runBackup(site, clockAt(0));
    runRestore(site, 'latest', by, clockAt(10));
    const restored = openTillLedger(dataDir);
    expect(restored.db.prepare('SELECT count(*) FROM basket_line').pluck().get()).toBe(0);
    expect(restored.printJobs.list(['unknown'], 10)).toHaveLength(1);
    restored.close();
  });

  test('says that there is no backup', () => {
    expect(() => runRestore(makeTill(dataDir, 1), 'latest', by)).toThrow(expect.objectContaining({ code: 'backup_missing' }));
  });
});

describe('a restore that a power cut interrupted', () => {
  /** A restore up to its plan, without the moves: as if the power went right after the plan was on disk. */
  function cutAfterPlan(): void {
    const site = makeTill(dataDir, 1);
    runBackup(site, clockAt(0));
    sell(dataDir, 1);
    const { evidence } = runRestore(site, 'latest', by, clockAt(10));
    const kept = join(dataDir, 'evidence', evidence);
    const work = join(dataDir, 'restore');
    mkdirSync(work);
    for (const name of ['ledger.db', 'ledger.db.witness']) {
      renameSync(join(dataDir, name), join(work, name));
      renameSync(join(kept, name), join(dataDir, name));
    }
    renameSync(join(kept, 'restore.json'), join(work, 'restore.json'));
  }

  test('is finished by the next start', () => {
    cutAfterPlan();
    expect(verifyLedger(ledgerFile).entries).toBe(3);
    expect(finishRestore(dataDir)).toMatchObject({ epoch: 2 });
    expect(sell(dataDir, 1)).toEqual(['S001-01-2-000001']);
    expect(finishRestore(dataDir)).toBeUndefined();
  });

  test.each(['the old ledger is moved away', 'the new one is in its place'])('also when %s already', (moment) => {
    cutAfterPlan();
    const kept = join(dataDir, 'evidence', readdirSync(join(dataDir, 'evidence'))[0] ?? '');
    renameSync(ledgerFile, join(kept, 'ledger.db'));
    if (moment.startsWith('the new')) renameSync(join(dataDir, 'restore', 'ledger.db'), ledgerFile);
    finishRestore(dataDir);
    expect(sell(dataDir, 1)).toEqual(['S001-01-2-000001']);
    expect(verifyLedger(ledgerFile).ok).toBe(true);
  });

  test('before its plan was whole is thrown away', () => {
    makeTill(dataDir, 1);
    mkdirSync(join(dataDir, 'restore'));
    writeFileSync(join(dataDir, 'restore', 'ledger.db'), garbage);
    expect(finishRestore(dataDir)).toBeUndefined();
    expect(existsSync(join(dataDir, 'restore'))).toBe(false);
    expect(sell(dataDir, 1)).toEqual(['S001-01-1-000002']);
  });
});

describe('a rehearsal', () => {
  test('restores the newest backup beside the station, proves it, and leaves nothing but the date', () => {
    const site = makeTill(dataDir, 2);
    runBackup(site, clockAt(0));
    const station = openTillLedger(dataDir);
    const keys = readdirSync(join(dataDir, 'ledger.db.keys'));
    expect(runRehearsal(site, clockAt(5))?.name).toBe('20261122T020000Z-3');
    expect(readBackupState(dataDir).proven).toEqual({
      name: '20261122T020000Z-3',
      createdAtMs: clockAt(0)(),
      seq: 3,
      provenAtMs: clockAt(5)(),
    });
    expect(existsSync(join(dataDir, 'rehearsal'))).toBe(false);
    expect(readdirSync(join(dataDir, 'ledger.db.keys'))).toEqual(keys);
    expect(station.commit(saleDraft({ lines: 1 })).entry.receiptNumber).toBe('S001-01-1-000003');
    station.close();
  });

  test('of a backup that rotted fails, says so, and leaves the last proof as it was', () => {
    const site = makeTill(dataDir, 1);
    const { folder } = runBackup(site, clockAt(0));
    runRehearsal(site, clockAt(5));
    const bytes = readFileSync(join(folder, 'ledger.db'));
    bytes.writeUInt8((bytes.at(5000) ?? 0) ^ 1, 5000);
    writeFileSync(join(folder, 'ledger.db'), bytes);
    expect(() => runRehearsal(site, clockAt(1500))).toThrow(expect.objectContaining({ code: 'backup_damaged' }));
    expect(readBackupState(dataDir)).toMatchObject({ proven: { provenAtMs: clockAt(5)() }, problem: { work: 'rehearsal' } });
  });

  test('without a backup proves nothing', () => {
    const site = makeTill(dataDir, 1);
    expect(runRehearsal(site, clockAt(0))).toBeUndefined();
    expect(readBackupState(dataDir).proven).toBeNull();
  });
});

test('a restored ledger that another till opens under its own name numbers under that name', () => {
  const site = makeTill(dataDir, 1);
  runBackup(site, clockAt(0));
  runRestore(site, 'latest', by, clockAt(10));
  const other = openTestLedger(ledgerFile, { terminal: '02' });
  expect(other.commit(saleDraft()).entry.receiptNumber).toBe('S001-02-3-000001');
  other.close();
});
