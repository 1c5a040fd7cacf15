import { z } from 'zod';
import { PriceMinor } from './money.ts';
import { Operator } from './staff.ts';

/** Orders a till keeps open at once. */
export const MAX_OPEN_ORDERS = 500;
/** Goods of an order that a list shows. */
export const ORDERED_LINES_SHOWN = 4;
const MAX_ORDER_REMARK_CHARACTERS = 200;

/** Any number a person can be called at, as people write it; too short for a payment code. */
const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+][0-9 -]{4,15}$/);
const NoPhone = z.literal('');

/** The number of an order: its place in the journal. */
export const OrderSeq = z.int().min(1);
/** store-terminal-epoch-Dnumber, e.g. S001-01-1-D000042: on the slip, as a barcode. */
const OrderCode = z.string().max(40);

/** Where ordered goods are brought to. */
export const OrderDelivery = z.strictObject({
  /** Empty: whoever ordered. */
  recipient: z.string().trim().max(40),
  phone: z.union([Phone, NoPhone]),
  address: z.string().trim().min(1).max(200),
  /** When, in a person's words: "下午 2–4 点". */
  window: z.string().trim().max(40),
});

/** What people say about an order; it may change until the goods are handed over. */
export const OrderDetails = z.strictObject({
  /** Name and number are empty where a member orders: the members' file has them. */
  name: z.string().trim().max(40),
  phone: z.union([Phone, NoPhone]),
  wantedOn: z.iso.date(),
  /** Null: the customer collects. */
  delivery: OrderDelivery.nullable(),
  note: z.string().trim().max(MAX_ORDER_REMARK_CHARACTERS),
});
export type OrderDetails = z.infer<typeof OrderDetails>;

/** What the open basket has to do with an order: it becomes one, or its goods are being handed over. */
export const BasketOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('placing'), details: OrderDetails, depositMinor: PriceMinor }),
  z.strictObject({ kind: z.literal('collecting'), seq: OrderSeq, code: OrderCode, depositMinor: PriceMinor }),
]);
export type BasketOrder = z.infer<typeof BasketOrder>;

/** What the customer pays today: the deposit of an order in the making, what is left beside the deposit of one that is collected, or everything. */
export function dueOf(totalMinor: number, order: BasketOrder | null): number {
  if (!order) return totalMinor;
  return order.kind === 'placing' ? order.depositMinor : Math.max(0, totalMinor - order.depositMinor);
}

/** The deposit a shop suggests: its share of the total, up to whole yuan, at most everything. */
export function suggestedDeposit(totalMinor: number, percent: number): number {
  return Math.min(totalMinor, Math.ceil((totalMinor * percent) / 10_000) * 100);
}

/** An open order, as the till shows it. */
export const CustomerOrder = z.strictObject({
  seq: OrderSeq,
  code: OrderCode,
  placedAtMs: z.int(),
  by: Operator,
  details: OrderDetails,
  /** Who ordered, also where the members' file says it; masked there. */
  customer: z.strictObject({ name: z.string().max(40), phone: z.string().max(20) }),
  lineCount: z.int().min(1),
  itemCount: z.int().min(1),
  totalMinor: PriceMinor,
  depositMinor: PriceMinor,
  /** The first of its goods. */
  goods: z.array(z.strictObject({ name: z.string().max(200), spec: z.string().max(100), quantityMilli: z.int() })).max(ORDERED_LINES_SHOWN),
});
export type CustomerOrder = z.infer<typeof CustomerOrder>;

/** Topic `orders`: those that are open, the earliest wanted first. */
export const OrdersView = z.strictObject({
  open: z.array(CustomerOrder).max(MAX_OPEN_ORDERS),
  /** The share of the total that is suggested as deposit. */
  depositPercent: z.int().min(0).max(100),
});
export type OrdersView = z.infer<typeof OrdersView>;

const CODE = /^[A-Z0-9]{1,10}-(\d{2})-\d{1,6}-D\d{6,10}$/;

/** Reads the code of an order's slip; undefined for any other code. */
export function readOrderCode(text: string): { readonly code: string; readonly terminal: string } | undefined {
  const code = text.trim().toUpperCase();
  const match = CODE.exec(code);
  return match ? { code, terminal: match[1] ?? '' } : undefined;
}
