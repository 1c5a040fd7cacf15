import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DrawerOutcome, DrawerPolarity } from '#contract/drawer.ts';
import { createCashDrawer, type CashDrawer } from '#drivers/drawer/cash-drawer.ts';

/** A drawer with a switch that is high when it is open, a hand and a lock. */
let drawer: CashDrawer;
let moves: string[];
let pulse: DrawerOutcome['pulse'];
let jammed: boolean;
/** The level the switch has now, told at the next question. */
let now: boolean | undefined;

function create(polarity: DrawerPolarity, openWarningMs = 60_000): void {
  drawer = createCashDrawer({
    connector: {
      async pulse() {
        if (pulse === 'sent' && !jammed) setTimeout(() => drawer.levelHeard((now = true)), 300);
        return pulse;
      },
      async ask() {
        drawer.levelHeard(now);
      },
    },
    polarity,
    openWarningMs,
    onChange() {},
    onMoved: (position) => moves.push(position),
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  moves = [];
  pulse = 'sent';
  jammed = false;
  now = undefined;
  create('high_open');
});
afterEach(() => {
  drawer.stop();
  vi.useRealTimers();
});

async function openNow(): Promise<DrawerOutcome> {
  const opening = drawer.openDrawer();
  await vi.advanceTimersByTimeAsync(1500);
  return opening;
}

describe('opening', () => {
  test('with a switch, the drawer is waited for and seen', async () => {
    drawer.levelHeard(false);
    expect(await openNow()).toEqual({ pulse: 'sent', position: 'open' });
    expect(drawer.view).toMatchObject({ position: 'open', openSinceMs: 1_000_300, alarm: 'none' });
    expect(moves).toEqual(['closed', 'open']);
  });

  test('a jammed lock is an alarm until the drawer moves', async () => {
    drawer.levelHeard((now = false));
    jammed = true;
    expect(await openNow()).toEqual({ pulse: 'sent', position: 'closed' });
    expect(drawer.view.alarm).toBe('did_not_open');
    drawer.levelHeard(true);
    expect(drawer.view.alarm).toBe('none');
  });

  test('a printer that pushes nothing is asked before the drawer is called stuck', async () => {
    drawer.levelHeard(false);
    jammed = true;
    now = true;
    expect(await openNow()).toEqual({ pulse: 'sent', position: 'open' });
    expect(drawer.view.alarm).toBe('none');
  });

  test('without a known switch the pulse is all there is to know, at once', async () => {
    create('unknown');
    drawer.levelHeard(false);
    expect(await drawer.openDrawer()).toEqual({ pulse: 'sent', position: 'unknown' });
    expect(drawer.view).toMatchObject({ position: 'unknown', hasSensor: true, alarm: 'none' });
  });

  test('no pulse is an alarm until one goes', async () => {
    create('unknown');
    pulse = 'failed';
    expect(await drawer.openDrawer()).toEqual({ pulse: 'failed', position: 'unknown' });
    expect(drawer.view.alarm).toBe('no_pulse');
    pulse = 'sent';
    await drawer.openDrawer();
    expect(drawer.view.alarm).toBe('none');
  });

  test('a drawer that is open already is not waited for', async () => {
    drawer.levelHeard(true);
    expect(await drawer.openDrawer()).toEqual({ pulse: 'sent', position: 'open' });
  });
});

describe('open too long', () => {
  test('after the time that is set, until it is closed; the next opening counts anew', async () => {
    drawer.levelHeard(true);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(drawer.view.alarm).toBe('none');
    await vi.advanceTimersByTimeAsync(1);
    expect(drawer.view).toMatchObject({ alarm: 'open_too_long', openSinceMs: 1_000_000 });
    drawer.levelHeard(false);
    expect(drawer.view).toMatchObject({ alarm: 'none', openSinceMs: null });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(drawer.view.alarm).toBe('none');
  });

  test('never when it is switched off, nor once nobody knows any more where the drawer stands', async () => {
    create('high_open', 0);
    drawer.levelHeard(true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(drawer.view.alarm).toBe('none');
    create('high_open');
    drawer.levelHeard(true);
    await vi.advanceTimersByTimeAsync(60_000);
    drawer.levelHeard(undefined);
    expect(drawer.view).toMatchObject({ position: 'unknown', alarm: 'none', openSinceMs: null });
  });
});

describe('learning', () => {
  test('told open and closed, in either order, it knows which level is which', async () => {
    create('unknown');
    now = true;
    expect(await drawer.learn('closed')).toBe('half');
    now = false;
    expect(await drawer.learn('open')).toBe('high_closed');
    expect(drawer.view).toMatchObject({ polarity: 'high_closed', position: 'open' });
  });

  test('a level that does not follow the drawer is no sensor, and the drawer is unknown from then on', async () => {
    now = false;
    await drawer.learn('open');
    expect(await drawer.learn('closed')).toBe('no_sensor');
    expect(drawer.view).toMatchObject({ polarity: 'unknown', position: 'unknown' });
  });

  test('said twice, the later word counts; a lesson ends and the next begins anew', async () => {
    create('unknown');
    now = false;
    await drawer.learn('open');
    now = true;
    expect(await drawer.learn('open')).toBe('half');
    now = false;
    expect(await drawer.learn('closed')).toBe('high_open');
    expect(await drawer.learn('closed')).toBe('half');
  });
});
