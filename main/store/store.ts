import { dirname, join } from 'node:path';
import { createAudit } from './audit/audit.ts';
import { goesWith } from './card/goes-with.ts';
import { createSoldTogether } from './card/sold-together.ts';
import { createCard } from './card/card.ts';
import { openCatalog } from './catalog/catalog-sql.ts';
import { createCatalogHandlers } from './catalog/catalog-handlers.ts';
import { prepareBasketTables } from './checkout/checkout-sql.ts';
import { createVouchers } from './checkout/vouchers.ts';
import { createDiscountLimits } from './checkout/discount-limits.ts';
import { createPricing } from './checkout/pricing.ts';
import { journalBasketEvents } from './checkout/basket-event.ts';
import type { StoreGate } from './staff/gate.ts';
import { PIN_COST, type PinCost } from './staff/pin-hash.ts';
import { OWNER_ACT } from './staff/act.ts';
import { createPromotions } from './promotion/promotions.ts';
import { createPriceLists } from './price-list/price-lists.ts';
import { createTrials } from './promotion/trial.ts';
import { createStaff } from './staff/staff.ts';
import { createHoldShelf } from './hold/hold-shelf.ts';
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
import type { SharedHandlers } from './till/till.ts';
import { createTills } from './till/tills.ts';
import type { Sale } from '#contract/sale.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { newRequestId } from '#contract/ids.ts';
import { tillOf } from '#contract/role.ts';

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
  const { files, ports, clock, publish, onUnexpected } = options;
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
  const book = { ledger, shop, clock };
  const uploads = createUploads(join(dirname(files.ledger), 'uploads'));
  const members = createMembers({ ...book, uploads, onForgotten: (id) => orders.forgetMember(id) });
  function maskedPhoneOf(memberId: number): string {
    const member = members.get(memberId);
    return member ? cardOf(member).maskedPhone : '';
  }
  const onChanged = (): void => tills.refresh();
  const promotions = createPromotions({ ledger, clock, onChanged });
  const priceLists = createPriceLists({ ledger, clock, catalog, uploads, ledgerFile: files.ledger, onChanged });
  const price = createPricing({ shop, clock, memberById: members.get, promotions, priceLists });
  const printing = createPrintQueue({ ...book, ports, publish, onUnexpected, onMoved: () => queue.announcePaper() });
  const drawer = createDrawer({ ...book, ports, onUnexpected });
  const staff = createStaff({
    ...book,
    pepperFile: files.pepper,
    idleLockMs: shop.idleLockMs,
    pinCost: options.pinCost ?? PIN_COST,
    onUnexpected,
    onChanged: () => salespeople.announce(),
  });
  const salespeople = createSalespeople({ ledger, clock, staff: staff.list, publish, ledgerFile: files.ledger });
  const reports = createReportsReader(ledger);
  const { hasOperators, check, isActive } = staff;
  const shift = createShift({ ...book, publish, reports, hasOperators, onClosed: () => (printing.pump(), tidy(), emptyLog()) });
  const queue = createQueue({
    ...book,
    publish,
    onUnexpected,
    people: { hasOperators, check, isActive },
    members,
    onPrint: printing.pump,
    readOnly: options.readOnly ?? false,
  });
  const stock = createStock({ ...book, catalog });
  const watch = createGoodsWatch({ ...book, stock });
  const onIssued = createIssue(book, watch.table, onUnexpected);
  const labels = createLabels({ file: files.labels, shop, catalog, ports, clock, publish, onUnexpected, onIssued });
  const shelf = createHoldShelf({ ...book, publish, memberById: members.get, onPrint: printing.pump });
  const onCompleted = (entry: JournalEntry): void => {
    if (movesCash(entry)) drawer.openForSale(entry.seq);
    salespeople.announce();
    printing.pump();
  };
  const orders = createOrders({
    ...book,
    publish,
    memberById: members.get,
    openBaskets: () => tills.contents(),
    beforePayment: shift.needForSale,
    onCompleted,
    onPrint: printing.pump,
  });
  /** What was said of orders that are over goes also where no order is written any more. */
  const tidy = (): void => {
    try {
      ledger.write(orders.tidy);
    } catch (error) {
      onUnexpected(error, 'order.tidy');
    }
  };
  /** At the end of a shift the log is brought into the database; a disk that fails there does not undo the closing. */
  const emptyLog = (): void => {
    try {
      ledger.checkpoint();
    } catch (error) {
      onUnexpected(error, 'ledger.checkpoint');
    }
  };
  const handlers: SharedHandlers = {
    ...createReceiptDesign({ ...book, ports }),
    ...createSales({ ...book, onCopy: printing.pump }),
    ...createCatalogHandlers({ ...book, catalog }),
    ...printing.handlers,
    ...drawer.handlers,
    ...createShopSettings(book, () => tills.follow()),
    ...createPermits(book),
    ...staff.handlers,
    ...shelf.handlers,
    ...createKeys(book, printing.pump),
    ...salespeople.handlers,
    ...members.handlers,
    ...promotions.handlers,
    ...priceLists.handlers,
    ...uploads.handlers,
    ...orders.handlers,
    ...createTrials({
      ...book,
      promotions,
      priceLists,
      catalog,
      memberById: members.get,
      openContent: (from) => tills.of(from).basket.state.content,
    }),
    ...createAudit({ ...book, ledgerFile: files.ledger }),
    ...shift.handlers,
    ...createCashMoves({ ...book, shift, onMoved: onCompleted }),
    ...createReports({ ...book, reports, onPrint: printing.pump }),
    ...labels.handlers,
    ...queue.handlers,
    ...createQueueReports({ ledger, shop, setup: queue.setup, nameOf: staff.nameOf, ledgerFile: files.ledger }),
    ...stock.handlers,
    ...createRecall({ ...book, table: watch.table, members, ledgerFile: files.ledger }),
    ...createCard({ catalog, soldTogether, stock, showWindowOf: (from) => tills.of(from).showWindow, reservedMilli: orders.reservedMilli }),
  };
  const tills = createTills({
    ...book,
    publish,
    ports,
    catalog,
    tables: prepareBasketTables(ledger.db),
    journal: journalBasketEvents(book),
    members,
    promotions,
    price,
    staff,
    salespeople,
    shelf,
    watch,
    orders,
    vouchers: createVouchers(ledger.db),
    limits: createDiscountLimits({ catalog, shop }),
    beforePayment: shift.needForSale,
    onCompleted(entry, till) {
      onCompleted(entry);
      if (entry.kind === 'sale.completed') queue.saleCompleted(entry.seq, till);
      if (entry.kind === 'order.placed' || entry.body['orderSeq'] !== undefined) orders.announce();
      // What it used of limited offers is used up for the others.
      if ('offerUses' in entry.body) tills.refresh(tillOf(till));
    },
    onPrint: printing.pump,
    handlers,
    onUnexpected,
  });
  return {
    call: async (name, input, from) => tills.of(from).call(name, input, from),
    start() {
      if (options.programVersion !== undefined) recordStart(book, options.programVersion, onUnexpected);
      if (options.readOnly !== true) tidy();
      shift.announce();
      tills.start();
      shelf.announce();
      orders.announce();
      salespeople.announce();
      queue.start();
      printing.start();
      labels.start();
    },
    async stop() {
      tills.stop();
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

/** The start of the station; a full disk does not keep it from starting. */
function recordStart(book: Book, program: string, onUnexpected: StoreOptions['onUnexpected']): void {
  const facts = { program, node: process.versions.node };
  try {
    recordEvent(book, { kind: 'station.started', requestId: newRequestId(book.clock()), content: facts, facts }, OWNER_ACT);
  } catch (error) {
    onUnexpected(error, 'station.started');
  }
}
