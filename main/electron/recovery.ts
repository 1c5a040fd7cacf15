import { app, type Event, type RenderProcessGoneDetails, type WebContents } from 'electron';
import type { FileLog } from '../log-file.ts';

const MAX_RELOADS = 3;
const RELOAD_WINDOW_MS = 60_000;
const UNRESPONSIVE_LIMIT_MS = 10_000;
/** A failure this soon after the start would only come again. */
const MIN_UPTIME_MS = 10_000;

/** Starts the program again and ends this one; a second call does nothing, because relaunching twice starts two. */
export type Relaunch = (reason: string) => void;

export interface RecoveryClock {
  readonly nowMs: () => number;
  readonly setTimer: (run: () => void, afterMs: number) => { cancel(): void };
}

const realClock: RecoveryClock = {
  nowMs: () => performance.now(),
  setTimer: (run, afterMs) => {
    const timer = setTimeout(run, afterMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** `app.relaunch()` alone does not quit; a program that failed right after its start is ended without a new try. */
export function createRelaunch(log: FileLog, clock: RecoveryClock = realClock): Relaunch {
  const startedMs = clock.nowMs();
  let done = false;
  return (reason) => {
    if (done) return;
    done = true;
    const uptimeMs = clock.nowMs() - startedMs;
    const again = uptimeMs >= MIN_UPTIME_MS;
    log.error('recovery.exit', new Error(reason), { again, uptimeMs: Math.round(uptimeMs) });
    log.flush();
    if (again) app.relaunch();
    app.exit(1);
  };
}

/** An exception nobody caught leaves the main process in an unknown state: write it down and begin anew. The ledger is safe by itself. */
export function recoverProcess(process: Pick<NodeJS.Process, 'on'>, log: FileLog, relaunch: Relaunch): void {
  const fail = (event: string) => (error: unknown) => {
    log.error(event, error);
    relaunch(event);
  };
  process.on('uncaughtException', fail('recovery.uncaught_exception'));
  process.on('unhandledRejection', fail('recovery.unhandled_rejection'));
  app.on('child-process-gone', (_event, details) => {
    log.error('recovery.child_process_gone', new Error(details.reason), { type: details.type, exitCode: details.exitCode });
  });
}

/** Reloads a page whose process died or hangs for 10 s; the fourth time within a minute the whole program starts again. */
export function recoverPages(log: FileLog, relaunch: Relaunch, clock: RecoveryClock = realClock): void {
  const reloadsMs: number[] = [];
  const reload = (contents: WebContents, reason: string): void => {
    if (contents.isDestroyed()) return;
    const nowMs = clock.nowMs();
    while (reloadsMs[0] !== undefined && nowMs - reloadsMs[0] > RELOAD_WINDOW_MS) reloadsMs.shift();
    if (reloadsMs.length >= MAX_RELOADS) return relaunch(`page failed again: ${reason}`);
    reloadsMs.push(nowMs);
    log.error('recovery.reload', new Error(reason), { reloads: reloadsMs.length });
    contents.reload();
  };
  app.on('web-contents-created', (_event, contents) => {
    let hang: { cancel(): void } | undefined;
    contents.on('render-process-gone', (_gone: Event, { reason }: RenderProcessGoneDetails) => {
      if (reason !== 'clean-exit') reload(contents, reason);
    });
    contents.on('unresponsive', () => {
      hang ??= clock.setTimer(() => {
        hang = undefined;
        contents.forcefullyCrashRenderer();
      }, UNRESPONSIVE_LIMIT_MS);
    });
    contents.on('responsive', () => {
      hang?.cancel();
      hang = undefined;
    });
    contents.once('destroyed', () => hang?.cancel());
  });
}
