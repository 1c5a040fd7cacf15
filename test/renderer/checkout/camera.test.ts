import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, type CheckoutPage } from './checkout-page.ts';

// The camera is Chromium's own fake device, which plays a file: bright twice, dark in between and long dark behind. Chromium for Linux has no
// BarcodeDetector, so one that reads a bright picture as a barcode stands in; it sees the frames that really came out of the camera.

const WIDTH = 160;
const HEIGHT = 120;
const FRAMES_A_SECOND = 10;
const BRIGHT_MS = 1200;
const DARK_MS = { first: 200, between: 3000, last: 30_000 };

let folder: string;
let browser: Browser;
let station: TillStation;

function frames(ms: number, luminance: number): readonly Buffer[] {
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(WIDTH * HEIGHT, luminance), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Array.from({ length: (ms / 1000) * FRAMES_A_SECOND }, () => frame);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-camera-'));
  const file = join(folder, 'goods.y4m');
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
  const bright = frames(BRIGHT_MS, 235);
  const dark = (ms: number): readonly Buffer[] => frames(ms, 16);
  writeFileSync(
    file,
    Buffer.concat([header, ...dark(DARK_MS.first), ...bright, ...dark(DARK_MS.between), ...bright, ...dark(DARK_MS.last)]),
  );
  [browser, station] = await Promise.all([
    launchBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`]),
    openTillStation(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => freshBasket(station));

/** The checkout in a browser that has a BarcodeDetector. */
async function openWithDetector(): Promise<CheckoutPage> {
  const till = await openCheckout(browser, station);
  await till.page.addInitScript(() => {
    Object.defineProperty(window, 'BarcodeDetector', {
      value: class {
        static getSupportedFormats = (): Promise<string[]> => Promise.resolve(['ean_13', 'qr_code', 'aztec']);
        readonly #canvas = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
        async detect(video: HTMLVideoElement): Promise<object[]> {
          this.#canvas?.drawImage(video, 0, 0, 8, 8);
          const [red = 0] = this.#canvas?.getImageData(4, 4, 1, 1).data ?? [];
          return red > 128 ? [{ format: 'ean_13', rawValue: '6973012450771' }] : [];
        }
      },
    });
  });
  await till.page.reload();
  await till.page.locator('.strip').waitFor();
  return till;
}

test('without a BarcodeDetector in the browser nothing is offered', async () => {
  const till = await openCheckout(browser, station);
  await till.page.locator('.scan').waitFor();
  expect(await till.page.getByRole('button', { name: '摄像头扫码' }).count()).toBe(0);
  await till.page.context().close();
});

test('an article held into the picture is scanned once, again after it was away, and Esc gives the camera back', async () => {
  const till = await openWithDetector();
  await till.page.locator('.scan input').fill('3 *');
  await till.page.getByRole('button', { name: '摄像头扫码' }).click();
  // 3 × 39.90, then one more when the picture was dark for more than a second
  await till.total('¥119.70');
  await till.page.locator('dialog .echo').getByText('净芽 手口湿巾').waitFor();
  await till.total('¥159.60');
  await till.page.evaluate(() => {
    Object.assign(window, { watched: document.querySelector('video')?.srcObject });
  });
  await till.press('Escape');
  await till.page.locator('dialog').waitFor({ state: 'detached' });
  const isLive = (): Promise<boolean> =>
    till.page.evaluate(() =>
      (window as unknown as { watched: MediaStream }).watched.getTracks().some(({ readyState }) => readyState === 'live'),
    );
  expect(await isLive()).toBe(false);
  expect(await till.focused()).toBe(true);
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

test('a camera that is missing, busy or not allowed is said in words, and can be tried again', async () => {
  const till = await openWithDetector();
  await till.page.evaluate(() => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const refusals = ['NotFoundError', 'NotReadableError', 'NotAllowedError'];
    navigator.mediaDevices.getUserMedia = (constraints) => {
      const refusal = refusals.shift();
      return refusal === undefined ? real(constraints) : Promise.reject(new DOMException('', refusal));
    };
  });
  await till.page.getByRole('button', { name: '摄像头扫码' }).click();
  for (const words of ['这台设备没有摄像头', '别的程序正在用摄像头', '没有摄像头权限']) {
    await till.page.locator('dialog').getByText(words).waitFor();
    await till.page.getByRole('button', { name: '再试' }).click();
  }
  await till.total('¥39.90');
  await till.page.context().close();
});
