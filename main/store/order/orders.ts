import { createEnding } from './ending.ts';
import { PlacedBody } from './order-body.ts';
import { prepareOrderTable, type Order, type OrderTable } from './order-sql.ts';
import { checkDetails } from './placing.ts';
import type { BasketContent } from '../checkout/basket.ts';
import type { OrderHandedOver } from '../checkout/sale.ts';
import type { StoreHandlers } from '../handlers.ts';
import { cardOf } from '../member/members.ts';
import type { Publish } from '../publish.ts';
import { orderCopy } from '../receipt/copy.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { storedEntry } from '../shift/booking.ts';
import type { CustomerOrder, OrderDetails } from '#contract/customer-order.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Member } from '#contract/member.ts';
import type { Product } from '#contract/product.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { z } from 'zod';

const DAY_MS = 86_400_000;

type OrderHandlers = Pick<StoreHandlers, 'order.change' | 'order.cancel' | 'order.reprint'>;

/** Orders of customers: a deposit is owed until the goods are handed over, which is a sale, or given up. */
export interface Orders {
  readonly handlers: OrderHandlers;
  readonly table: OrderTable;
  /** Throws order_unknown, order_over. */
  findOpen(seq: number): Order;
  /** What was ordered and how it was paid. */
  placed(seq: number): z.infer<typeof PlacedBody>;
  /** Throws order_collecting while its goods are in the basket of a till. */
  needFree(order: Pick<Order, 'seq' | 'code'>): void;
  /** What was over long ago is forgotten, whenever something is written, at the start and at the end of a shift. Call it in a transaction. */
  tidy(): void;
  /** The order a sale hands over; `close` runs in the sale's own transaction. Throws order_over. */
  handOver(seq: number): OrderHandedOver & { close(): void };
  /** Pieces that customers wait for; of a case, what its pieces make. */
  reservedMilli(product: Pick<Product, 'sku' | 'pack'>): number;
  /** What was said of an order, for its slip; the member's name and number where a member ordered. */
  detailsOf(seq: number): OrderDetails | undefined;
  /** Call it in the transaction that forgets the member. */
  forgetMember(memberId: number): void;
  announce(): void;
}

export interface OrdersOptions extends Book {
  readonly publish: Publish;
  readonly memberById: (id: number) => Member | undefined;
  /** What lies in the open baskets of the tills. */
  readonly openBaskets: () => readonly BasketContent[];
  /** Throws where no money may be given now. */
  readonly beforePayment: () => void;
  /** Money that was given back is on disk. */
  readonly onCompleted: (entry: JournalEntry) => void;
  readonly onPrint: () => void;
}

export function createOrders(options: OrdersOptions): Orders {
  const { ledger, shop, clock, publish, memberById, openBaskets, onCompleted, onPrint } = options;
  const table = prepareOrderTable(ledger.db);

  const announce = (): void =>
    publish('orders', { open: table.open().map((order) => shownOf(order, memberById)), depositPercent: shop.depositPercent });
  const tidy = (): void => table.forgetOver(clock() - shop.refundDays * DAY_MS);
  const find = (seq: number): Order => {
    const order = table.get(seq);
    if (!order) throw new GuitaiError('order_unknown');
    return order;
  };
  const findOpen = (seq: number): Order => {
    const order = find(seq);
    if (order.state !== 'open') throw new GuitaiError('order_over', { code: order.code });
    return order;
  };
  const placed = (seq: number): z.infer<typeof PlacedBody> => PlacedBody.parse(ledger.read(seq)?.body);

  function needFree({ seq, code }: Pick<Order, 'seq' | 'code'>): void {
    const isCollecting = openBaskets().some(({ terms: { order } }) => order?.kind === 'collecting' && order.seq === seq);
    if (isCollecting) throw new GuitaiError('order_collecting', { code });
  }

  const close = (seq: number, state: 'collected' | 'cancelled'): void => {
    table.close(seq, state, clock());
    tidy();
  };
  const ending = createEnding({
    ...options,
    find,
    findOpen,
    placed,
    needFree,
    close: (seq) => close(seq, 'cancelled'),
    onEnded(entry) {
      onCompleted(entry);
      announce();
    },
  });

  return {
    announce,
    table,
    findOpen,
    placed,
    needFree,
    tidy,
    handOver(seq) {
      findOpen(seq);
      return { seq, paid: placed(seq).tenders, close: () => close(seq, 'collected') };
    },
    reservedMilli({ sku, pack }) {
      const pieces = table.reservedMilli(pack?.sku ?? sku);
      return pack ? Math.floor(pieces / (pack.pieces * 1000)) * 1000 : pieces;
    },
    detailsOf(seq) {
      const order = table.get(seq);
      if (!order) return undefined;
      const { name, phone } = customerOf(order, memberById);
      return { ...order.details, name, phone };
    },
    forgetMember: table.forgetMember,
    handlers: {
      'order.change'({ requestId, seq, ...details }, act) {
        if (storedEntry(options, 'order.changed', requestId)) return {};
        const { memberId, details: before } = findOpen(seq);
        checkDetails(options, details, memberId);
        const facts = {
          orderSeq: seq,
          wantedOn: details.wantedOn,
          delivers: details.delivery !== null,
          changed: changedFields(before, details),
        };
        recordEvent(
          options,
          { kind: 'order.changed', requestId, content: facts, facts, inTransaction: () => (table.change(seq, details), tidy()) },
          act,
        );
        announce();
        return {};
      },
      ...ending,
      'order.reprint'({ requestId, seq }, act) {
        const entry = ledger.read(seq);
        if (entry?.kind !== 'order.placed') throw new GuitaiError('order_unknown');
        const { copy } = orderCopy(options, entry, requestId, act);
        onPrint();
        return { copy };
      },
    },
  };
}

/** Which of the details were changed: their names only, what they say is personal. */
function changedFields(before: OrderDetails, after: OrderDetails): string[] {
  const names = ['name', 'phone', 'wantedOn', 'delivery', 'note'] as const;
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function customerOf({ memberId, details }: Order, memberById: OrdersOptions['memberById']): CustomerOrder['customer'] {
  const member = memberId === null ? undefined : memberById(memberId);
  return { name: details.name || (member?.name ?? ''), phone: details.phone || (member ? cardOf(member).maskedPhone : '') };
}

function shownOf(order: Order, memberById: OrdersOptions['memberById']): CustomerOrder {
  const { seq, code, placedAtMs, details, summary } = order;
  return { seq, code, placedAtMs, ...summary, details, customer: customerOf(order, memberById) };
}
