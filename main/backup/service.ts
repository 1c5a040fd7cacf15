import type { BackupView, DiskLevel } from '#contract/backup.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Operator } from '#contract/staff.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';
import type { Publish } from '#main/store/publish.ts';
import type { HostHandlers } from '../host.ts';
import type { Log } from '../log.ts';
import { dueJob } from './due.ts';
import type { BackupSite } from './jobs.ts';
import { wireErrorOf } from './media.ts';
import { fromWireError } from '#main/store/frames.ts';
import { createVouching } from './vouch.ts';
import { runInThread } from './run-thread.ts';
import type { BackupOrder, BackupReport } from './work.ts';

export interface BackupServiceOptions {
  readonly site: BackupSite;
  readonly publish: Publish;
  readonly log: Log;
  readonly clock: () => number;
  /** Asks the store whether the person at the till may; rejects with GuitaiError. */
  permit(requestId: string, caller: Caller): Promise<ProcedureOutput<'backup.permit'>>;
  /** Closes the ledger, does the work, and opens it again. */
  whileClosed(work: () => Promise<void>): Promise<void>;
  /** The ledger is the shop's own and can be backed up now: not training, not closed. */
  readonly isLive: () => boolean;
  /** The ledger cannot be opened: nobody is signed in, and a backup's own people vouch. */
  readonly isSafe: () => boolean;
  readonly run?: (site: BackupSite, order: BackupOrder, signal: AbortSignal) => Promise<BackupReport>;
}

/** Backups of a running station: every hour, when a shift or day closes, and on demand; a rehearsal every day. */
export interface BackupService {
  readonly handlers: Pick<HostHandlers, 'backup.take' | 'backup.rehearse' | 'backup.restore'>;
  start(): void;
  /** A shift or a day was closed: what it says must not lie on one disk alone. */
  periodClosed(): void;
  setDisk(disk: { readonly level: DiskLevel; readonly freeBytes: number }): void;
  /** Ends the work in progress; resolves when it has ended, at the latest after a limit. */
  stop(): Promise<void>;
}

const SHOWN_JOBS = ['backup', 'rehearsal', 'restore'] as const;
const NOBODY: Operator = { id: 0, name: '' };
const LOOK_EVERY_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

export function createBackupService(options: BackupServiceOptions): BackupService {
  const { site, publish, log, clock, run = runInThread } = options;
  let view: BackupView = { work: 'idle', backups: [], media: [], proven: null, problem: null, disk: { level: 'ok', freeBytes: 0 } };
  const ending = new AbortController();
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let periodWaits = false;
  const vouch = createVouching(async (name, credentials) => {
    const { operator } = await run(site, { job: 'authorize', name, credentials }, ending.signal);
    return operator ?? NOBODY;
  }, clock);

  const show = (changes: Partial<BackupView>): void => publish('backup', (view = { ...view, ...changes }));

  /** One order at a time. What fails is shown and logged; whoever asked hears of it. */
  function begin(order: BackupOrder): Promise<void> {
    if (working) return Promise.reject(new GuitaiError('backup_running'));
    const shown = SHOWN_JOBS.find((job) => job === order.job);
    show({ work: shown ?? 'idle' });
    const work = async (): Promise<void> => {
      try {
        const { backups, media, proven, problem } = await run(site, order, ending.signal);
        show({ work: 'idle', backups: [...backups], media, proven, problem });
      } catch (error) {
        log.error('backup.failed', error, { job: order.job });
        const problem = shown ? { work: shown, atMs: clock(), error: wireErrorOf(error) } : view.problem;
        show({ work: 'idle', problem });
        throw fromWireError(wireErrorOf(error));
      } finally {
        working = undefined;
      }
    };
    return (working = work());
  }

  /** Whoever asked hears that it has begun; how it goes on is in the view. */
  function start(order: BackupOrder): void {
    if (working) throw new GuitaiError('backup_running');
    begin(order).catch(() => undefined);
  }

  function look(): void {
    if (working || !options.isLive()) return;
    const job = dueJob(view, clock(), periodWaits);
    if (!job) return;
    periodWaits = false;
    start({ job });
  }

  return {
    handlers: {
      'backup.take'() {
        start({ job: 'backup' });
        return {};
      },
      'backup.rehearse'() {
        start({ job: 'rehearsal' });
        return {};
      },
      async 'backup.restore'({ requestId, name, code, pin }, caller) {
        if (working) throw new GuitaiError('backup_running');
        const credentials = code !== undefined && pin !== undefined ? { code, pin } : undefined;
        const operator = options.isSafe() ? await vouch(name, credentials) : (await options.permit(requestId, caller)).operator;
        if (working) throw new GuitaiError('backup_running');
        const order: BackupOrder = { job: 'restore', name, by: { by: options.isSafe() ? 'safe_mode' : 'till', operator: { ...operator } } };
        options.whileClosed(() => begin(order)).catch(() => undefined);
        return {};
      },
    },
    start() {
      show({});
      start({ job: 'list' });
      timer = setInterval(look, LOOK_EVERY_MS).unref();
    },
    periodClosed() {
      periodWaits = true;
      look();
    },
    setDisk: (disk) => show({ disk }),
    async stop() {
      clearInterval(timer);
      ending.abort();
      const limit = Promise.withResolvers<void>();
      const limitTimer = setTimeout(limit.resolve, STOP_LIMIT_MS);
      await Promise.race([working?.catch(() => undefined), limit.promise]);
      clearTimeout(limitTimer);
    },
  };
}
