import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { createRelaunch, recoverPages, recoverProcess, type RecoveryClock } from '#main/electron/recovery.ts';
import type { FileLog } from '#main/log-file.ts';
import { app, FakeWebContents, resetElectron } from '../../fakes/electron.ts';
import { createKeptLog, type KeptLog } from '../web/small-station.ts';

/** A clock that moves when told to. */
function createClock(): RecoveryClock & { advance(ms: number): void } {
  let nowMs = 0;
  const timers = new Set<{ atMs: number; run: () => void }>();
  return {
    nowMs: () => nowMs,
    setTimer: (run, afterMs) => {
      const timer = { atMs: nowMs + afterMs, run };
      timers.add(timer);
      return { cancel: () => timers.delete(timer) };
    },
    advance: (ms) => {
      nowMs += ms;
      for (const timer of timers) if (timer.atMs <= nowMs && timers.delete(timer)) timer.run();
    },
  };
}

let clock: ReturnType<typeof createClock>;
let log: KeptLog & FileLog;
let flushedBeforeExit: boolean[];

beforeEach(() => {
  resetElectron();
  clock = createClock();
  flushedBeforeExit = [];
  log = Object.assign(createKeptLog(), {
    file: '',
    flush: () => flushedBeforeExit.push(!app.history.some((step) => step.startsWith('exit'))),
    close: () => undefined,
  });
});

function page(relaunch: (reason: string) => void): FakeWebContents {
  recoverPages(log, relaunch, clock);
  const contents = new FakeWebContents();
  contents.on('render-process-gone', () => undefined);
  app.emit('web-contents-created', {}, contents);
  return contents;
}

describe('a page whose process is gone', () => {
  test.each(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed', 'integrity-failure', 'memory-eviction'])(
    'is loaded again: %s',
    (reason) => {
      const contents = page(() => expect.unreachable());
      contents.emit('render-process-gone', {}, { reason, exitCode: 1 });
      expect(contents.reloads).toBe(1);
    },
  );

  test('is left alone when it ended by itself', () => {
    const contents = page(() => expect.unreachable());
    contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(contents.reloads).toBe(0);
  });

  test('three times within a minute; the fourth time the program starts again', () => {
    const reasons: string[] = [];
    const contents = page((reason) => reasons.push(reason));
    for (let time = 0; time < 4; time += 1) {
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      clock.advance(15_000);
    }
    expect(contents.reloads).toBe(3);
    expect(reasons).toEqual(['page failed again: crashed']);
  });

  test('as often as it takes when it happens now and then', () => {
    const contents = page(() => expect.unreachable());
    for (let time = 0; time < 20; time += 1) {
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      clock.advance(31_000);
    }
    expect(contents.reloads).toBe(20);
  });
});

describe('a page that hangs', () => {
  test('is ended after ten seconds and loaded again', () => {
    const contents = page(() => expect.unreachable());
    contents.emit('unresponsive');
    clock.advance(9_999);
    expect(contents.crashes).toBe(0);
    clock.advance(1);
    expect([contents.crashes, contents.reloads]).toEqual([1, 1]);
  });

  test('is left alone when it comes back in time', () => {
    const contents = page(() => expect.unreachable());
    contents.emit('unresponsive');
    clock.advance(9_000);
    contents.emit('responsive');
    clock.advance(60_000);
    expect([contents.crashes, contents.reloads]).toEqual([0, 0]);
  });

  test('is forgotten when its window closes', () => {
    const contents = page(() => expect.unreachable());
    contents.emit('unresponsive');
    contents.destroy();
    clock.advance(60_000);
    expect(contents.crashes).toBe(0);
  });
});

describe('an exception nobody caught', () => {
  test.each(['uncaughtException', 'unhandledRejection'])('%s is written down, then the program starts again, once', (event) => {
    const process = new EventEmitter();
    const relaunch = createRelaunch(log, clock);
    recoverProcess(process as unknown as NodeJS.Process, log, relaunch);
    clock.advance(60_000);
    process.emit(event, new Error('first'));
    process.emit(event, new Error('second'));
    expect(app.history).toEqual(['relaunch', 'exit 1']);
    expect(flushedBeforeExit).toEqual([true]);
    expect(log.lines.map(({ error }) => (error as Error).message)).toContain('first');
  });

  test('right after the start would only come again: the program ends', () => {
    const relaunch = createRelaunch(log, clock);
    clock.advance(9_999);
    relaunch('uncaughtException');
    expect(app.history).toEqual(['exit 1']);
  });

  test('a helper process that died is written down and nothing more', () => {
    recoverProcess(new EventEmitter() as unknown as NodeJS.Process, log, () => expect.unreachable());
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139 });
    expect(log.lines).toMatchObject([{ event: 'recovery.child_process_gone', details: { type: 'GPU', exitCode: 139 } }]);
  });
});
