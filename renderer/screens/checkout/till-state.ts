import type { Basket } from '#contract/basket.ts';
import type { Words } from '#contract/language.ts';
import type { WireError } from '#contract/error.ts';
import type { ProductSummary } from '#contract/product.ts';
import type { ScanOutcome, ScanSource } from '#contract/scan.ts';
import type { WeighedProduct } from '#contract/weighing.ts';
import type { TextKey, TextValues } from '#renderer/app/i18n.ts';
import { CASH, type PayWay } from './pay-ways.ts';
import { emptyCash, type CashText } from './cash-text.ts';
import type { RefundDraft } from './refund-draft.ts';

/** Something to say: words of the catalogue, or the sentence of an error. */
export type Message =
  | { readonly key: TextKey; readonly values?: TextValues; /** Fills `{name}` in the language of the screen. */ readonly name?: Words }
  | { readonly error: WireError };

/** What the right end of the scan field says about the last thing that happened. */
export interface Echo {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly message: Message;
  /** Offers to take the last change back. */
  readonly undo: boolean;
}

/** Goods that wait for answers, and how they came. */
export interface AskedGoods {
  readonly asks: Extract<ScanOutcome, { readonly kind: 'asks' }>;
  readonly source: ScanSource;
}

/** A sheet over the screen. */
export type Overlay =
  | { readonly kind: 'keys' | 'more' | 'drawer' | 'clear' | 'quick' | 'devices' | 'camera' | 'station' | 'shift' | 'recall' | 'queue' }
  | { readonly kind: 'split' | 'voucher' }
  | { readonly kind: 'listed'; readonly list: Extract<ScanOutcome, { readonly kind: 'list' }> }
  | { readonly kind: 'salespeople'; readonly lineId: number | undefined }
  | { readonly kind: 'price'; readonly lineId: number }
  | { readonly kind: 'discount' | 'member' | 'offers' | 'why' | 'orderNote' }
  | { readonly kind: 'renameHold' | 'discardHold'; readonly number: number }
  | { readonly kind: 'order'; readonly seq: number | undefined }
  | { readonly kind: 'cancelOrder'; readonly seq: number }
  | { readonly kind: 'note'; readonly lineId: number }
  | { readonly kind: 'quantity'; readonly lineId: number }
  | { readonly kind: 'weigh'; readonly product: WeighedProduct }
  | { readonly kind: 'refund' | 'withoutReceipt' | 'void' }
  | { readonly kind: 'refundQuantity'; readonly lineId: number }
  | { readonly kind: 'quickAdd'; readonly code: string }
  | ({ readonly kind: 'goods' } & AskedGoods)
  | { readonly kind: 'card'; readonly productId: number; readonly lineId: number | undefined };

/** What this window adds to the topics: where the cashier is, not what the shop knows. */
export interface TillState {
  readonly view: 'basket' | 'sales' | 'refund' | 'holds' | 'orders';
  /** The basket put aside that is chosen by hand. */
  readonly chosenHold: number | undefined;
  /** The open order that is chosen by hand, and what they are searched for. */
  readonly chosenOrder: number | undefined;
  readonly orderQuery: string;
  readonly salesQuery: string;
  readonly overlay: Overlay | undefined;
  /** A receipt of which something may come back. */
  readonly refund: RefundDraft | undefined;
  /** A line chosen by hand; holds until the basket changes, then the newest line is selected again. */
  readonly chosen: { readonly basketRevision: number; readonly lineId: number } | undefined;
  /** The way the money comes that is being typed. */
  readonly way: PayWay;
  readonly cash: CashText;
  /** The station was asked to begin taking payment and has not answered yet: digits typed meanwhile are the amount. */
  readonly payingSoon: boolean;
  readonly echo: Echo | undefined;
  /** A code nobody knew, until the next scan or key. */
  readonly unknownCode: string | undefined;
  /** Several products matched what was typed. */
  readonly choices: { readonly query: string; readonly products: readonly ProductSummary[] } | undefined;
  /** The scale is being asked for the weight of what is sold. */
  readonly weighingNow: boolean;
  /** What lies on the scale was sold before; the cashier may say that it is meant. */
  readonly loadTaken: boolean;
  readonly completing: boolean;
  readonly tenderError: WireError | undefined;
}

export const initialTillState: TillState = {
  view: 'basket',
  chosenHold: undefined,
  chosenOrder: undefined,
  orderQuery: '',
  salesQuery: '',
  overlay: undefined,
  refund: undefined,
  chosen: undefined,
  way: CASH,
  cash: emptyCash,
  payingSoon: false,
  echo: undefined,
  unknownCode: undefined,
  choices: undefined,
  weighingNow: false,
  loadTaken: false,
  completing: false,
  tenderError: undefined,
};

/** The selected line: the one chosen by hand for this revision, else the one touched last, else the last one. */
export function selectedLineId(basket: Basket, chosen: TillState['chosen']): number | undefined {
  const wanted = chosen?.basketRevision === basket.revision ? chosen.lineId : basket.lastLineId;
  if (wanted !== null && basket.lines.some((line) => line.lineId === wanted)) return wanted;
  return basket.lines.at(-1)?.lineId;
}

/** The line one step up or down from the selected one; stays at the ends. */
export function neighbourLineId(basket: Basket, selected: number | undefined, step: 1 | -1): number | undefined {
  const index = basket.lines.findIndex((line) => line.lineId === selected);
  const next = Math.min(Math.max(index + step, 0), basket.lines.length - 1);
  return basket.lines[next]?.lineId;
}
