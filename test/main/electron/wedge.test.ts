import type { Input, WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hearWedge } from '#main/electron/wedge.ts';
import type { StationHost } from '#main/host.ts';
import { FakeWebContents } from '../../fakes/electron.ts';
import { createKeptLog, type KeptLog } from '../web/small-station.ts';

interface Frame {
  readonly name: string;
  readonly input: { readonly text: string; readonly source: string; readonly requestId: string };
}

let contents: FakeWebContents;
let frames: Frame[];
let roles: string[];
let closed: number;
let log: KeptLog;
let answers: object[];
let atMs: number;

beforeEach(() => {
  vi.useFakeTimers();
  contents = new FakeWebContents();
  frames = [];
  roles = [];
  closed = 0;
  log = createKeptLog();
  answers = [];
  atMs = 1000;
  const host: Pick<StationHost, 'connect'> = {
    connect(role) {
      roles.push(role);
      return {
        async receive(frameText) {
          frames.push(JSON.parse(frameText) as Frame);
          return JSON.stringify(answers.shift() ?? { type: 'reply', id: 1, ok: true, output: {} });
        },
        close: () => void (closed += 1),
      };
    },
  };
  hearWedge({ contents: contents as unknown as WebContents, host, log, nowMs: () => atMs });
});
afterEach(() => void vi.useRealTimers());

const NO_MODIFIER = { shift: false, control: false, alt: false, meta: false, isAutoRepeat: false, isComposing: false, modifiers: [] };

/** One key, so many milliseconds after the last; true when the page does not get it. */
function press(key: string, gapMs: number, more: Partial<Input> = {}): boolean {
  atMs += gapMs;
  vi.advanceTimersByTime(gapMs);
  const code = /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return contents.isHeldBack('before-input-event', { type: 'keyDown', key, code, ...NO_MODIFIER, ...more });
}

/** What the page got of these keys. */
function type(text: string, gapMs: number): string {
  return Array.from(text, (key) => (press(key, gapMs) ? '' : key)).join('');
}

const refusal = (code: string): object => ({ type: 'reply', id: 1, ok: false, error: { code, message: '', details: {} } });
const texts = (): readonly string[] => frames.map(({ input }) => input.text);

describe('a scanner', () => {
  test.each([
    ['Datalogic BC2090', 1],
    ['Netum NSL-5', 6],
    ['Honeywell 1400g', 10],
    ['Netum NSC750', 19],
  ])('%s, a key every %i ms: five keys reach the page, the rest and Enter do not, the code goes to the shop', (_, gapMs) => {
    expect(type('6973012450313', gapMs)).toBe('69730');
    expect(press('Enter', gapMs)).toBe(true);
    expect(frames).toEqual([
      {
        type: 'request',
        id: 1,
        name: 'basket.scan',
        input: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, text: '6973012450313', source: 'scanner' },
      },
    ]);
    vi.advanceTimersByTime(1000);
    expect(contents.inserted).toEqual([]);
    expect(roles).toEqual(['till']);
  });

  test('scanning twice sends two codes under two request ids', () => {
    for (let scan = 0; scan < 2; scan += 1) {
      type('6973012450313', 6);
      press('Enter', 6);
      press('Enter', 6);
    }
    expect(texts()).toEqual(['6973012450313', '6973012450313']);
    expect(new Set(frames.map(({ input }) => input.requestId)).size).toBe(2);
  });

  test('with a doubled Enter presses nothing', () => {
    type('6973012450313', 6);
    press('Enter', 6);
    expect(press('Enter', 6)).toBe(true);
    expect(press('Enter', 500)).toBe(false);
  });

  test('is read behind a Chinese input method, with capitals and GS', () => {
    type('010697', 6);
    press('Shift', 1);
    expect(press('Process', 1, { code: 'KeyA', shift: true })).toBe(true);
    press('Control', 1);
    expect(press(']', 1, { code: 'BracketRight', control: true })).toBe(true);
    expect(press('F8', 2)).toBe(true);
    expect(press('Process', 6, { code: 'Digit7' })).toBe(true);
    press('Enter', 6);
    expect(texts()).toEqual(['010697A\u001d\u001d7']);
  });

  test('keeps its code whole when the machine was busy for a moment; what had gone back to the page is not sent twice', () => {
    expect(type('69730124', 6)).toBe('69730');
    expect(press('5', 300)).toBe(false);
    expect(contents.inserted).toEqual(['124']);
    type('0313', 6);
    expect(press('Enter', 6)).toBe(true);
    expect(texts()).toEqual(['6973012450313']);
  });

  test('keeps the quantity typed right before it', () => {
    press('3', 400);
    press('*', 150, { code: 'Digit8', shift: true });
    press('0', 150);
    type('00512', 6);
    press('Enter', 6);
    expect(frames.map(({ input }) => input)).toMatchObject([{ text: '000512', quantityMilli: 3000, source: 'scanner' }]);
  });

  test('whose answer got lost is asked again under the same request id', async () => {
    answers = [refusal('disconnected')];
    type('6973012450313', 6);
    press('Enter', 6);
    await expect.poll(() => frames.length).toBe(2);
    expect(frames[1]).toEqual(frames[0]);
    expect(log.lines).toEqual([]);
  });

  test('that the shop does not take is written down without its code', async () => {
    answers = [refusal('safe_mode')];
    type('6973012450313', 6);
    press('Enter', 6);
    await expect.poll(() => log.lines).toEqual([{ event: 'scan.refused', details: { device: 'wedge', code: 'safe_mode' } }]);
  });
});

describe('a person', () => {
  test('typing fast is passed on key by key, Enter too', () => {
    expect(type('hemu 2 duan naifen 800g', 55)).toBe('hemu 2 duan naifen 800g');
    expect(press('Enter', 90)).toBe(false);
    expect(frames).toEqual([]);
    expect(contents.inserted).toEqual([]);
  });

  test('who hammers eight keys at once gets all of them: what was held is typed when the burst ends', () => {
    expect(type('asdfjklp', 10)).toBe('asdfj');
    vi.advanceTimersByTime(199);
    expect(contents.inserted).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(contents.inserted).toEqual(['klp']);
    expect(press('Enter', 700)).toBe(false);
    expect(frames).toEqual([]);
  });

  test('who goes on with another key gets the held ones first', () => {
    type('asdfjkl', 10);
    expect(press('ArrowLeft', 60)).toBe(false);
    expect(contents.inserted).toEqual(['kl']);
  });

  test('holding a key down is passed on', () => {
    press('0', 500);
    for (let repeat = 0; repeat < 20; repeat += 1) expect(press('0', 15, { isAutoRepeat: true })).toBe(false);
    expect(press('Enter', 15)).toBe(false);
  });

  test('releasing keys is nobody’s business', () => {
    expect(contents.isHeldBack('before-input-event', { type: 'keyUp', key: '1', code: 'Digit1', ...NO_MODIFIER })).toBe(false);
  });
});

test('with the window goes its connection, and nothing is typed into a page that is gone', () => {
  type('asdfjklp', 10);
  contents.destroy();
  vi.advanceTimersByTime(1000);
  expect(closed).toBe(1);
  expect(contents.inserted).toEqual([]);
});
