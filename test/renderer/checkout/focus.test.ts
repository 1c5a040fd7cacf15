import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(async () => {
  await freshBasket(station);
  till = await openCheckout(browser, station);
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
});
afterEach(() => till.page.context().close());

/** Presses the element in the page and tells whether the scan field has the focus one frame later. */
function focusedAfterTap(selector: string): Promise<boolean> {
  return till.page.evaluate((wanted) => {
    const element = document.querySelector<HTMLElement>(wanted);
    if (!element) throw new Error(`no ${wanted}`);
    element.focus();
    element.click();
    return new Promise<boolean>((resolve) => {
      requestAnimationFrame(() => resolve(document.activeElement === document.querySelector('.scan input')));
    });
  }, selector);
}

test('a scan made in the very moment the screen appears is heard whole', async () => {
  await freshBasket(station);
  const page = await till.page.context().newPage();
  // The screen's own code comes last, when the station has told everything: the field is there and open in one step.
  const told = page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'));
  await page.route(/assets\/checkout-.*\.js/, async (route) => {
    await told;
    await route.continue();
  });
  await page.addInitScript((code) => {
    const press = (key: string, physical: string): boolean | undefined =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, code: physical, bubbles: true, cancelable: true }));
    const scanned = new MutationObserver(() => {
      if (!document.querySelector('.scan input:enabled')) return;
      scanned.disconnect();
      for (const digit of code) press(digit, `Digit${digit}`);
      press('Enter', 'Enter');
    });
    scanned.observe(document, { subtree: true, childList: true, attributes: true });
  }, PULL_UPS);
  await page.goto(`${station.url}/checkout`);
  await page.locator('.due', { hasText: '¥129.00' }).waitFor();
  await page.close();
});

describe('the scan field has the focus again within one frame', () => {
  test.each([
    ['a tile', '.tile'],
    ['a category', '.cats button:nth-child(2)'],
    ['one more of a line', '.step button:last-child'],
    ['a line', '.ln .cols'],
    ['the sound switch', '.top button[aria-pressed]'],
    ['printing a receipt again', '.alt button:last-child'],
  ])('after a tap on %s', async (_, selector) => {
    expect(await focusedAfterTap(selector)).toBe(true);
  });

  test.each([
    ['the list of keys', 'F1'],
    ['the drawer reasons', 'F10'],
    ['the quick items', 'Alt+q'],
  ])('after %s is closed', async (_, key) => {
    await till.press(key);
    await till.page.locator('dialog[open]').waitFor();
    await till.press('Escape');
    await till.page.locator('dialog').waitFor({ state: 'detached' });
    expect(await till.focused()).toBe(true);
  });

  test('after paying, after the next customer and after an error', async () => {
    await till.press('F9');
    await till.page.locator('.recv').waitFor();
    expect(await till.focused()).toBe(true);
    await till.press('Enter');
    await till.page.getByText('收款完成').waitFor();
    expect(await till.focused()).toBe(true);
    await till.page.locator('.payb').click();
    await till.page.getByText('扫描第一件商品').waitFor();
    expect(await till.focused()).toBe(true);
    await till.press('F9');
    await till.echo('购物篮是空的');
    expect(await till.focused()).toBe(true);
  });
});

test('a character typed while a button has the focus lands in the scan field', async () => {
  await till.page.locator('.payb').focus();
  await till.type('69');
  expect(await till.fieldText()).toBe('69');
});

test('Tab still walks the screen, and Enter presses the button it reached', async () => {
  await till.press('Tab');
  expect(await till.focused()).toBe(false);
  await till.page.locator('.ed').getByRole('button', { name: '加一' }).focus();
  await till.press('Enter');
  await till.total('¥258.00');
  await expect.poll(() => till.focused()).toBe(true);
});

test('F2 marks what is in the scan field', async () => {
  await till.type('69');
  await till.press('F2');
  await till.type('7');
  expect(await till.fieldText()).toBe('7');
});

