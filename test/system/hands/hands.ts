import type { Locator, Page } from 'playwright-core';
import { reachOut, type CheckoutPage } from '../../renderer/checkout/checkout-page.ts';
import type { TillStation } from '../../renderer/till-station.ts';

/** What a sale took: codes read, keys pressed (a chord is one), fingers put down. */
export interface Effort {
  readonly scans: number;
  readonly keys: number;
  readonly taps: number;
}

/** A cashier at the screen who counts. */
export interface Hands {
  scan(code: string): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  tap(target: Locator): Promise<void>;
  /** A button by what stands on it, in the sheet that is open or else on the screen. */
  button(words: string | RegExp): Locator;
  readonly page: Page;
  /** Waits until this is due, or paid, or given back. */
  total(figures: string): Promise<void>;
  see(selector: string): Promise<void>;
  /** The number of the last receipt. */
  lastReceipt(): Promise<string>;
  /** What was counted since the last time. */
  takeEffort(): Effort;
}

/** Hands at an open till. */
export function createHands(till: CheckoutPage, station: TillStation): Hands {
  const { page } = till;
  let effort = { scans: 0, keys: 0, taps: 0 };
  return {
    page,
    async scan(code) {
      effort.scans += 1;
      await till.scan(code);
    },
    async press(...keys) {
      effort.keys += keys.length;
      await till.press(...keys);
    },
    async type(text) {
      effort.keys += text.length;
      await till.type(text);
    },
    async tap(target) {
      effort.taps += 1;
      await target.click();
    },
    button: (words) => page.locator('dialog[open] button, body:not(:has(dialog[open])) button').filter({ hasText: words }).first(),
    total: till.total,
    see: (selector) => page.locator(selector).first().waitFor(),
    async lastReceipt() {
      const { sales } = await reachOut(station).ask('sale.list', { limit: 1 });
      return sales[0]?.receiptNumber ?? '';
    },
    takeEffort() {
      const taken = effort;
      effort = { scans: 0, keys: 0, taps: 0 };
      return taken;
    },
  };
}
