import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { scanByWedge } from '../../wedge-scanner.ts';
import { reachOut, type Hand } from '../checkout/checkout-page.ts';
import { LAN_ADDRESS } from '../../fakes/lan.ts';
import { openScreenStation } from '../../fakes/screen-station.ts';
import { station as stationValue } from '../../fakes/screen-values.ts';
import { rendererDir, seriousFaults, stopClock } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';

const LANDSCAPE = { width: 1366, height: 768 };
/** The first moment of a ticket hears no tap. */
const DEAF_MS = 700;
const PORTRAIT = { width: 1080, height: 1920 };
/** A look at the screen for whoever works on it: `SHOTS=folder` keeps the pictures. */
const folder = process.env['SHOTS'];

let browser: Browser;
let station: TillStation;
let till: Hand;
let pages: Page[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ queue: true, lanHost: '0.0.0.0' })]);
  till = reachOut(station);
  for (const counterId of [1, 2]) await till.command('counter.open', { counterId });
  await till.command('member.save', {
    code: 'XM-0088',
    phone: '13912346027',
    name: '林晓',
    title: 'ms',
    level: 'gold',
    tags: [],
    active: true,
  });
});
afterEach(async () => {
  await Promise.all(pages.map((page) => page.close()));
  pages = [];
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

/** A page whose clock can be put forward: nobody waits five seconds here. */
async function openPage(options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  pages.push(page);
  await page.clock.install();
  return page;
}

async function openKiosk(viewport = LANDSCAPE): Promise<Page> {
  const page = await openPage({ viewport });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Permissions-Policy|WebSocket|ERR_CONNECTION/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${station.url}/kiosk`);
  await page.locator('.kk-go:enabled').first().waitFor();
  return page;
}

const row = (page: Page, service: string) => page.locator('.kk-go', { hasText: service });
const number = (page: Page) => page.locator('.kk-take h1 b');
const shot = async (page: Page, name: string): Promise<void> => {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};
/** So many tickets the shop has issued of a service's prefix, by the highest number that is out. */
async function issued(prefix: string): Promise<number> {
  let desk: { tickets: { number: string }[] } = { tickets: [] };
  station.host
    .connect('till', (text) => {
      const { name, value } = JSON.parse(text) as { name: string; value: typeof desk };
      if (name === 'queueDesk') desk = value;
    })
    .close();
  return desk.tickets.filter(({ number: code }) => code.startsWith(prefix)).length;
}
const fault = (name: 'none' | 'paper_out' | 'cover_open'): Promise<unknown> =>
  reachOut(station, 'bench').ask('bench.fault', { deviceId: 'receipt', fault: name });

/** What is too small for a finger on a public screen, or sticks out of it. */
const misfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const wrong: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('.kk-page button')) {
      const { width, height, right, bottom, left } = element.getBoundingClientRect();
      // 88 px; the language beside the clock and the keys of the pad are not how a ticket is taken.
      const least = element.closest('.kk-head') ? 3.5 * rem : element.closest('.keypad') ? 4 * rem : 5.5 * rem;
      if (Math.min(width, height) < least - 1) wrong.push(`${element.textContent}: ${Math.round(width)}×${Math.round(height)}`);
      if (right > innerWidth + 1 || bottom > innerHeight + 1 || left < -1) wrong.push(`${element.textContent} outside`);
    }
    for (const element of document.querySelectorAll<HTMLElement>('.kk-go, .kk-assist, .kk-btns .btn, .kk-acts .btn')) {
      const box = element.getBoundingClientRect();
      for (const part of element.querySelectorAll('b, small, span')) {
        const own = part.getBoundingClientRect();
        const cut = own.top < box.top - 1 || own.bottom > box.bottom + 1 || own.right > box.right + 1;
        if (cut) wrong.push(`cut off: ${part.textContent}`);
      }
    }
    for (const element of document.querySelectorAll<HTMLElement>('.kk-page *:not(.kk-paper *)')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (own && Number.parseFloat(getComputedStyle(element).fontSize) < 18) wrong.push(`small type: ${element.textContent}`);
    }
    return wrong;
  });

test('one tap takes a ticket: number, people ahead, wait, where to go; after five seconds the next customer finds the choices', async () => {
  const page = await openKiosk();
  expect(await misfits(page)).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await shot(page, 'kiosk-1366');
  await row(page, '会员与退换货').click();
  await number(page).waitFor();
  expect(await number(page).innerText()).toBe('D001');
  await page.locator('.kk-take[data-paper=printed]').waitFor();
  const facts = await page.locator('.kk-take > .kk-words').innerText();
  expect(facts).toContain('已出号');
  expect(facts).toMatch(/前面\s+0 人/);
  expect(await page.locator('.kk-paper').innerText()).toContain('会员与退换货');
  await shot(page, 'kiosk-taken-1366');
  expect(await misfits(page)).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await page.clock.runFor(5_000);
  await row(page, '会员与退换货').waitFor();
  expect(await page.locator('.kk-cat').nth(3).innerText()).toMatch(/前面\s*1\s*人/);
});

test('a double tap is one ticket, and its second tap presses nothing on what came up', async () => {
  const page = await openKiosk();
  await stopClock(page);
  const before = await issued('A');
  await row(page, '奶粉纸尿裤咨询').dblclick();
  await number(page).waitFor();
  // Where the buttons of the ticket are now, at once.
  await page.locator('.kk-acts .btn').nth(1).click();
  expect(await page.getByText('再点一下').count()).toBe(0);
  expect(await issued('A')).toBe(before + 1);
});

test('an answer that was lost on the way: its ticket is shown when the station is back, and the next customer gets another one', async () => {
  const page = await openPage({ viewport: LANDSCAPE });
  let lose = true;
  await page.routeWebSocket(/\/rpc/, (ours) => {
    const theirs = ours.connectToServer();
    let takeId: number | undefined;
    ours.onMessage((frame) => {
      const { id, name } = JSON.parse(String(frame)) as { id: number; name: string };
      if (name === 'queue.take' && lose) takeId = id;
      theirs.send(frame);
    });
    theirs.onMessage((frame) => {
      const { type, id } = JSON.parse(String(frame)) as { type: string; id?: number };
      if (type !== 'reply' || id === undefined || id !== takeId) return ours.send(frame);
      // The station has answered; the wire breaks before the kiosk hears it.
      lose = false;
      void ours.close();
      void theirs.close();
    });
  });
  await page.goto(`${station.url}/kiosk`);
  const before = await issued('A');
  await row(page, '奶粉纸尿裤咨询').click();
  const first = await number(page).innerText();
  expect(await issued('A')).toBe(before + 1);
  await page.clock.runFor(5_000);
  await row(page, '奶粉纸尿裤咨询').click();
  await number(page).waitFor();
  expect(await number(page).innerText()).not.toBe(first);
  expect(await issued('A')).toBe(before + 2);
});

test('a ticket is given back with two taps', async () => {
  const page = await openKiosk();
  await row(page, '量脚试鞋').click();
  const taken = await number(page).innerText();
  await page.clock.runFor(DEAF_MS);
  await page.getByRole('button', { name: '取消这个号' }).click();
  await page.getByRole('button', { name: '再点一下，真的取消' }).click();
  await page.getByText(`${taken} 已取消`).waitFor();
  expect(await issued('C')).toBe(0);
});

test('two kiosks at once give each customer a number of its own', async () => {
  const [left, right] = await Promise.all([openKiosk(), openKiosk()]);
  const before = await issued('E');
  await Promise.all([left, right].map((page) => row(page, '网单自提').click()));
  const numbers = await Promise.all([left, right].map((page) => number(page).innerText()));
  expect(new Set(numbers).size).toBe(2);
  expect(await issued('E')).toBe(before + 2);
});

describe('a customer the shop knows', () => {
  test('scans a card, is greeted, and is called earlier', async () => {
    const page = await openKiosk();
    await scanByWedge(page, 'XM-0088');
    await page.getByText('您好，林女士').waitFor();
    await page.getByText('金卡会员 · 优先叫号').waitFor();
    await shot(page, 'kiosk-member-1366');
    await row(page, '童装试穿').click();
    const mine = await number(page).innerText();
    const desk = await deskTicket(mine);
    expect(desk).toMatchObject({ class: 'vip', customer: '林女士' });
  });

  test('types a phone number, is not told whose it is, and gets the same ticket within two minutes', async () => {
    const page = await openKiosk();
    const typePhone = async (): Promise<void> => {
      await page.getByRole('button', { name: /输入手机号/ }).click();
      for (const digit of '13700001111') await page.getByRole('button', { name: digit, exact: true }).click();
      await page.getByRole('button', { name: '确定' }).click();
      await page.getByText('手机尾号 1111').waitFor();
    };
    await typePhone();
    await row(page, '网单自提').click();
    const first = await number(page).innerText();
    await page.clock.runFor(5_000);
    await row(page, '网单自提').waitFor();
    // Nothing of the customer before is left.
    expect(await page.getByText('1111').count()).toBe(0);
    await typePhone();
    await row(page, '网单自提').click();
    await page.getByText('您已经取过号了').waitFor();
    expect(await number(page).innerText()).toBe(first);
    await page.clock.runFor(DEAF_MS);
    await page.getByRole('button', { name: '再打一张' }).click();
    await page.getByText('正在补打').waitFor();
  });

  test('is helped with a wrong number and an unknown code', async () => {
    const page = await openKiosk();
    await scanByWedge(page, '6973012450313');
    await page.getByText('不认识这个码').waitFor();
    await page.getByRole('button', { name: /预约签到/ }).click();
    expect(await misfits(page)).toEqual([]);
    for (let digit = 0; digit < 8; digit += 1) await page.getByRole('button', { name: '9', exact: true }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('没有这个预约').waitFor();
  });

  test('checks in a booking', async () => {
    const now = Date.now();
    const booking = await till.command('queue.book', { serviceId: 3, fromMs: now, toMs: now + 1_800_000, customer: '王先生' });
    const page = await openKiosk();
    await scanByWedge(page, booking.code);
    expect(await number(page).innerText()).toMatch(/^C[0-9]{3}$/);
    expect(await deskTicket(await number(page).innerText())).toMatchObject({ class: 'appointment', via: 'booking' });
  });

  test('who is old, pregnant or disabled says so with one tap', async () => {
    const page = await openKiosk();
    await page.getByRole('button', { name: '童装试穿：老人、孕妇、残障优先' }).click();
    expect(await deskTicket(await number(page).innerText())).toMatchObject({ class: 'assisted', via: 'kiosk' });
  });
});

async function deskTicket(code: string): Promise<unknown> {
  let found: unknown;
  station.host
    .connect('till', (text) => {
      const { name, value } = JSON.parse(text) as { name: string; value: { tickets: { number: string }[] } };
      if (name === 'queueDesk') found = value.tickets.find((ticket) => ticket.number === code);
    })
    .close();
  return found;
}

test(
  'out of paper: ten people get their numbers on the screen with a code to keep them, and the papers come by themselves',
  { timeout: 180_000 },
  async () => {
    const page = await openKiosk();
    await fault('paper_out');
    const seen: string[] = [];
    for (let customer = 0; customer < 10; customer += 1) {
      await row(page, '网单自提').click();
      await page.locator('.kk-take[data-paper=paper]').waitFor();
      seen.push(await number(page).innerText());
      if (customer === 0) {
        expect(await page.locator('.kk-take > .kk-words').innerText()).toContain('小票纸用完了，请记住号码');
        await page.getByText('换好纸会自动补打').waitFor();
        await page.locator('.kk-follow img').waitFor();
        await shot(page, 'kiosk-taken-nopaper-1366');
      }
      await page.clock.runFor(DEAF_MS);
      await page.getByRole('button', { name: /完成/ }).click();
    }
    expect(new Set(seen).size).toBe(10);
    await page.getByText('小票纸用完了，仍可取号').waitFor();
    await shot(page, 'kiosk-nopaper-1366');
    await fault('none');
    await page.getByText('小票纸用完了，仍可取号').waitFor({ state: 'detached' });
  },
);

test('with the station lost no number is given, the last figures stay and are said to be old, and it comes back by itself', async () => {
  const page = await openKiosk();
  const waiting = await page.locator('.kk-cat').nth(3).innerText();
  await station.goAway();
  await page.getByText('连不上叫号台，暂时不能取号').waitFor();
  expect(await page.locator('.kk-cat').nth(3).innerText()).toBe(waiting);
  expect(await page.locator('.kk-go:enabled, .kk-assist:enabled').count()).toBe(0);
  await row(page, '会员与退换货').click({ force: true });
  expect(await page.locator('.kk-take').count()).toBe(0);
  await shot(page, 'kiosk-offline-1366');
  await station.comeBack();
  await page.locator('.kk-go:enabled').first().waitFor();
  expect(await page.getByText('连不上叫号台').count()).toBe(0);
});

test('a ticket that was taken stays to be read when the station is lost', async () => {
  const page = await openKiosk();
  await row(page, '会员与退换货').click();
  const mine = await number(page).innerText();
  await station.goAway();
  await page.getByText('您的号已经取好，照常叫').waitFor();
  expect(await number(page).innerText()).toBe(mine);
  // A minute, where nothing else can be done; then the next customer.
  await page.clock.runFor(30_000);
  expect(await number(page).innerText()).toBe(mine);
  await page.clock.runFor(31_000);
  expect(await page.locator('.kk-take').count()).toBe(0);
  await station.comeBack();
  await page.locator('.kk-go:enabled').first().waitFor();
});

test('speaks English to whoever asks, and its own language to the next', async () => {
  const page = await openKiosk();
  await stopClock(page);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'What can we help with?' }).waitFor();
  await page.getByText('Formula and diapers').waitFor();
  expect(await misfits(page)).toEqual([]);
  await shot(page, 'kiosk-en-1366');
  await page.clock.runFor(19_000);
  expect(await page.getByText('Formula and diapers').count()).toBe(1);
  await page.clock.runFor(2_000);
  await page.getByRole('heading', { name: '您要办什么？' }).waitFor();
  // Also after a ticket that stood there as long as the screen waits for a touch.
  await fault('paper_out');
  await page.getByRole('button', { name: 'English' }).click();
  await row(page, 'Formula and diapers').click();
  await number(page).waitFor();
  await page.clock.runFor(25_000);
  await page.getByRole('heading', { name: 'What can we help with?' }).waitFor();
  await page.clock.runFor(20_000);
  await page.getByRole('heading', { name: '您要办什么？' }).waitFor();
  await fault('none');
});

test('says when it is closed, and opens by itself', async () => {
  const { revision, setup } = await till.ask('queue.setup', {});
  const page = await openKiosk();
  const closed = setup.services.map((service) => ({ ...service, paused: true }));
  const { revision: next } = await till.command('queue.configure', { revision, setup: { ...setup, services: closed } });
  await page.getByText('购物请直接到收银台').waitFor();
  await shot(page, 'kiosk-closed-1366');
  expect(await page.locator('.kk-go').count()).toBe(0);
  await till.command('queue.configure', { revision: next, setup });
  await row(page, '奶粉纸尿裤咨询').waitFor();
});

test.each([
  ['portrait', PORTRAIT],
  ['full HD', { width: 1920, height: 1080 }],
  ['a 4x3 panel', { width: 1024, height: 768 }],
] as const)(
  'on %s everything is large enough for a finger and nothing is cut off, in both languages, with the choices and with a ticket',
  async (name, viewport) => {
    const page = await openKiosk(viewport);
    const label = name.replaceAll(' ', '-');
    expect(await misfits(page)).toEqual([]);
    await shot(page, `kiosk-${label}`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Membership, returns').waitFor();
    expect(await misfits(page)).toEqual([]);
    await shot(page, `kiosk-en-${label}`);
    await row(page, 'Membership, returns').click();
    await page.locator('.kk-take[data-paper=printed]').waitFor();
    expect(await misfits(page)).toEqual([]);
    await shot(page, `kiosk-taken-${label}`);
  },
);

test('a kiosk of the LAN is paired in its browser, and shown the door when the till removes it', { timeout: 180_000 }, async () => {
  const page = await openPage({ viewport: PORTRAIT });
  const url = `http://${LAN_ADDRESS}:${new URL(station.url).port}`;
  await page.goto(url);
  const { code } = await till.ask('pairing.createCode', { role: 'kiosk', name: '门口' });
  await page.getByLabel(/8 位配对码/).fill(code);
  await page.getByRole('button', { name: /配对/ }).click();
  await page.locator('.kk-go:enabled').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/kiosk');
  await row(page, '会员与退换货').click();
  await number(page).waitFor();
  const device = pairedDevices().find(({ name }) => name === '门口');
  expect(device).toMatchObject({ role: 'kiosk', online: true });
  await till.command('pairing.remove', { deviceId: device?.deviceId ?? '' });
  await page.getByText('连不上叫号台').waitFor();
  await page.clock.runFor(10_000);
  await page.getByLabel(/8 位配对码/).waitFor();
});

test(
  'a board that is switched on before the station waits in its starter, in words, and comes in by itself with its pairing',
  { timeout: 180_000 },
  async () => {
    const page = await openPage({ viewport: { width: 1920, height: 1080 } });
    const url = `http://${LAN_ADDRESS}:${new URL(station.url).port}`;
    await page.goto(`${url}/pair`);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /启动页/ }).click()]);
    expect(saved.suggestedFilename()).toBe('guitai-start.html');
    const file = join(mkdtempSync(join(tmpdir(), 'guitai-starter-')), 'start.html');
    await saved.saveAs(file);
    const { code } = await till.ask('pairing.createCode', { role: 'board' });
    await page.getByLabel(/8 位配对码/).fill(code);
    await page.getByRole('button', { name: /配对/ }).click();
    await page.locator('.bd-wait li').first().waitFor();
    await station.goAway();
    await page.goto(`file://${file}`);
    await page.getByText('正在等主机启动').waitFor();
    await page.getByRole('heading', { name: '小满母婴 望京店' }).waitFor();
    expect(await page.locator('body').innerText()).toMatch(/Waiting for the station[^]*从 (\d\d:\d\d) 起 · since \1/);
    await shot(page, 'starter');
    await station.comeBack();
    await page.clock.runFor(8_000);
    await page.locator('.bd-wait li').first().waitFor();
    expect(page.url()).toBe(`${url}/board`);
  },
);

