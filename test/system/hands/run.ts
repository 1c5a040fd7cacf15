import { launchBrowser } from '../../browser.ts';
import { openTillStation } from '../../renderer/till-station.ts';
import { plannedSales, type PlannedSale } from './sales.ts';
import { serve, type Served } from './serve.ts';

const SALES = 30;

// npm run hands [-- N]: N varied sales by keys alone and again by touch alone in a real browser, with what each took. 30 when left out.
const count = Number(process.argv[2] ?? SALES);
if (!Number.isInteger(count) || count < 1 || count > 1000) throw new RangeError('1 to 1000 sales');
const sales = Array.from({ length: count }, (_, index) => plannedSales[index % plannedSales.length] as PlannedSale);
const [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
try {
  for (const by of ['keys', 'touch'] as const) print(by, await serve(browser, station, sales, by));
} finally {
  await browser.close();
  await station.close();
}

function print(by: 'keys' | 'touch', served: readonly Served[]): void {
  console.log(`\n${by === 'keys' ? 'by keys alone' : 'by touch alone'}`);
  for (const { name, scans, keys, taps } of served.slice(0, plannedSales.length))
    console.log(
      `${name.padEnd(44)} ${String(scans).padStart(2)} scans ${String(by === 'keys' ? keys : taps).padStart(2)} ${by === 'keys' ? 'keys' : 'taps'}`,
    );
  const sum = (of: (sale: Served) => number): number => served.reduce((total, sale) => total + of(sale), 0);
  const moves = sum(({ keys, taps }) => keys + taps);
  console.log(
    `${served.length} sales: ${sum(({ scans }) => scans)} scans, ${moves} ${by === 'keys' ? 'keys' : 'taps'}, ${(moves / served.length).toFixed(1)} a sale; ${sum(({ seconds }) => seconds).toFixed(1)} s`,
  );
}
