import { examine, type Examination, type SerialState } from './questions.ts';
import { prepareTrace, type TraceTable } from './trace-sql.ts';
import { piecesOf, piecesTaken } from '../stock/pieces.ts';
import type { Stock } from '../stock/stock.ts';
import type { Book } from '../record-event.ts';
import type { BasketLine, Gs1Trace } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { GoodsQuestion, LinePack } from '#contract/goods.ts';
import type { Product } from '#contract/product.ts';
import { formatQuantity } from '#contract/quantity.ts';
import type { ReturnedLine } from '#contract/refund.ts';

/** What lies in the open basket of another till, and what that till is called. */
export interface OtherBasket {
  readonly till: string;
  readonly lines: readonly BasketLine[];
}

/** Goods about to go into the basket. */
export interface Arriving {
  readonly product: Product;
  readonly pack: LinePack | undefined;
  readonly gs1: Gs1Trace | undefined;
  readonly quantityMilli: number;
  /** What lies in the basket. */
  readonly lines: readonly BasketLine[];
  /** What lies in the open baskets of other tills. */
  readonly elsewhere: readonly OtherBasket[];
  /** Years the customer was already asked for. */
  readonly agedYears: number;
}

/** Keeps an eye on what comes in and goes out: dates, serial numbers, stock. */
export interface GoodsWatch {
  examine(goods: Arriving): Examination;
  /**
   * Once more before money is taken, because a piece may have been sold from another basket and a night may have passed. Throws product_expired,
   * serial_sold, serial_void, serial_unknown, stock_short for what nobody answered for.
   */
  checkLeaving(lines: readonly BasketLine[]): void;
  /** A piece comes back once, and on a receipt only on the one that sold it last. Throws serial_back. */
  checkReturning(lines: readonly BasketLine[], saleSeq?: number): void;
  /** In the transaction of the sale or refund. */
  note(seq: number, sold: readonly BasketLine[], returned: readonly ReturnedLine[]): void;
  readonly table: TraceTable;
}

export function createGoodsWatch({ ledger, shop, clock, stock }: Book & { readonly stock: Stock }): GoodsWatch {
  const table = prepareTrace(ledger.db);
  const today = (): string => ledger.dateOf(clock());

  function knownSerial(
    sku: string,
    gs1: Gs1Trace | undefined,
  ): { readonly state: SerialState; readonly receiptNumber: string } | undefined {
    const row = gs1?.serial === undefined ? undefined : table.serial(sku, gs1.serial);
    return row && { state: row.state, receiptNumber: (row.state === 'sold' && ledger.read(row.seq)?.receiptNumber) || '' };
  }

  /** Article by article, however many lines there are of each. */
  function checkStock(lines: readonly BasketLine[]): void {
    for (const [sku, ofOne] of Map.groupBy(lines, (line) => piecesOf(line).sku)) {
      const onHandMilli = stock.onHandMilli({ sku });
      const wantedMilli = piecesTaken(ofOne, sku);
      if (onHandMilli === undefined || wantedMilli <= onHandMilli || ofOne.some(({ allowed }) => allowed?.includes('short'))) continue;
      throw stopped(ofOne[0]?.name ?? sku, { ask: 'short', onHandMilli, wantedMilli });
    }
  }

  const onHand = (sku: string): number | undefined => (shop.goods.stock === 'ignore' ? undefined : stock.onHandMilli({ sku }));

  return {
    examine({ product, pack, gs1, quantityMilli, lines, elsewhere, agedYears }) {
      const pieces = piecesOf({ productId: product.id, sku: product.sku, quantityMilli, ...(pack ? { pack } : {}) });
      const onHandMilli = onHand(pieces.sku);
      const wantedMilli = onHandMilli === undefined ? 0 : piecesTaken(lines, pieces.sku) + pieces.quantityMilli;
      const elsewhereMilli =
        onHandMilli === undefined ? 0 : elsewhere.reduce((sum, other) => sum + piecesTaken(other.lines, pieces.sku), 0);
      const serial = knownSerial(product.sku, gs1);
      return examine({ product, gs1, serial, today: today(), onHandMilli, wantedMilli, elsewhereMilli, agedYears }, shop.goods);
    },
    checkLeaving(lines) {
      const day = today();
      for (const line of lines) {
        if (!line.gs1) continue;
        const at = { gs1: line.gs1, serial: knownSerial(line.sku, line.gs1), today: day, wantedMilli: 0, agedYears: 0 };
        const { questions } = examine({ product: {}, ...at }, shop.goods);
        const stop = questions.find(({ ask }) => !line.allowed?.some((answer) => answer === ask));
        if (stop) throw stopped(line.name, stop);
      }
      if (shop.goods.stock === 'block') checkStock(lines);
    },
    checkReturning(lines, saleSeq) {
      for (const { sku, name, gs1 } of lines) {
        const { serial } = gs1 ?? {};
        const row = serial === undefined ? undefined : table.serial(sku, serial);
        if (serial === undefined || !row || (row.state === 'sold' && row.seq === (saleSeq ?? row.seq))) continue;
        throw new GuitaiError('serial_back', { name, serial });
      }
    },
    note: table.note,
    table,
  };
}

/**
 * Article and serial number name one piece in the world: it cannot come into a basket that had it not while it lies in another one. Throws
 * serial_elsewhere.
 */
export function checkElsewhere(before: readonly BasketLine[], after: readonly BasketLine[], elsewhere: () => readonly OtherBasket[]): void {
  const coming = after.filter((line) => line.gs1?.serial !== undefined && !holdsPiece(before, line));
  if (coming.length === 0) return;
  for (const { till, lines } of elsewhere()) {
    const piece = coming.find((line) => holdsPiece(lines, line));
    if (piece) throw new GuitaiError('serial_elsewhere', { name: piece.name, serial: piece.gs1?.serial ?? '', till });
  }
}

function holdsPiece(lines: readonly BasketLine[], { sku, gs1 }: BasketLine): boolean {
  return lines.some((line) => line.sku === sku && line.gs1?.serial === gs1?.serial);
}

/** Why goods do not leave. */
function stopped(name: string, question: GoodsQuestion): GuitaiError {
  switch (question.ask) {
    case 'expired':
      return new GuitaiError('product_expired', { name, expiry: question.expiry });
    case 'serial_sold':
      return new GuitaiError('serial_sold', { name, serial: question.serial, receipt: question.receiptNumber });
    case 'serial_void':
      return new GuitaiError('serial_void', { name, serial: question.serial });
    case 'serial_unknown':
      return new GuitaiError('serial_unknown', { name, serial: question.serial });
    case 'short':
      return new GuitaiError('stock_short', {
        name,
        left: formatQuantity(question.onHandMilli),
        wanted: formatQuantity(question.wantedMilli),
      });
    case 'price':
    case 'age':
    case 'prescription':
      return new GuitaiError('internal');
  }
}