function pairedDevices(): readonly { deviceId: string; name: string | null }[] {
  let devices: { deviceId: string; name: string | null }[] = [];
  station.host
    .connect('till', (text) => {
      const { name, value } = JSON.parse(text) as { name: string; value: { devices: typeof devices } };
      if (name === 'pairing') ({ devices } = value);
    })
    .close();
  return devices;
}

test('a phone scans the code of the kiosk, takes a ticket and sees on its own page that it is called', { timeout: 180_000 }, async () => {
  let takeUrl = '';
  station.host
    .connect('kiosk', (text) => {
      const { name, value } = JSON.parse(text) as { name: string; value: { takeUrl: string } };
      if (name === 'phoneDoor') ({ takeUrl } = value);
    })
    .close();
  const phone = await openPage({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  await phone.goto(takeUrl);
  await shot(phone, 'phone-take');
  await phone.getByRole('button', { name: /奶粉纸尿裤咨询/ }).click();
  await phone.getByText('您的号码').waitFor();
  const mine = await phone.locator('.number b').innerText();
  await phone.getByRole('button', { name: '我来了' }).click();
  await phone.getByText('已告诉店员').waitFor();
  expect(await deskTicket(mine)).toMatchObject({ coming: true, via: 'phone' });
  await shot(phone, 'phone-ticket');
  const ticketId = ((await deskTicket(mine)) as { ticketId: number }).ticketId;
  await till.command('queue.pick', { counterId: 2, ticketId, reason: '在柜台前' });
  // Without a touch: the page asks by itself.
  await phone.clock.runFor(4_000);
  await phone.getByText('轮到您了，请到 2 号柜台').waitFor();
  expect(await phone.title()).toContain(mine);
  expect(await seriousFaults(phone)).toEqual([]);
  await shot(phone, 'phone-called');
});

test('while the settings are wrong the kiosk says that it is getting ready, and shows no settings', async () => {
  const safe = await openScreenStation({ rendererDir });
  safe.publish('station', { ...stationValue, mode: 'safe', problems: [{ key: 'store.currency', value: '"USD"', allowed: '"CNY"' }] });
  const page = await openPage({ viewport: LANDSCAPE });
  await page.goto(`${safe.url}/kiosk`);
  await page.getByText('叫号台正在准备').waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/currency|USD|settings/);
  await safe.close();
});

test('nothing was complained of on the way', () => {
  expect(complaints).toEqual([]);
});
