import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { reachOut } from './checkout/checkout-page.ts';
import { seriousFaults, SIZES } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

let browser: Browser;
let station: TillStation;
let page: Page;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
  await page.goto(`${station.url}/receipt`);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

const sheet = (): Locator => page.locator('.pp-sheet');
const line = (words: string): Locator => sheet().locator('.vh', { hasText: words });
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const part = (name: string): Locator => page.getByRole('checkbox', { name, exact: true });
const layout = async () => (await reachOut(station).ask('receipt.layout', {})).layout;

async function shoot(state: string): Promise<void> {
  const folder = process.env['GUITAI_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${state}.png` });
}

// One story, by keyboard: the receipt of a shop is changed, looked at on paper, and saved.

test('the paper shows a sample as it would come out; what must be there cannot be switched off', async () => {
  await line('本单已省 84.50 元').waitFor();
  expect(await part('商品').isDisabled()).toBe(true);
  expect(await button('保存').isDisabled()).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  await shoot('receipt-80');
});

test('a part is switched and moved with the keyboard, and the paper follows', async () => {
  await part('价格说明').focus();
  await page.keyboard.press('Space');
  await line('价格说明').waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await sheet().innerText()).search('价格说明') < (await sheet().innerText()).search('本单已省')).toBe(true);
  await button('撤销').focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await sheet().innerText()).search('价格说明') > (await sheet().innerText()).search('本单已省')).toBe(true);
});

test('what is on and has nothing to say is not saved; it says what is missing', async () => {
  await part('二维码').focus();
  await page.keyboard.press('Space');
  await page.getByText('二维码的网址要以 https:// 开头').waitFor();
  expect(await button('保存').isDisabled()).toBe(true);
  await page.getByLabel('二维码网址').fill('https://xm.cn/wx');
  await sheet().getByLabel('https://xm.cn/wx').waitFor();
  await page.getByLabel('结尾的话').fill('谢谢\n常来');
  await line('常来').waitFor();
  await button('58 mm').click();
  await expect.poll(() => sheet().evaluate((element) => Math.round(element.clientWidth / 10))).toBeLessThan(30);
  await shoot('receipt-58');
  await button('保存').focus();
  await page.keyboard.press('Enter');
  await page.getByText('已保存，下一张小票就用').waitFor();
  expect(await layout()).toMatchObject({ link: { url: 'https://xm.cn/wx' }, footer: ['谢谢', '常来'] });
});

test('a picture becomes the logo, dot by dot', async () => {
  await part('店标').check();
  await page.getByText('还没有店标图片').waitFor();
  // 2 × 2 pixels: black, white / white, black
  const bmp = Buffer.from(
    '424d46000000000000003600000028000000020000000200000001001800000000001000000000000000000000000000000000000000' +
      'ffffff0000000000' +
      '000000ffffff0000',
    'hex',
  );
  await page.getByLabel('店标图片').setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('这不是能用的图片').waitFor();
  await page.getByLabel('店标图片').setInputFiles({ name: 'logo.bmp', mimeType: 'image/bmp', buffer: bmp });
  await button('保存').click();
  await expect.poll(async () => (await layout()).logo).toEqual({ widthDots: 2, heightDots: 2, bitsBase64: 'gEA=' });
});

test('changes are discarded, the last sale is shown, and a sample is printed', async () => {
  const hand = reachOut(station);
  await button('英文').click();
  await line('You saved').waitFor();
  await button('放弃改动').click();
  await line('本单已省').waitFor();
  await button('上一单').click();
  await page.getByText('还没有卖出过商品').waitFor();
  await button('样例').click();
  await button('打一张看看').click();
  await page.getByText('样张已送到打印机').waitFor();
  expect((await hand.ask('sale.list', { limit: 10 })).count).toBe(0);
});

test.each([
  ['a 4:3 panel', 'en'],
  ['a laptop panel', 'zh'],
  ['full HD', 'zh'],
] as const)('on %s in %s nothing is cut off, every control is 44 px and axe finds nothing serious', async (panel, language) => {
  await page.setViewportSize(SIZES[panel]);
  const other = button(language === 'en' ? 'English' : '中文');
  if (await other.isVisible()) await other.click();
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('button, a[href], .rc-parts label')) {
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth + 1) found.push(`outside: ${element.textContent}`);
      if (box.height < 43.5 || box.width < 43.5) found.push(`small: ${element.className} ${element.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
  expect(faults).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await shoot(`receipt-${panel}-${language}`);
});
