import { dirname, join } from 'node:path';
import { createAudit } from './audit/audit.ts';
import { goesWith } from './card/goes-with.ts';
import { createSoldTogether } from './card/sold-together.ts';
import { createCard } from './card/card.ts';
import { createShowWindow } from './card/showcase.ts';
import { openCatalog } from './catalog/catalog-sql.ts';
import { createCatalogHandlers } from './catalog/catalog-handlers.ts';
import { createCheckout } from './checkout/checkout.ts';
import { prepareBasketTable } from './checkout/checkout-sql.ts';
import { createCompletion } from './checkout/complete.ts';
import { createTendering } from './checkout/tendering.ts';
import { createVouchers } from './checkout/vouchers.ts';
import { createAdjusting } from './checkout/adjusting.ts';
import { createDiscountLimits } from './checkout/discount-limits.ts';
import { createPricing } from './checkout/pricing.ts';
import { createOpenBasket } from './checkout/open-basket.ts';
import { journalBasketEvents } from './checkout/basket-event.ts';
import { createEcho } from './checkout/outcome.ts';
import type { StoreHandlers } from './handlers.ts';
import { createGate, type StoreGate } from './staff/gate.ts';
import { PIN_COST, type PinCost } from './staff/pin-hash.ts';
import { OWNER_ACT } from './staff/act.ts';
import { couponNamed } from './promotion/coupon.ts';
import { createPromotions } from './promotion/promotions.ts';
import { createPriceLists } from './price-list/price-lists.ts';
import { createTrials } from './promotion/trial.ts';
import { createStaff } from './staff/staff.ts';
import { createPickLists } from './hold/pick-list.ts';
import { createHolds } from './hold/holds.ts';
import { cardOf, createMembers } from './member/members.ts';
import { createOrders } from './order/orders.ts';
import { createLabels } from './label/labels.ts';
import { createDrawer } from './outbox/drawer.ts';
import { createPrintQueue } from './outbox/print-queue.ts';
import type { Clock, Ports } from './ports.ts';
import type { Publish } from './publish.ts';
import { createKeys } from './keys/keys.ts';
import { recordEvent, type Book } from './record-event.ts';
import { createInvoiceUrl, openInvoiceSecret } from './receipt/invoice-link.ts';
import { createReceiptDesign } from './receipt/receipt-design.ts';
import { createSalespeople } from './salesperson/salespeople.ts';
import { createSales } from './receipt/sales.ts';
import { createRefunds } from './refund/refund.ts';
import { createPermits } from './permits.ts';
import { createCashMoves } from './shift/cash.ts';
import { createReports } from './report/reports.ts';
import { createReportsReader } from './report/reports-reader.ts';
import { createShift } from './shift/shift.ts';
import { openShopLedger } from './shop-ledger.ts';
import { createShopSettings } from './shop-settings.ts';
import type { Shop } from './shop.ts';
import { createQueue } from './queue/queue.ts';
import { createQueueReports } from './queue-report/queue-reports.ts';
import { createUploads } from './sheet/uploads.ts';
import { createStock } from './stock/stock.ts';
import { createIssue } from './trace/issue.ts';
import { createRecall } from './trace/recall.ts';
import { createGoodsWatch } from './trace/goods-watch.ts';
import { createWeighing } from './weighing/weighing.ts';
import type { Sale } from '#contract/sale.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { StoreProcedureName } from '#contract/procedures.ts';

/** The files of a terminal: what happened, what is for sale, labels on their way, and the key that PINs are hashed with. */
export interface StoreFiles {
  readonly ledger: string;
  readonly catalog: string;
  readonly labels: string;
  readonly pepper: string;
  /** What addresses of e-invoices are signed with. */
  readonly invoiceSecret?: string;
  /** See LedgerOptions.secondWitness. */
  readonly secondWitness?: string | undefined;
}

/** The shop at work. */
export interface Store {
  /** Answers a procedure as the person at the till may; rejects with GuitaiError. */
  readonly call: StoreGate;
  /** Publishes the first values of every topic and lets waiting print jobs go. */
  start(): void;
  /** Waits for the document being printed, then checkpoints and closes both files. */
  stop(): Promise<void>;
}

export interface StoreOptions {
  readonly files: StoreFiles;
  readonly shop: Shop;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly onUnexpected: (error: unknown, event: string) => void;
  /** Every start of a station is journaled with it: which program wrote the entries that follow. */
  readonly programVersion?: string;
  /** Cheaper in tests; hashes remember what they cost. */
  readonly pinCost?: PinCost;
  /** Everything may be looked at, nothing is written. */
  readonly readOnly?: boolean;
  /** The ledger refuses everything until it is opened again. */
  readonly onLedgerFailed?: () => void;
}

