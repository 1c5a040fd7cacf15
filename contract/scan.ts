import { z } from 'zod';
import { WireError } from './error.ts';
import { GoodsQuestion, GoodsWarning } from './goods.ts';
import { Words } from './language.ts';
import { MAX_LISTED, MissedGoods } from './order-list.ts';
import { QuantityMilli } from './quantity.ts';
import { RequestId } from './ids.ts';
import { ProductSummary } from './product.ts';
import { ScannedCommand } from './till-command.ts';
import { WeighedProduct } from './weighing.ts';

/** How a code reached the station. */
export const ScanSource = z.enum(['scanner', 'wedge', 'camera', 'typed']);
export type ScanSource = z.infer<typeof ScanSource>;

/** What a scan did. It never throws for a code the shop does not know: that is a normal answer. */
export const ScanOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('added'),
    lineId: z.int().min(1),
    name: z.string(),
    quantityMilli: QuantityMilli,
    warnings: z.array(GoodsWarning).min(1).max(GoodsWarning.options.length).exactOptional(),
  }),
  /** Not in the basket yet: the same scan, or the same choice of the product where `text` is empty, must come again with answers. */
  z.strictObject({
    kind: z.literal('asks'),
    product: ProductSummary,
    text: z.string().max(4096),
    quantityMilli: QuantityMilli.exactOptional(),
    questions: z.array(GoodsQuestion).min(1).max(GoodsQuestion.options.length),
  }),
  /** Sold by weight, and the weight is still to come: see topic `weighing`. */
  z.strictObject({ kind: z.literal('weigh'), product: WeighedProduct }),
  /** A member's card or phone number: the basket is theirs now, see topic `basket`. */
  z.strictObject({ kind: z.literal('member'), memberId: z.int().min(1) }),
  /** A coupon of the shop; what it does is told by topic `basket` and by `basket.offers`. */
  z.strictObject({ kind: z.literal('coupon'), name: Words }),
  /** The list on a customer's phone: so many of its goods went in, and what did not. */
  z.strictObject({ kind: z.literal('list'), taken: z.int().min(0).max(MAX_LISTED), missed: z.array(MissedGoods).max(MAX_LISTED) }),
  /** The slip of a basket that was put aside: it is the open one now. */
  z.strictObject({ kind: z.literal('resumed'), number: z.int().min(1) }),
  /** The slip of a customer's order: its goods are in the basket now. */
  z.strictObject({ kind: z.literal('collecting'), code: z.string().max(40) }),
  /** A function barcode: the till does it. For one that came from a scanner wired to the station, whoever `basket.takeCommand` says so. */
  z.strictObject({ kind: z.literal('command'), id: RequestId, asked: ScannedCommand }),
  z.strictObject({ kind: z.literal('unknown'), code: z.string().max(128), quickAdd: z.boolean() }),
  /** Typed words that match several products: the screen lets the cashier choose. */
  z.strictObject({ kind: z.literal('choose'), query: z.string().max(128), products: z.array(ProductSummary).max(20) }),
  z.strictObject({ kind: z.literal('refused'), error: WireError }),
]);
export type ScanOutcome = z.infer<typeof ScanOutcome>;

/** Topic `scan`: the last scan and its outcome, for echo and sound on the till. */
export const ScanEcho = z.strictObject({ atMs: z.int(), source: ScanSource, code: z.string().max(128), outcome: ScanOutcome });
export type ScanEcho = z.infer<typeof ScanEcho>;

/** Screens that take scans themselves while they are in front. */
export const ScanClaimant = z.enum(['labels']);
export type ScanClaimant = z.infer<typeof ScanClaimant>;

/** More than a person scans before a screen that works comes for them. */
export const MAX_WAITING_SCANS = 20;

/** Topic `scanClaim`: which screen gets the scans of the station's scanners, null the basket, and how many wait for it to take them. */
export const ScanClaim = z.strictObject({ by: ScanClaimant.nullable(), waiting: z.int().min(0).max(MAX_WAITING_SCANS) });
export type ScanClaim = z.infer<typeof ScanClaim>;
