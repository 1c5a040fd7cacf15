import { z } from 'zod';
import { MAX_BASKET_LINES } from './basket.ts';
import { PriceMinor } from './money.ts';
import { QuantityMilli } from './quantity.ts';
import { Operator } from './staff.ts';

/** Baskets a till keeps aside at once: more than a day of customers who went back to their cars. */
export const MAX_HELD_BASKETS = 500;
/** Goods of a held basket that a list shows. */
export const HELD_LINES_SHOWN = 4;

/** Counts up for ever, so that a slip never brings back another customer's goods. */
export const HoldNumber = z.int().min(1).max(999_999_999);
/** What a person calls it by: "顾客去换尺码，穿灰外套". */
export const HoldName = z.string().trim().max(40);

/** A basket put aside, as a list shows it. */
export const HeldBasket = z.strictObject({
  number: HoldNumber,
  /** On the slip, as a barcode. */
  code: z.string().max(40),
  name: HoldName,
  heldAtMs: z.int(),
  by: Operator,
  /** The paired till that held it; left out for the station. */
  till: z.string().max(40).exactOptional(),
  /** Money that was already taken for it. */
  takenMinor: PriceMinor.exactOptional(),
  memberName: z.string().max(40),
  lineCount: z.int().min(1).max(MAX_BASKET_LINES),
  itemCount: z.int().min(1),
  totalMinor: PriceMinor,
  /** The first of its goods. */
  goods: z
    .array(z.strictObject({ name: z.string().max(200), spec: z.string().max(100), quantityMilli: QuantityMilli }))
    .max(HELD_LINES_SHOWN),
});
export type HeldBasket = z.infer<typeof HeldBasket>;

/** Topic `holds`: what is put aside, the newest first. */
export const HoldsView = z.strictObject({ held: z.array(HeldBasket).max(MAX_HELD_BASKETS) });
export type HoldsView = z.infer<typeof HoldsView>;

/** A line, or a part of it. */
export const SplitPart = z.strictObject({ lineId: z.int().min(1), quantityMilli: QuantityMilli });
export type SplitPart = z.infer<typeof SplitPart>;

const CODE = /^GTH([0-9A-Za-z]{1,10})-([0-9]{6,9})$/;

/** The code of a hold slip: `GTH01-000012`, the twelfth of till 01. */
export function holdCode(terminal: string, number: number): string {
  return `GTH${terminal}-${String(number).padStart(6, '0')}`;
}

/** Reads the code of a hold slip; undefined for any other code. */
export function readHoldCode(text: string): { readonly terminal: string; readonly number: number } | undefined {
  const match = CODE.exec(text.trim());
  return match ? { terminal: match[1] ?? '', number: Number(match[2]) } : undefined;
}
