import type { Bilingual } from '#contract/language.ts';
import { benchTexts } from './texts-bench.ts';
import { boardTexts } from './texts-board.ts';
import { callerTexts } from './texts-caller.ts';
import { checkoutTexts } from './texts-checkout.ts';
import { currencyTexts } from './texts-currency.ts';
import { tillDeviceTexts } from './texts-till-devices.ts';
import { customerTexts } from './texts-customer.ts';
import { holdTexts } from './texts-hold.ts';
import { goodsTexts } from './texts-goods.ts';
import { labelTexts } from './texts-labels.ts';
import { memberTexts } from './texts-members.ts';
import { priceListTexts } from './texts-prices.ts';
import { sheetTexts } from './texts-sheet.ts';
import { offerTexts } from './texts-offers.ts';
import { peopleTexts } from './texts-people.ts';
import { pricingTexts } from './texts-pricing.ts';
import { orderTexts } from './texts-order.ts';
import { keysTexts } from './texts-keys.ts';
import { kioskTexts } from './texts-kiosk.ts';
import { queueOfficeTexts } from './texts-queue-office.ts';
import { queueTexts } from './texts-queue.ts';
import { receiptTexts } from './texts-receipt.ts';
import { refundTexts } from './texts-refund.ts';
import { sellerTexts } from './texts-sellers.ts';
import { setupTexts } from './texts-setup.ts';
import { stationTexts } from './texts-station.ts';
import { shiftTexts } from './texts-shift.ts';
import { staffTexts } from './texts-staff.ts';

/** Every word on every screen, in both languages. Keys are `screen.thing`; `{name}` is filled in, `{count|item|items}` chooses by number. */
export const texts = {
  ...checkoutTexts,
  ...tillDeviceTexts,
  ...pricingTexts,
  ...currencyTexts,
  ...refundTexts,
  ...receiptTexts,
  ...holdTexts,
  ...orderTexts,
  ...sellerTexts,
  ...goodsTexts,
  ...customerTexts,
  ...benchTexts,
  ...setupTexts,
  ...labelTexts,
  ...queueTexts,
  ...kioskTexts,
  ...stationTexts,
  ...shiftTexts,
  ...memberTexts,
  ...offerTexts,
  ...priceListTexts,
  ...sheetTexts,
  ...peopleTexts,
  ...staffTexts,
  ...keysTexts,
  ...boardTexts,
  ...queueOfficeTexts,
  ...callerTexts,
} as const satisfies Record<string, Bilingual>;

export type TextKey = keyof typeof texts;
