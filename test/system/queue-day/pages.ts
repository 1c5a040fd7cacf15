import type { Browser, Locator, Page } from 'playwright-core';
import type { MortalStation } from './mortal-station.ts';
import { isEmpty, isWanted } from './people.ts';
import type { Day } from './queue-day.ts';
import type { Terminal } from './terminal.ts';
import type { QueueDesk } from '#contract/queue.ts';
import type { Announcement } from '#renderer/voice/announcer.ts';

/** Longer than a start of the station and a page's way back to it. */
const PATIENCE_MS = 60_000;
/** A tap or a key that fell into the gap between two stations comes again. */
const AGAIN_MS = 3_000;
/** The caller takes a second "next" within a second for the same press; the first moment of a ticket at the kiosk hears no tap. */
const UNHURRIED_MS = 1_100;

async function openPage(browser: Browser, station: MortalStation, screen: string, size = { width: 1366, height: 768 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size, locale: 'zh-CN' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.clock.install();
  await page.goto(`${station.url}/${screen}`);
  return page;
}

/** Taps tickets at the kiosk's screen until nobody comes any more. What was not answered is tapped again: it is the same ticket then. */
export async function tapTickets(day: Day, browser: Browser, station: MortalStation): Promise<void> {
  const page = await openPage(browser, station, 'kiosk');
  while (day.comesAnother()) {
    const row = page.locator('.kk-go').nth(Math.floor(day.random() * 3));
    const number = page.locator('.kk-take h1 b');
    await tapUntil(row, number);
    day.told.push(await number.innerText());
    day.acted();
    await page.clock.fastForward(UNHURRIED_MS);
    await page.locator('.kk-acts .btn').first().click();
    await number.waitFor({ state: 'detached' });
  }
  await page.close();
}

/** Taps, and taps again while nothing comes of it: the station was away. */
async function tapUntil(row: Locator, number: Locator): Promise<void> {
  for (;;) {
    await row.or(number).first().waitFor();
    if (await number.isVisible()) return;
    // Not enabled while the station is away.
    await row.click({ timeout: AGAIN_MS }).catch(() => undefined);
    await number.waitFor({ timeout: AGAIN_MS }).catch(() => undefined);
  }
}

/** Works at a counter by the keys of the caller's screen alone. `observer` tells when there is something to do. */
export async function pressKeysAt(
  day: Day,
  browser: Browser,
  station: MortalStation,
  observer: Terminal,
  counterId: number,
): Promise<void> {
  const page = await openPage(browser, station, 'caller');
  await page
    .locator('.ca-choices button')
    .nth(counterId - 1)
    .click();
  await page.locator('.ca-now').waitFor();
  for (;;) {
    const desk = await observer.until(
      'queueDesk',
      (value) => isWanted(value, counterId) || ticketAt(value, counterId) !== undefined || (day.closing() && isEmpty(value)),
    );
    const before = ticketAt(desk, counterId);
    if (before === undefined && !isWanted(desk, counterId)) break;
    const key = before !== undefined && day.random() < 0.2 ? 'KeyF' : 'Space';
    await pressUntil(
      page,
      key,
      observer.until('queueDesk', (value) => ticketAt(value, counterId) !== before || isIdle(value, counterId)),
    );
    day.acted();
  }
  await page.close();
}

/** Presses until it is seen that it was heard. */
async function pressUntil(page: Page, key: string, heard: Promise<unknown>): Promise<void> {
  const done = heard.then(() => true);
  do {
    await page.clock.fastForward(UNHURRIED_MS);
    await page.keyboard.press(key);
  } while (!(await Promise.race([done, page.waitForTimeout(AGAIN_MS)])));
}

function ticketAt({ counters }: QueueDesk, counterId: number): number | undefined {
  return counters.find(({ id }) => id === counterId)?.ticketId ?? undefined;
}

function isIdle(desk: QueueDesk, counterId: number): boolean {
  return ticketAt(desk, counterId) === undefined && !isWanted(desk, counterId);
}

/** A board with a picture and a voice. */
export interface PictureBoard {
  /** What it said, by its own timeline. */
  said(): Promise<readonly Announcement[]>;
  /** The numbers it shows, large and recent, once it shows this one and is up to date. */
  showing(number: string): Promise<readonly string[]>;
}

export async function openBoardPage(browser: Browser, station: MortalStation): Promise<PictureBoard> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${station.url}/board`);
  await page.locator('.bd-wait li').first().waitFor();
  await page.mouse.click(10, 10);
  return {
    said: () =>
      page.evaluate(() =>
        performance.getEntriesByName('announcement').map((entry) => ({
          callId: (entry as PerformanceMeasure).detail.callId as number,
          startMs: entry.startTime,
          endMs: entry.startTime + entry.duration,
        })),
      ),
    async showing(number) {
      await page.locator('.bd-number b, .bd-last b').filter({ hasText: number }).first().waitFor();
      await page.locator('.bd-stale').waitFor({ state: 'detached' });
      return page.locator('.bd-number b, .bd-last b').allInnerTexts();
    },
  };
}
