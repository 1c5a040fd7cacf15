import type { OrderDetails } from '#contract/customer-order.ts';
import type { PairedTill } from '#contract/pairing.ts';
import type { TenderWay } from '#contract/tender.ts';
import type { InvoiceUrlOf } from './receipt/invoice-link.ts';
import type { LabelRule } from './checkout/label.ts';
import type { ReceiptLayout } from '#contract/receipt-layout.ts';
import type { RoundingRule } from '#contract/pricing.ts';
import type { GoodsRules } from './trace/goods-rules.ts';
import type { Sale } from '#contract/sale.ts';
import type { NamedGoods } from './receipt/blocks.ts';

/** What the shop's rules need to know of the settings. */
export interface Shop {
  readonly storeCode: string;
  readonly storeName: string;
  readonly address: string;
  readonly phone: string;
  readonly receiptFooter: readonly string[];
  /** Receipts name who sold; left out = they do. */
  readonly namesSalespeople?: boolean;
  readonly terminal: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly labelRules: readonly LabelRule[];
  /** Codes of our own that name one piece each; see scan/own-code.ts. */
  readonly pieceRules: readonly string[];
  /** A receipt printer is set up: every sale gets a print job. May change while the shop is open (`shop.configure`). */
  readonly printsReceipts: boolean;
  /** A ticket printer is set up: every ticket of the queue gets a print job. May change as well. */
  readonly printsTickets?: boolean;
  /** Where phones of the LAN follow their ticket, without the token: http://192.168.1.5:5198/t/. Missing while the station is not on the LAN. */
  readonly ticketPage?: string;
  /** The demo shop has a queue from the beginning. */
  readonly demo?: boolean;
  /** No room to sell on: an open sale may be finished, no other is begun. May change as well. */
  readonly diskFull?: boolean;
  /** The paired devices that are tills of their own. May change as well. */
  readonly tills?: readonly PairedTill[];
  /** How receipts look; left out = as ever. May change as well. */
  readonly receiptLayout?: ReceiptLayout;
  /** See receipt/invoice-link.ts; left out = receipts have no such QR code. */
  readonly eInvoiceUrl?: string | undefined;
  /** Made of it and the shop's secret when the shop opens. */
  readonly invoiceUrlOf?: InvoiceUrlOf;
  /** Looked up when a receipt is printed: what is personal is kept in no entry. Empty for who gave none, or is forgotten. */
  readonly maskedPhoneOf?: (memberId: number) => string;
  /** Looked up in the same way: up to three articles that go with what was bought. */
  readonly goesWith?: (sale: Sale) => readonly NamedGoods[];
  /** Looked up in the same way: what was said of an order. Nothing once it is forgotten. */
  readonly orderDetailsOf?: (seq: number) => OrderDetails | undefined;
  /** The share of its price that is suggested as the deposit of an order. */
  readonly depositPercent: number;
  /** The ways to pay besides cash. */
  readonly tenders: readonly TenderWay[];
  /** A till nobody touches locks itself after this time; 0 = never. */
  readonly idleLockMs: number;
  /** So many days after the sale goods come back by receipt; later by right. */
  readonly refundDays: number;
  /** The most that is given back at once without a receipt. */
  readonly refundCapMinor: number;
  /** What a person may take off prices by hand. */
  readonly discounts: {
    /** Largest shares of a price, in basis points, for the rights `discount`, `discount.more` and `discount.large`. */
    readonly limits: readonly number[];
    /** No unit below this share of its price, nor below its cost, without the right `price.floor`. */
    readonly floorPercent: number;
  };
  /** To what the total is rounded; left out = to the fen. */
  readonly rounding?: RoundingRule | undefined;
  readonly goods: GoodsRules;
  readonly shift: {
    /** Money is taken only in an open shift, also in a shop without operators. */
    readonly required: boolean;
    /** A larger difference at the count needs the right `shift.difference`. */
    readonly maxDifferenceMinor: number;
    /** Slips a movement of cash prints. */
    readonly slipCopies: number;
  };
}
