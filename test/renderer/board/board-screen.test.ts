import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_BOARD } from '#contract/board.ts';
import { VOICE_CLIPS } from '#contract/voice-clips.ts';
import { launchBrowser } from '../../browser.ts';
import { QUEUE_NOW_MS, queueCall, queueCounter, queueView } from '../../fakes/board-values.ts';
import { openScreenStation, type ScreenStation } from '../../fakes/screen-station.ts';
import { station as stationValue } from '../../fakes/screen-values.ts';
import { rendererDir, seriousFaults, stopClock } from '../screen-checks.ts';

const TV = { width: 1920, height: 1080 };

let browser: Browser;
let station: ScreenStation;
let page: Page;
let nowMs: number;

/** A twentieth of a second of a tone: 16-bit samples at 8 kHz. */
function shortTone(): Buffer {
  const samples = 400;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  for (const [offset, value] of [
    [16, 16],
    [24, 8_000],
    [28, 16_000],
    [40, samples * 2],
  ] as const)
    wav.writeUInt32LE(value, offset);
  for (const [offset, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    wav.writeUInt16LE(value, offset);
  wav.write('data', 36);
  for (let index = 0; index < samples; index += 1) wav.writeInt16LE(Math.round(9_000 * Math.sin(index / 2)), 44 + index * 2);
  return wav;
}
const tonePath = join(mkdtempSync(join(tmpdir(), 'guitai-tone-')), 'tone.wav');
const tone = shortTone();
writeFileSync(tonePath, tone);
const toneId = 'AAAAAAAAAAAAAAAAAAAAAA';

beforeAll(async () => {
  // As a browser outside of tests: silent until it was touched.
  browser = await launchBrowser(['--autoplay-policy=document-user-activation-required']);
});
afterAll(() => browser.close());
beforeEach(async () => {
  nowMs = QUEUE_NOW_MS + 2_000;
  const media = [{ id: toneId, path: tonePath, kind: 'image' as const, contentType: 'audio/wav', bytes: tone.length }];
  station = await openScreenStation({ rendererDir, media });
  station.answer('station.time', () => ({ nowMs }));
  let speaker: string | undefined;
  station.answer('board.claimVoice', ({ boardId, want }) => {
    if (want) speaker ??= boardId;
    return { granted: want && speaker === boardId };
  });
  station.publish('station', stationValue);
  station.publish('queue', queueView);
  page = await browser.newPage({ viewport: TV });
});
afterEach(async () => {
  await page.close();
  await station.close();
});

async function open(query = '', on: Page = page): Promise<void> {
  await on.goto(`${station.url}/board${query}`);
  await on.locator('.bd-wait li').first().waitFor();
}
const large = (on: Page = page): Promise<string> => on.locator('.bd-number b').innerText();
const recent = (on: Page = page): Promise<string[]> => on.locator('.bd-last b').allInnerTexts();

describe('what is shown', () => {
  test('who is called where, who was before, who waits and whose turn was missed', async () => {
    await open();
    expect(await large()).toBe('A033');
    expect((await page.locator('.bd-to').innerText()).replaceAll(/\s/g, '')).toBe('2号柜台');
    expect(await page.locator('.bd-call p').innerText()).toBe('奶粉纸尿裤咨询\nCounter 2, Formula and diapers');
    expect(await recent()).toEqual(['B014', 'C007', 'D005']);
    expect(await page.locator('.bd-last span').allInnerTexts()).toEqual(['3 号试衣间', '4 号柜台', '1 号服务台']);
    expect(await page.locator('.bd-wait h2').innerText()).toContain('等候 6 人');
    expect((await page.locator('.bd-wait li').allInnerTexts()).map((row) => row.replaceAll(/\n+/g, ' '))).toEqual([
      'A 奶粉纸尿裤咨询 A034 A035 2人 约 8–12 分钟',
      'B 童装试穿 B015 B016 2人 约 6–10 分钟',
      'C 量脚试鞋 C008 1人 约 4–6 分钟',
      'D 会员与退换货 D006 1人 约 3 分钟',
      'E 网单自提 直接到服务台 0人 不用等',
    ]);
    expect(await page.locator('.bd-ticker').innerText()).toMatch(/过号 B013 C005[^]*请到 1 号服务台[^]*周末囤货/);
    await page.getByText('6月14日').waitFor();
    expect(await page.locator('.bd-head').innerText()).toMatch(/小满母婴[^]*望京店[^]*6月14日星期日[^]*15:42/);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('an area shows its own counters, also after the address is gone', async () => {
    await open('?area=B');
    expect(await large()).toBe('B014');
    expect(await recent()).toEqual(['D005']);
    expect(await page.locator('.bd-prefix').allInnerTexts()).toEqual(['B', 'D', 'E']);
    await open();
    expect(await large()).toBe('B014');
    await open('?area=');
    expect(await large()).toBe('A033');
  });

  test('a call pulses three times and is still; two that come at once take turns of four seconds', async () => {
    await page.clock.install({ time: QUEUE_NOW_MS });
    await open();
    await stopClock(page);
    const counters = [...queueView.counters, queueCounter(12, 12, 'fitting_room')];
    const both = [queueCall(51, 'AA007', 12, { calledAtMs: nowMs }), queueCall(50, 'B015', 3, { calledAtMs: nowMs })];
    station.publish('queue', { ...queueView, counters, calls: [...both, ...queueView.calls] });
    const halfSecondLater = async (): Promise<string> => {
      await page.clock.runFor(500);
      return large();
    };
    await expect.poll(halfSecondLater).toBe('B015');
    const { name, count, duration } = await page.locator('.bd-call').evaluate((block) => {
      const style = getComputedStyle(block);
      return { name: style.animationName, count: style.animationIterationCount, duration: style.animationDuration };
    });
    expect([name, count, duration]).toEqual(['bd-lit', '3', '0.6s']);
    await page.clock.runFor(3_000);
    expect(await large()).toBe('B015');
    await page.clock.runFor(1_500);
    expect(await large()).toBe('AA007');
    expect(await recent()).toEqual(['B015', 'A033', 'B014']);
    await page.clock.runFor(60_000);
    expect(await large()).toBe('AA007');
  });

  test('nobody is called: it says so; messages change every eight seconds', async () => {
    await page.clock.install({ time: QUEUE_NOW_MS });
    await open();
    await stopClock(page);
    station.publish('queue', { ...queueView, calls: queueView.calls.map((call) => ({ ...call, state: 'served' as const })) });
    await page.getByText('暂时没有叫号').waitFor();
    const message = (): Promise<string> => page.locator('.bd-ticker p').innerText();
    const halfSecondLater = async (): Promise<string> => {
      await page.clock.runFor(500);
      return message();
    };
    await expect.poll(halfSecondLater).toMatch(/^周末囤货/);
    await expect.poll(halfSecondLater).toBe('母婴室在二楼电梯旁');
    await page.clock.runFor(7_000);
    expect(await message()).toBe('母婴室在二楼电梯旁');
    await page.clock.runFor(1_000);
    expect(await message()).not.toBe('母婴室在二楼电梯旁');
  });

  test.each([
    ['1080p', TV, 'zh'],
    ['4K', { width: 3840, height: 2160 }, 'en'],
    ['upright', { width: 1080, height: 1920 }, 'en'],
  ] as const)('on %s nothing is cut, hidden or smaller than it should be', async (_name, viewport, language) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(`localStorage.setItem('guitai.language.board', '${language}')`);
    const counters = [...queueView.counters, queueCounter(12, 12, 'fitting_room')];
    station.publish('queue', { ...queueView, counters, calls: [queueCall(51, 'AA00742', 12), ...queueView.calls] });
    await open();
    await page.getByText('AA00742').waitFor();
    await station.goAway();
    await page.locator('.bd-stale').waitFor();
    const faults = await page.locator('.bd-page').evaluate(
      (board, least) => {
        const found: string[] = [];
        const frame = board.getBoundingClientRect();
        for (const element of board.querySelectorAll<HTMLElement>('h1,h2,h3,b,strong,span,small,p,i,time')) {
          const text = element.innerText.trim();
          if (text === '') continue;
          const box = element.getBoundingClientRect();
          if (box.right > frame.right || box.bottom > frame.bottom) found.push(`outside: ${text}`);
          if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden') found.push(`cut: ${text}`);
          if (Number.parseFloat(getComputedStyle(element).fontSize) < least) found.push(`small: ${text}`);
        }
        const number = board.querySelector('.bd-number b')?.getBoundingClientRect();
        const place = board.querySelector('.bd-to')?.getBoundingClientRect();
        if (!number || !place || number.right > place.left) found.push('number over place');
        return found;
      },
      (Math.min(viewport.width, viewport.height) / 1080) * 28,
    );
    expect(faults).toEqual([]);
  });
});

describe('out of touch', () => {
  test('for an hour: keeps the numbers and says since when, then comes back by itself and speaks nothing of what is old', async () => {
    await page.clock.install({ time: QUEUE_NOW_MS });
    await open();
    await page.locator('.bd-page').click();
    await station.goAway();
    await page.getByText('15:42 起与叫号台断开').waitFor();
    await page.clock.runFor(3_600_000);
    expect(await large()).toBe('A033');
    expect(await page.locator('.bd-head time').innerText()).toBe('16:42');
    nowMs += 3_600_000;
    station.publish('queue', { ...queueView, calls: [queueCall(90, 'A071', 2, { calledAtMs: nowMs - 61_000 }), ...queueView.calls] });
    await station.comeBack();
    await page.clock.runFor(10_000);
    await page.getByText('A071').waitFor();
    await page.locator('.bd-stale').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => performance.getEntriesByName('announcement').length)).toBe(0);
  });
});

describe('what is said', () => {
  const spoken = (on: Page): Promise<number[]> =>
    on.evaluate(() => performance.getEntriesByName('announcement').map((entry) => (entry as PerformanceMeasure).detail.callId as number));

  test('every clip decodes to a word that can be heard', async () => {
    await open();
    const heard = await page.evaluate(
      async (names) => {
        const context = new OfflineAudioContext(1, 1, 48_000);
        return Promise.all(
          names.map(async (name) => {
            const response = await fetch(`/voice/${name}.ogg`);
            const sound = await context.decodeAudioData(await response.arrayBuffer());
            const samples = sound.getChannelData(0);
            const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
            const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
            return { name, seconds: sound.duration, rms, peak };
          }),
        );
      },
      VOICE_CLIPS.map(({ name }) => name),
    );
    expect(heard.filter(({ seconds }) => seconds < 0.15 || seconds > 1.4)).toEqual([]);
    expect(heard.filter(({ rms, peak }) => rms < 0.05 || rms > 0.2 || peak >= 1)).toEqual([]);
  });

  test("after a touch the board that has the voice of its area says each call, with the shop's own clips; another board is silent", async () => {
    station.publish('voice', { clips: VOICE_CLIPS.map(({ name }) => ({ name, id: toneId })) });
    const board = { ...DEFAULT_BOARD, voice: { ...DEFAULT_BOARD.voice, times: 1 } };
    station.publish('queue', { ...queueView, board, calls: [] });
    // Whatever the test asks of the page counts as a touch: the board must be there before.
    await page.goto(`${station.url}/board`, { waitUntil: 'networkidle' });
    const hint = page.getByText('点一下屏幕，打开叫号声音');
    await hint.waitFor();
    await page.locator('.bd-page').click();
    await hint.waitFor({ state: 'detached' });
    const other = await browser.newPage({ viewport: TV });
    await open('', other);
    await other.locator('.bd-page').click();
    station.publish('queue', {
      ...queueView,
      board,
      calls: [queueCall(61, 'B015', 3, { calledAtMs: nowMs }), queueCall(60, 'A034', 2, { calledAtMs: nowMs })],
    });
    await page.bringToFront();
    await page.waitForFunction(() => performance.getEntriesByName('announcement').length === 2);
    expect(await spoken(page)).toEqual([60, 61]);
    expect(await spoken(other)).toEqual([]);
    const [first, second] = await page.evaluate(() =>
      performance.getEntriesByName('announcement').map((entry) => [entry.startTime, entry.startTime + entry.duration]),
    );
    expect(second?.[0]).toBeGreaterThanOrEqual(first?.[1] ?? Number.POSITIVE_INFINITY);
    await other.close();
  });
});