/** Opens ledger and catalogue and puts the nouns of the shop together. Throws GuitaiError when a file cannot be used. */
export function openStore(options: StoreOptions): Store {
  const { files, ports, clock, onUnexpected } = options;
  const showWindow = createShowWindow(options.publish);
  const { publish } = showWindow;
  const shop = {
    ...options.shop,
    ...invoiceLink(options),
    maskedPhoneOf,
    goesWith: (sale: Sale) => goesWith(sale, soldTogether),
    orderDetailsOf: (seq: number) => orders.detailsOf(seq),
  };
  const ledger = openShopLedger(files.ledger, shop, clock, {
    checkOnOpen: true,
    secondWitness: files.secondWitness,
    readOnly: options.readOnly ?? false,
    trouble: (error) => onUnexpected(error, 'ledger.background'),
    failed: (error) => {
      onUnexpected(error, 'ledger.failed');
      options.onLedgerFailed?.();
    },
  });
  const catalog = openCatalog(files.catalog);
  const soldTogether = createSoldTogether({ ledger, catalog });
  const uploads = createUploads(join(dirname(files.ledger), 'uploads'));
  const members = createMembers({ ledger, shop, clock, uploads, onForgotten: (id) => orders.forgetMember(id) });
  function maskedPhoneOf(memberId: number): string {
    const member = members.get(memberId);
    return member ? cardOf(member).maskedPhone : '';
  }
  const promotions = createPromotions({ ledger, clock, onChanged: () => basket.refresh() });
  const priceLists = createPriceLists({ ledger, clock, catalog, uploads, ledgerFile: files.ledger, onChanged: () => basket.refresh() });
  const price = createPricing({ shop, clock, memberById: members.get, promotions, priceLists });
  const basket = createOpenBasket({
    table: prepareBasketTable(ledger.db),
    write: ledger.write,
    journal: journalBasketEvents({ ledger, shop, clock }),
    publish,
    price,
    memberOf(id) {
      const member = members.get(id);
      return member && cardOf(member);
    },
  });
  const limits = createDiscountLimits({ catalog, shop });
  const echo = createEcho({ publish, clock });
  const weighing = createWeighing({ basket, catalog, ports, publish, echo });
  const printing = createPrintQueue({ ledger, shop, clock, ports, publish, onUnexpected, onMoved: () => queue.announcePaper() });
  const drawer = createDrawer({ ledger, shop, clock, ports, onUnexpected });
  const staff = createStaff({
    ledger,
    shop,
    clock,
    publish,
    pepperFile: files.pepper,
    idleLockMs: shop.idleLockMs,
    pinCost: options.pinCost ?? PIN_COST,
    onUnexpected,
    onChanged: () => salespeople.announce(),
  });
  const salespeople = createSalespeople({ ledger, clock, basket, staff: staff.list, publish, ledgerFile: files.ledger });
  const reports = createReportsReader(ledger);
  const shift = createShift({
    ledger,
    shop,
    clock,
    publish,
    reports,
    hasOperators: () => staff.session.view.state !== 'open',
    onClosed: () => (printing.pump(), emptyLog()),
  });
  const queue = createQueue({
    ledger,
    shop,
    clock,
    publish,
    onUnexpected,
    people: { hasOperators: () => staff.session.view.state !== 'open', check: staff.check, isActive: staff.isActive },
    members,
    onPrint: printing.pump,
    readOnly: options.readOnly ?? false,
  });
  const stock = createStock({ ledger, shop, clock, catalog });
  const watch = createGoodsWatch({ ledger, shop, clock, stock });
  const onIssued = createIssue({ ledger, shop, clock }, watch.table, onUnexpected);
  const labels = createLabels({ file: files.labels, shop, catalog, ports, clock, publish, onUnexpected, onIssued });
  const holds = createHolds({
    ledger,
    shop,
    clock,
    publish,
    basket,
    memberById: members.get,
    price,
    beforeHold: weighing.needDone,
    onPrint: printing.pump,
  });
  const onCompleted = (entry: JournalEntry): void => {
    if (movesCash(entry)) drawer.openForSale(entry.seq);
    salespeople.announce();
    printing.pump();
  };
  const vouchers = createVouchers(ledger.db);
  const payment = { basket, watch, promotions, vouchers, limits, ledger, shop, clock, beforePayment: shift.needForSale, onCompleted };
  const orders = createOrders({
    ...payment,
    publish,
    memberById: members.get,
    beforeOrder: weighing.needDone,
    onPrint: printing.pump,
  });
  const checkout = createCheckout({
    basket,
    catalog,
    members,
    couponOf: (code) => couponNamed(promotions.running, code),
    shop,
    clock,
    echo,
    limits,
    weighing,
    watch,
    holds,
    orders,
    beforePayment: shift.needForSale,
  });
  /** At the end of a shift the log is brought into the database; a disk that fails there does not undo the closing. */
  const emptyLog = (): void => {
    try {
      ledger.checkpoint();
    } catch (error) {
      onUnexpected(error, 'ledger.checkpoint');
    }
  };
  const handlers: StoreHandlers = {
    ...checkout.handlers,
    ...createTendering({ basket, shop, vouchers }),
    ...createAdjusting({ basket, members, limits }),
    ...createCompletion({
      ...payment,
      orders,
      onCompleted(entry, till) {
        onCompleted(entry);
        queue.saleCompleted(entry.seq, till);
        if (entry.body['orderSeq'] !== undefined) orders.announce();
      },
    }),
    ...orders.handlers,
    ...createRefunds({ ...payment, weighing }),
    ...createReceiptDesign({ ledger, shop, clock, ports }),
    ...createSales({ ledger, shop, clock, onCopy: printing.pump }),
    ...createCatalogHandlers({ catalog, ledger, shop, clock }),
    ...printing.handlers,
    ...drawer.handlers,
    ...createShopSettings({ ledger, shop, clock }),
    ...createPermits({ ledger, shop, clock }),
    ...staff.handlers,
    ...holds.handlers,
    ...createKeys({ ledger, shop, clock }, printing.pump),
    ...salespeople.handlers,
    ...createPickLists({ ledger, shop, clock, basket, find: holds.find, onPrint: printing.pump }),
    ...members.handlers,
    ...promotions.handlers,
    ...priceLists.handlers,
    ...uploads.handlers,
    ...createTrials({
      ledger,
      shop,
      clock,
      promotions,
      priceLists,
      catalog,
      memberById: members.get,
      openContent: () => basket.state.content,
    }),
    ...createAudit({ ledger, shop, clock, ledgerFile: files.ledger }),
    ...shift.handlers,
    ...createCashMoves({ ledger, shop, clock, shift, onMoved: onCompleted }),
    ...createReports({ ledger, shop, clock, reports, onPrint: printing.pump }),
    ...labels.handlers,
    ...queue.handlers,
    ...createQueueReports({ ledger, shop, setup: queue.setup, nameOf: staff.nameOf, ledgerFile: files.ledger }),
    ...weighing.handlers,
    ...stock.handlers,
    ...createRecall({ ledger, shop, clock, table: watch.table, members, ledgerFile: files.ledger }),
    ...createCard({ catalog, soldTogether, stock, showWindow, reservedMilli: orders.reservedMilli }),
  };
  return {
    call: createGate(
      refusingNewSales(handlers, () => shop.diskFull === true && basket.state.content.lines.length === 0),
      staff.session,
      checkout.refuseScan,
    ),
    start() {
      if (options.programVersion !== undefined) recordStart({ ledger, shop, clock }, options.programVersion, onUnexpected);
      staff.session.announce();
      shift.announce();
      basket.announce();
      holds.announce();
      orders.announce();
      salespeople.announce();
      weighing.announce();
      queue.start();
      showWindow.show(null);
      printing.start();
      labels.start();
    },
    async stop() {
      staff.session.stop();
      queue.stop();
      await Promise.all([printing.stop(), labels.stop(), drawer.settled(), uploads.close()]);
      catalog.close();
      ledger.close();
    },
  };
}