describe('a keyboard-wedge scan', () => {
  test('into a note adds the product and leaves the note as it was', async () => {
    await till.page.locator('.ed').getByRole('button', { name: '备注' }).click();
    const note = till.page.locator('dialog input');
    await note.fill('赠送包装');
    await till.scan('6973012450771');
    await till.total('¥168.90');
    expect(await note.inputValue()).toBe('赠送包装');
    expect(await till.page.locator('dialog[open]').count()).toBe(1);
  });

  test('right behind a digit typed into a note leaves the digit and adds the product', async () => {
    await till.page.locator('.ed').getByRole('button', { name: '备注' }).click();
    const note = till.page.locator('dialog input');
    await note.fill('赠');
    await till.type('2');
    // A person's pause, shorter than what tears a scan apart.
    await till.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));
    await till.scan('6973012450771');
    await till.total('¥168.90');
    expect(await note.inputValue()).toBe('赠2');
  });

  test('into the quantity of a line never becomes a quantity', async () => {
    await till.page.locator('.ed .qty').click();
    const quantity = till.page.locator('dialog input');
    await quantity.fill('2');
    await till.scan(PULL_UPS);
    await till.total('¥258.00');
    await till.page.locator('dialog').waitFor({ state: 'detached' });
    await till.total('¥258.00');
  });

  test('while money is taken is refused, and neither the amount nor the sale changes', async () => {
    await till.press('F9');
    await till.page.locator('.recv').waitFor();
    for (const key of ['2', '0']) await till.page.locator('.keypad').getByRole('button', { name: key, exact: true }).click();
    await till.scan('6973012450771');
    await till.echo('正在收款');
    expect(await till.page.locator('.recv').innerText()).toMatch(/¥\s*20$/);
    expect(await till.page.locator('.paidp').count()).toBe(0);
    await till.total('¥129.00');
  });

  test('with a button focused does not press it', async () => {
    await till.page.locator('.payb').focus();
    await till.scan('6973012450771');
    await till.total('¥168.90');
    expect(await till.page.locator('.recv').count()).toBe(0);
  });

  test('with a doubled Enter opens nothing', async () => {
    await till.scan('6973012450771');
    await till.press('Enter', 'Enter');
    await till.total('¥168.90');
    expect(await till.page.locator('dialog, .recv, .paidp').count()).toBe(0);
  });

  test('with the Chinese input method on is read from the keys, and its half-composed letters are taken back', async () => {
    const session = await till.page.context().newCDPSession(till.page);
    await session.send('Input.imeSetComposition', { text: 'n', selectionStart: 1, selectionEnd: 1 });
    await till.page.evaluate((code) => {
      const field = document.querySelector('.scan input');
      for (const character of code) {
        field?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Process', code: `Digit${character}`, keyCode: 229, bubbles: true, cancelable: true }),
        );
      }
      field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: 'Enter', keyCode: 229, bubbles: true, cancelable: true }));
    }, '6973012450771');
    await till.total('¥168.90');
    await expect.poll(() => till.fieldText()).toBe('');
  });
});

test('what was learnt of a slow keyboard scanner is said in the device list and forgotten there', async () => {
  await till.page.evaluate(() => localStorage.setItem('guitai.wedge.pace', '38.0 36.5 38.0'));
  await till.page.reload();
  await till.page.locator('.strip button.it', { hasText: '扫码枪' }).click();
  // 38 ms and a quarter more
  await till.page.locator('dialog').getByText('小于 48 毫秒').waitFor();
  await till.page.locator('dialog').getByRole('button', { name: '清除' }).click();
  await till.page.locator('dialog').getByText('小于 48 毫秒').waitFor({ state: 'detached' });
  expect(await till.page.evaluate(() => localStorage.getItem('guitai.wedge.pace'))).toBeNull();
});

test('a wedge scan heard ahead of the page leaves none of its first keys in the field', async () => {
  await till.page.locator('.scan input').fill('3 *');
  await till.page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('.scan input');
    for (const character of '69730') {
      field?.dispatchEvent(new KeyboardEvent('keydown', { key: character, code: `Digit${character}`, bubbles: true, cancelable: true }));
      document.execCommand('insertText', false, character);
    }
  });
  expect(await till.fieldText()).toBe('3 *69730');
  await reachOut(station).command('basket.scan', { text: '6973012450771', source: 'scanner' });
  // 129.00 + 3 × 39.90
  await till.total('¥248.70');
  expect(await till.fieldText()).toBe('');
});

test('a scanner wired to the station beeps and shows on the screen whatever is open', async () => {
  await till.press('F1');
  await till.page.locator('dialog[open]').waitFor();
  await reachOut(station, 'bench').ask('bench.scan', { scannerId: 'gun', text: '6973012450771', suffix: 'crlf' });
  await till.total('¥168.90');
  await till.page.locator('dialog').waitFor({ state: 'detached' });
});

test('three hundred lines: only those in sight are drawn, the newest is selected and seen, also after a reload', async () => {
  const hand = reachOut(station);
  for (let index = 0; index < 299; index += 1) {
    const body = `2100103${String(index + 1).padStart(5, '0')}`;
    const sum = Array.from(body, Number).reduce((total, digit, place) => total + digit * (place % 2 ? 3 : 1), 0);
    await hand.command('basket.scan', { text: `${body}${(10 - (sum % 10)) % 10}`, source: 'scanner' });
  }
  // 1 + 2 + … + 299 fen and one pack of pull-ups
  await till.total('¥577.50');
  expect(await till.page.locator('.ln.sel .ix').innerText()).toBe('300');
  expect(await till.page.locator('.ln').count()).toBeLessThan(40);
  const inSight = (): Promise<boolean> =>
    till.page.evaluate(() => {
      const box = document.querySelector('.lines')?.getBoundingClientRect();
      const row = document.querySelector('.ln.sel')?.getBoundingClientRect();
      const tools = document.querySelector('.tools')?.getBoundingClientRect();
      if (!tools || !row || Math.abs(tools.bottom - row.bottom) > 2) return false;
      return box !== undefined && row !== undefined && row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
    });
  expect(await inSight()).toBe(true);
  for (let step = 0; step < 30; step += 1) await till.press('ArrowUp');
  expect(await till.page.locator('.ln.sel .ix').innerText()).toBe('270');
  expect(await inSight()).toBe(true);
  await till.page.reload();
  await till.total('¥577.50');
  expect(await till.page.locator('.ln.sel .ix').innerText()).toBe('300');
  await expect.poll(inSight).toBe(true);
});
