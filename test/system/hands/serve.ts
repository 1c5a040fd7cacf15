import type { Browser } from 'playwright-core';
import { freshBasket, openCheckout } from '../../renderer/checkout/checkout-page.ts';
import type { TillStation } from '../../renderer/till-station.ts';
import { createHands, type Effort } from './hands.ts';
import type { PlannedSale } from './sales.ts';

/** What one sale took. */
export interface Served extends Effort {
  readonly name: string;
  readonly seconds: number;
}

/** Serves the customers one after the other at one screen, by keys alone or by fingers alone. Throws where a sum is another, or the page complains. */
export async function serve(
  browser: Browser,
  station: TillStation,
  sales: readonly PlannedSale[],
  by: 'keys' | 'touch',
): Promise<readonly Served[]> {
  await freshBasket(station);
  const till = await openCheckout(browser, station);
  till.page.setDefaultTimeout(20_000);
  const hands = createHands(till, station);
  const served: Served[] = [];
  for (const sale of sales) {
    const startedMs = performance.now();
    await sale[by](hands);
    await hands.see('.paidp');
    await hands.total(sale.paid);
    if (!(await till.focused())) throw new Error(`${sale.name}: the scan field has lost the focus`);
    served.push({ name: sale.name, ...hands.takeEffort(), seconds: (performance.now() - startedMs) / 1000 });
  }
  await till.page.context().close();
  if (till.complaints.length > 0) throw new Error(till.complaints.join('\n'));
  return served;
}