/** A secret that cannot be used leaves the QR code out and is said in the log; it does not keep the shop from selling. */
function invoiceLink({ shop, files, onUnexpected }: StoreOptions): Pick<Shop, 'invoiceUrlOf'> {
  if (shop.eInvoiceUrl === undefined || files.invoiceSecret === undefined) return {};
  try {
    return { invoiceUrlOf: createInvoiceUrl(shop.eInvoiceUrl, openInvoiceSecret(files.invoiceSecret)) };
  } catch (error) {
    onUnexpected(error, 'invoice.secret');
    return {};
  }
}

/** A sale that was paid by card alone leaves the drawer shut. */
function movesCash({ postings }: JournalEntry): boolean {
  return postings.some(({ account }) => account === 'asset:cash' || account.startsWith('asset:cash:'));
}

const BEGINNINGS = ['basket.scan', 'basket.add', 'basket.weigh'] as const satisfies readonly StoreProcedureName[];

/** The same handlers, but for those that would begin a sale while none may begin. */
function refusingNewSales(handlers: StoreHandlers, refuses: () => boolean): StoreHandlers {
  const guarded = BEGINNINGS.map((name) => {
    const handler = handlers[name] as (input: unknown, act: unknown, from: unknown) => unknown;
    const guard = (input: unknown, act: unknown, from: unknown): unknown => {
      if (refuses()) throw new GuitaiError('disk_full');
      return handler(input, act, from);
    };
    return [name, guard];
  });
  return { ...handlers, ...(Object.fromEntries(guarded) as Partial<StoreHandlers>) };
}

/** The start of the station; a full disk does not keep it from starting. */
function recordStart(book: Book, program: string, onUnexpected: StoreOptions['onUnexpected']): void {
  const facts = { program, node: process.versions.node };
  try {
    recordEvent(book, { kind: 'station.started', requestId: newRequestId(book.clock()), content: facts, facts }, OWNER_ACT);
  } catch (error) {
    onUnexpected(error, 'station.started');
  }
}
