import { atTodaysPrices, contentOf } from './handing-over.ts';
import { cancelled, cancelledPostings, EndedBody, PlacedBody } from './order-body.ts';
import { prepareOrderTable, type Order } from './order-sql.ts';
import { checkDetails, createPlacing } from './placing.ts';
import type { BasketState } from '../checkout/checkout-sql.ts';
import type { BasketChange } from '../checkout/open-basket.ts';
import { editable, selling } from '../checkout/outcome.ts';
import type { PaymentOptions } from '../checkout/payment.ts';
import type { OrderHandedOver } from '../checkout/sale.ts';
import type { StoreHandlers } from '../handlers.ts';
import { cardOf } from '../member/members.ts';
import type { Publish } from '../publish.ts';
import { orderCopy } from '../receipt/copy.ts';
import { recordEvent } from '../record-event.ts';
import { storedEntry } from '../shift/booking.ts';
import type { Act } from '../staff/act.ts';
import { readOrderCode, type CustomerOrder, type OrderDetails } from '#contract/customer-order.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Member } from '#contract/member.ts';
import type { Product } from '#contract/product.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import type { z } from 'zod';

const DAY_MS = 86_400_000;

type OrderHandlers = Pick<
  StoreHandlers,
  'order.begin' | 'order.place' | 'order.release' | 'order.collect' | 'order.reprice' | 'order.change' | 'order.cancel' | 'order.reprint'
>;

/** Orders of customers: a deposit is owed until the goods are handed over, which is a sale, or given up. */
export interface Orders {
  readonly handlers: OrderHandlers;
  /** What scanning the slip of an order does; undefined for any other code. Throws order_elsewhere and what `order.collect` throws. */
  scan(text: string, requestId: string): { readonly code: string } | undefined;
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

export interface OrdersOptions extends PaymentOptions {
  readonly publish: Publish;
  readonly memberById: (id: number) => Member | undefined;
  /** Throws while goods lie on the scale. */
  readonly beforeOrder: () => void;
  readonly onPrint: () => void;
}

export function createOrders(options: OrdersOptions): Orders {
  const { ledger, shop, clock, basket, publish, memberById, beforePayment, beforeOrder, onCompleted, onPrint } = options;
  const table = prepareOrderTable(ledger.db);

  const announce = (): void =>
    publish('orders', { open: table.open().map((order) => shownOf(order, memberById)), depositPercent: shop.depositPercent });
  const tidy = (): void => table.forgetOver(clock() - shop.refundDays * DAY_MS);
  const completed = (entry: JournalEntry): void => {
    onCompleted(entry);
    announce();
  };
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

  /** The goods of an order come into the empty basket. They stay ordered until they are paid. */
  function collecting(state: BasketState, seq: number): BasketChange<Record<string, never>> {
    const open = editable(state);
    if (open.lines.length > 0) throw new GuitaiError('order_basket_open');
    const { code, memberId } = findOpen(seq);
    const { ordered, totalMinor: depositMinor } = placed(seq);
    const member = memberId === null ? undefined : memberById(memberId);
    return {
      answer: {},
      next: selling(contentOf(ordered, { seq, code, depositMinor }, member?.id ?? null, open.nextLineId)),
      final: true,
    };
  }

  function cancel(
    requestId: string,
    { seq, keepMinor, reason }: { seq: number; keepMinor: number; reason: string },
    act: Act,
  ): JournalEntry {
    const content = { seq, keepMinor, reason };
    const isRepeated = storedEntry({ ledger }, 'order.cancelled', requestId) !== undefined;
    if (!isRepeated) {
      const { code } = findOpen(seq);
      const { order } = basket.state.content.terms;
      if (order?.kind === 'collecting' && order.seq === seq) throw new GuitaiError('order_collecting', { code });
      beforePayment();
    }
    const end = cancelled(placed(seq), keepMinor);
    const { entry, repeated } = recordEvent(
      options,
      {
        kind: 'order.cancelled',
        requestId,
        content,
        facts: { orderSeq: seq, code: find(seq).code, reason, ...end },
        numbered: true,
        amountMinor: -end.returnedMinor,
        postings: cancelledPostings(end),
        printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: 'order-end', copy: 0 }] : [],
        inTransaction() {
          table.close(seq, 'cancelled', clock());
          tidy();
        },
      },
      keepMinor > 0 ? act.demand('order.forfeit') : act,
    );
    if (!repeated) completed(entry);
    return entry;
  }

  return {
    announce,
    scan(text, requestId) {
      const read = readOrderCode(text);
      if (!read) return undefined;
      const { code, terminal } = read;
      const order = table.byCode(code);
      if (!order) throw terminal === shop.terminal ? new GuitaiError('order_unknown') : new GuitaiError('order_elsewhere', { terminal });
      const input = { requestId, seq: order.seq };
      basket.command('order.scan', input, (state) => collecting(state, order.seq));
      return { code };
    },
    handOver(seq) {
      findOpen(seq);
      return {
        seq,
        paid: placed(seq).tenders,
        close() {
          table.close(seq, 'collected', clock());
          tidy();
        },
      };
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
      ...createPlacing({ ...options, table, beforeOrder, tidy, onCompleted: completed }),
      'order.collect': (input) => basket.command('order.collect', input, (state) => collecting(state, input.seq)),
      'order.reprice': (input) =>
        basket.command('order.reprice', input, (state) => ({
          answer: {},
          next: selling(atTodaysPrices(editable(state))),
          final: true,
        })),
      'order.change'({ requestId, seq, ...details }, act) {
        if (ledger.findByRequest(requestId)) return {};
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
      'order.cancel'({ requestId, ...input }, act) {
        const entry = cancel(requestId, input, act);
        const { returnedMinor, back } = EndedBody.parse(entry.body);
        return { receiptNumber: entry.receiptNumber ?? '', returnedMinor, back };
      },
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
