import { NO_SCALE } from './no-scale.ts';
import { refusingNewSales } from './full-disk.ts';
import { createShowWindow, type ShowWindow } from '../card/showcase.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { createAdjusting } from '../checkout/adjusting.ts';
import type { BasketContent } from '../checkout/basket.ts';
import type { JournalBasketEvent } from '../checkout/basket-event.ts';
import { createCheckout } from '../checkout/checkout.ts';
import type { BasketTables } from '../checkout/checkout-sql.ts';
import { createCompletion } from '../checkout/complete.ts';
import type { DiscountLimits } from '../checkout/discount-limits.ts';
import { createOpenBasket, type OpenBasket } from '../checkout/open-basket.ts';
import { createEcho } from '../checkout/outcome.ts';
import type { Repriced } from '../checkout/reprice.ts';
import { createTendering } from '../checkout/tendering.ts';
import type { Vouchers } from '../checkout/vouchers.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { HoldShelf } from '../hold/hold-shelf.ts';
import { createHolds } from '../hold/holds.ts';
import { createPickLists } from '../hold/pick-list.ts';
import { createOrderDesk } from '../order/order-desk.ts';
import type { Orders } from '../order/orders.ts';
import { cardOf, type Members } from '../member/members.ts';
import type { Ports } from '../ports.ts';
import { couponNamed } from '../promotion/coupon.ts';
import type { Promotions } from '../promotion/promotions.ts';
import type { Publish } from '../publish.ts';
import type { Book } from '../record-event.ts';
import { createRefunds } from '../refund/refund.ts';
import type { Salespeople } from '../salesperson/salespeople.ts';
import { ownerAt } from '../staff/act.ts';
import type { Attendance } from '../staff/attendance.ts';
import { createGate, type StoreGate } from '../staff/gate.ts';
import type { Staff } from '../staff/staff.ts';
import type { GoodsWatch, OtherBasket } from '../trace/goods-watch.ts';
import { createWeighing } from '../weighing/weighing.ts';
import type { PairedTill } from '#contract/pairing.ts';
import { STATION_TILL, type Caller } from '#contract/role.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

/** One place where baskets are rung up: its open basket, the person at it, and what a scan there came to. */
export interface Till {
  /** What other tills call it. */
  readonly name: string;
  /** Answers a procedure as the person at this till may; rejects with GuitaiError. */
  readonly call: StoreGate;
  readonly basket: Pick<OpenBasket, 'state' | 'refresh'>;
  readonly showWindow: Pick<ShowWindow, 'show'>;
  /** Publishes the first values of its topics. */
  announce(): void;
  /** For good: what lies in its basket is put aside under its name. Throws hold_full. */
  remove(): void;
  /** Until the next start; the basket stays where it is. */
  stop(): void;
}

/** What all tills of the shop share. */
export interface TillShared extends Book {
  readonly publish: Publish;
  readonly ports: Pick<Ports, 'readWeight'>;
  readonly catalog: Catalog;
  readonly tables: BasketTables;
  readonly journal: JournalBasketEvent;
  readonly members: Members;
  readonly promotions: Promotions;
  readonly price: (content: BasketContent) => Repriced;
  readonly staff: Staff;
  readonly salespeople: Salespeople;
  readonly shelf: HoldShelf;
  readonly watch: GoodsWatch;
  readonly orders: Orders;
  readonly vouchers: Vouchers;
  readonly limits: DiscountLimits;
  /** Throws where no money may be taken or given now. */
  readonly beforePayment: () => void;
  /** A sale or refund of this till is on disk. */
  readonly onCompleted: (entry: JournalEntry, till: Caller) => void;
  readonly onPrint: () => void;
}

/** All but what a till answers for its own basket and person. */
export type SharedHandlers = Omit<StoreHandlers, keyof ReturnType<typeof createOwnHandlers>['handlers'] | keyof Attendance['handlers']>;

/** What a till finds around it. */
export interface Around {
  /** What is answered alike at every till. */
  readonly handlers: SharedHandlers;
  /** The open baskets of the other tills. */
  readonly elsewhere: () => readonly OtherBasket[];
}

export function createTill({ tillId, name }: PairedTill, around: Around, shared: TillShared): Till {
  const { shop, ledger, tables, members, staff } = shared;
  const isStation = tillId === STATION_TILL;
  const table = tables.of(tillId);
  const showWindow = createShowWindow((topic, value) => shared.publish(topic, value, tillId));
  const { publish } = showWindow;
  const basket = createOpenBasket({
    ...shared,
    table,
    write: ledger.write,
    publish,
    elsewhere: around.elsewhere,
    memberOf(id) {
      const member = members.get(id);
      return member && cardOf(member);
    },
  });
  const attendance = staff.attend(isStation ? undefined : name, publish);
  const own = createOwnHandlers(
    { tillId, basket, publish, elsewhere: around.elsewhere, ports: isStation ? shared.ports : NO_SCALE },
    shared,
  );
  const handlers: StoreHandlers = { ...around.handlers, ...attendance.handlers, ...own.handlers };

  return {
    name,
    basket,
    showWindow,
    call: createGate(
      refusingNewSales(handlers, () => shop.diskFull === true && basket.state.content.lines.length === 0),
      attendance.session,
      own.refuseScan,
    ),
    announce() {
      attendance.session.announce();
      basket.announce();
      own.announce();
      showWindow.show(null);
      // The scale stands at the station.
      if (!isStation) publish('scale', null);
    },
    remove() {
      own.putAll(name, ownerAt(name));
      ledger.write(() => table.forget());
      attendance.leave();
    },
    stop: () => attendance.stop(),
  };
}

/** What is done to the basket of one till. */
function createOwnHandlers(
  till: {
    readonly tillId: string;
    readonly basket: OpenBasket;
    readonly publish: Publish;
    readonly elsewhere: () => readonly OtherBasket[];
    readonly ports: Pick<Ports, 'readWeight'>;
  },
  shared: TillShared,
) {
  const { basket } = till;
  const { promotions, salespeople, shelf, orders } = shared;
  const echo = createEcho({ ...shared, ...till });
  const weighing = createWeighing({ ...shared, ...till, echo });
  const holds = createHolds({ ...shared, basket, beforeHold: weighing.needDone });
  const couponOf = (code: string) => couponNamed(promotions.running, code);
  const from: Caller = till.tillId === STATION_TILL ? { role: 'till' } : { role: 'till', deviceId: till.tillId };
  const payment = { ...shared, basket, onCompleted: (entry: JournalEntry): void => shared.onCompleted(entry, from) };
  const desk = createOrderDesk({ ...payment, orders, beforeOrder: weighing.needDone });
  const checkout = createCheckout({ ...shared, ...till, couponOf, echo, weighing, holds, orders: desk });
  return {
    announce: weighing.announce,
    putAll: holds.putAll,
    refuseScan: checkout.refuseScan,
    handlers: {
      ...checkout.handlers,
      ...createTendering({ ...shared, basket }),
      ...createAdjusting({ ...shared, basket }),
      ...createCompletion(payment),
      ...createRefunds({ ...payment, weighing }),
      ...desk.handlers,
      ...holds.handlers,
      ...createPickLists({ ...shared, basket, find: shelf.find }),
      ...salespeople.selling(basket),
      ...weighing.handlers,
    },
  };
}
