import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openTillStation, type TillStation } from '../../renderer/till-station.ts';
import { plannedSales } from './sales.ts';
import { serve } from './serve.ts';

let browser: Browser;
let station: TillStation;
beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

const SIX = [
  'six of one article',
  'ten percent off the sale',
  'held while another pays',
  'removed, and back by undo',
  'all of the last receipt comes back',
  'by function barcodes alone',
];
const sales = SIX.map((name) => plannedSales.find((sale) => sale.name === name)).filter((sale) => sale !== undefined);

test('six customers are served by keys alone, with few of them', async () => {
  const served = await serve(browser, station, sales, 'keys');
  expect(served.map(({ name, keys, taps }) => [name, keys, taps])).toEqual([
    ['six of one article', 4, 0],
    ['ten percent off the sale', 6, 0],
    ['held while another pays', 7, 0],
    ['removed, and back by undo', 4, 0],
    ['all of the last receipt comes back', 3, 0],
    ['by function barcodes alone', 0, 0],
  ]);
});

test('and by touch alone', async () => {
  const served = await serve(browser, station, sales, 'touch');
  expect(served.map(({ name, keys, taps }) => [name, keys, taps])).toEqual([
    ['six of one article', 0, 5],
    ['ten percent off the sale', 0, 4],
    ['held while another pays', 0, 8],
    ['removed, and back by undo', 0, 4],
    ['all of the last receipt comes back', 0, 3],
    ['by function barcodes alone', 0, 0],
  ]);
});
