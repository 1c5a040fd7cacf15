import { z } from 'zod';
import { UnusualAct, UnusualCount, UnusualKind } from './audit.ts';
import { MAX_BASKET_LINES } from './basket.ts';
import { BackupName } from './backup.ts';
import { BenchFault, FaultBytes, VirtualDrawerChange } from './bench.ts';
import { DeviceProblem, PrinterRole, PrintOutcome, PrintPhase } from './device.ts';
import { DeviceHealth } from './device-health.ts';
import { PrintDocument } from './document.ts';
import { DrawerLesson, DrawerOutcome } from './drawer.ts';
import { RequestId } from './ids.ts';
import { LabelDocument, LabelFind, LabelImage, LabelItem, LabelTemplateId, LabelTemplateSummary, MAX_LABEL_ITEMS } from './label.ts';
import { PriceMinor } from './money.ts';
import { Barcode, Product, ProductSummary, QuickPage } from './product.ts';
import { QuantityMilli } from './quantity.ts';
import { Right, StaffRole } from './rights.ts';
import type { Role } from './role.ts';
import { Refund, RefundableSale, ReturnPlace } from './refund.ts';
import { PrintState, Sale, SaleSummary } from './sale.ts';
import { MAX_READ_WEIGHT_MS, WeightReading } from './scale.ts';
import { MAX_WAITING_SCANS, ScanClaimant, ScanOutcome, ScanSource } from './scan.ts';
import { DeviceDraft } from './setup.ts';
import { CashCount, CashMove, CashMoveKind, Closing, CountOutcome, Report } from './shift.ts';
import { Operator, OperatorSession, Pin, StaffCode, StaffMember } from './staff.ts';
import { Tender } from './tender.ts';

const none = z.strictObject({});
const requestId = RequestId;
const lineId = z.int().min(1);
const jobId = z.int().min(1);

/** The basket the cashier saw beside what comes back: its goods are taken instead, and none are a plain refund. */
const beside = { requestId, basketId: z.uuid(), basketRevision: z.int().min(0) };
const reason = z.string().trim().min(1).max(100);
/** Part of a line that comes back. */
const returnedPart = z.strictObject({ lineId, quantityMilli: QuantityMilli, place: ReturnPlace });
const returnByReceipt = z.strictObject({
  ...beside,
  saleSeq: z.int().min(1),
  lines: z.array(returnedPart).min(1).max(MAX_BASKET_LINES),
  /** What the cashier saw the goods to be worth. */
  returnedMinor: PriceMinor,
  reason,
  /** What the customer hands over for dearer goods. */
  tenders: z.array(Tender).max(8),
});

/**
 * A row: who may call it, where it is answered (the store thread, or the host in the main thread), and its shapes.
 * To add a procedure: one row here, one handler, one test.
 */
export type ProcedureRow = {
  readonly at: 'store' | 'host';
  readonly roles: readonly Role[];
  /** What the person at the till must be allowed to do, asked of the store also for what the host answers; without it, signing in is enough. */
  readonly right?: Right;
  /** Also while the till is locked. */
  readonly anybody?: true;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
};

export const procedures = {
  // — basket —
  /** A code from a scanner, the wedge or the scan field; the store decides what it means in the present phase. */
  'basket.scan': {
    at: 'store',
    roles: ['till', 'device'],
    input: z.strictObject({ requestId, text: z.string().max(4096), source: ScanSource, quantityMilli: QuantityMilli.optional() }),
    output: ScanOutcome,
  },
  'basket.add': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, productId: Product.shape.id, quantityMilli: QuantityMilli.optional() }),
    output: ScanOutcome,
  },
  /**
   * Weighs the product on this till's scale and adds it. The weight comes from the scale, never from the screen. `again` sells a load that was
   * not taken off since it was last sold.
   */
  'basket.weigh': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, productId: Product.shape.id, again: z.literal(true).exactOptional() }),
    output: ScanOutcome,
  },
  /** The goods are not bought after all. */
  'weighing.cancel': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** From now on scans of the station's scanners are this screen's, until it releases them or is gone; topic `scanClaim` says that one waits. */
  'scan.claim': { at: 'host', roles: ['till'], input: z.strictObject({ by: ScanClaimant }), output: none },
  'scan.release': { at: 'host', roles: ['till'], input: none, output: none },
  /** The scans that wait, in order; with the answer they are the screen's. */
  'scan.take': {
    at: 'host',
    roles: ['till'],
    input: none,
    output: z.strictObject({ scans: z.array(z.string().max(4096)).max(MAX_WAITING_SCANS) }),
  },
  'basket.setQuantity': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, lineId, quantityMilli: QuantityMilli }),
    output: none,
  },
  'basket.remove': { at: 'store', roles: ['till'], right: 'line.void', input: z.strictObject({ requestId, lineId }), output: none },
  'basket.note': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, lineId, note: z.string().max(100) }), output: none },
  'basket.clear': { at: 'store', roles: ['till'], right: 'sale.void', input: z.strictObject({ requestId }), output: none },
  /** Takes back the last change of lines, once. */
  'basket.undo': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  // — payment and sales —
  /** Locks the basket and shows the total on every display. */
  'tender.begin': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  'tender.cancel': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Settles the basket the cashier saw (id and revision). On disk before the answer; the same requestId returns the same sale. */
  'sale.complete': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, basketId: z.uuid(), basketRevision: z.int().min(0), tenders: z.array(Tender).min(1).max(8) }),
    output: Sale,
  },
  /** Ends the thank-you state before the next scan does. */
  'sale.dismiss': { at: 'store', roles: ['till'], input: z.strictObject({ requestId }), output: none },
  /** Sales and refunds of one business date (today when left out), newest first; `query` is part of a receipt number, product name, SKU or barcode. */
  'sale.list': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({
      businessDate: z.iso.date().optional(),
      query: z.string().max(100).optional(),
      beforeSeq: z.int().min(1).optional(),
      limit: z.int().min(1).max(100),
    }),
    output: z.strictObject({
      businessDate: z.iso.date(),
      sales: z.array(SaleSummary),
      /** Sales, without refunds. */
      count: z.int().min(0),
      /** Sales less refunds. */
      totalMinor: z.int(),
      refundCount: z.int().min(0),
      /** What refunds and exchanges took from the day; usually below zero. */
      refundMinor: z.int(),
      more: z.boolean(),
    }),
  },
  'sale.get': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.strictObject({
      sale: Sale,
      /** What of it can still come back, and what did. */
      refundable: RefundableSale,
      printState: PrintState,
      copies: z.int().min(0),
      document: PrintDocument,
    }),
  },
  /** Prints a receipt or a refund slip again, marked as a copy and journaled; without seq the receipt of the last sale. */
  'sale.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'receipt.reprint',
    input: z.strictObject({ requestId, seq: z.int().min(1).optional() }),
    output: z.strictObject({ jobId: z.int().min(1), receiptNumber: z.string(), copy: z.int().min(1) }),
  },
  // — refunds —
  /** A sale or exchange by its place or its number, and what of it can still come back. */
  'refund.find': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ receipt: z.union([z.int().min(1), z.string().trim().min(1).max(40)]) }),
    output: RefundableSale,
  },
  'refund.get': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.strictObject({ refund: Refund, printState: PrintState, copies: z.int().min(0), document: PrintDocument }),
  },
  /** Goods come back on their receipt, within the days of the shop; what lies in the basket is taken instead. */
  'refund.complete': { at: 'store', roles: ['till'], right: 'refund.receipt', input: returnByReceipt, output: Refund },
  /** The same after those days. */
  'refund.completeLate': { at: 'store', roles: ['till'], right: 'refund.noReceipt', input: returnByReceipt, output: Refund },
  /** The same for less than was paid. */
  'refund.completeAtPrice': {
    at: 'store',
    roles: ['till'],
    right: 'refund.price',
    input: returnByReceipt.extend({
      lines: z
        .array(returnedPart.extend({ amountMinor: PriceMinor }))
        .min(1)
        .max(MAX_BASKET_LINES),
    }),
    output: Refund,
  },
  /** What lies in the basket comes back without a receipt, at today's price. */
  'refund.withoutReceipt': {
    at: 'store',
    roles: ['till'],
    right: 'refund.noReceipt',
    input: z.strictObject({ ...beside, place: ReturnPlace, reason }),
    output: Refund,
  },
  /** A whole sale of today is given back and marked as void. */
  'refund.void': {
    at: 'store',
    roles: ['till'],
    right: 'sale.void',
    input: z.strictObject({ ...beside, saleSeq: z.int().min(1), reason }),
    output: Refund,
  },
  // — catalogue —
  'catalog.search': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ query: z.string().max(64), limit: z.int().min(1).max(50) }),
    output: z.strictObject({ products: z.array(ProductSummary) }),
  },
  'catalog.quickPages': {
    at: 'store',
    roles: ['till'],
    input: none,
    output: z.strictObject({ pages: z.array(QuickPage).max(12), productCount: z.int().min(0) }),
  },
  /** Adds a product at the counter, for a barcode nobody knew. */
  'catalog.quickAdd': {
    at: 'store',
    roles: ['till'],
    right: 'product.add',
    input: z.strictObject({
      requestId,
      barcode: Barcode,
      name: z.string().trim().min(1).max(200),
      priceMinor: PriceMinor.min(1),
      unit: z.string().max(12).optional(),
      category: z.string().max(60).optional(),
    }),
    output: ProductSummary,
  },
  // — printing and drawer —
  /** A person's word on an unknown or failed job: it did print, print it again (marked as a copy when bytes had left), or let it be. */
  'print.settle': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, jobId: z.int().min(1), decision: z.enum(['printed', 'reprint', 'discard']) }),
    output: none,
  },
  /** A printer is well again: jobs waiting for this role go on. */
  'print.resume': { at: 'store', roles: ['device'], input: z.strictObject({ role: PrinterRole }), output: none },
  /** How far an attempt has come. `sending` is asked for: without this answer not one byte of the document leaves. */
  'print.progress': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({ jobId: z.int().min(1), attempt: z.int().min(1), phase: PrintPhase, problem: DeviceProblem }),
    output: none,
  },
  /** Opens the drawer without a sale; the order is journaled with its reason, and what became of it. */
  'drawer.open': {
    at: 'store',
    roles: ['till'],
    right: 'drawer.open',
    input: z.strictObject({
      requestId,
      reason: z.string().trim().min(1).max(100),
      /** Another one than the drawer of this till. */
      drawerId: z.string().max(40).exactOptional(),
    }),
    output: DrawerOutcome,
  },
  // — shift, cash and reports —
  /** Counts the float and opens the shift of this till; the first one opens the business day, which keeps its date until it is closed. */
  'shift.open': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, count: CashCount }), output: none },
  /** Commits a blind count; only the answer says what should have been there. Once more is allowed, then the shift is closed with it. */
  'shift.count': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ requestId, count: CashCount }),
    output: CountOutcome,
  },
  /** The last count, while no cash has moved since. */
  'shift.lastCount': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: none,
    output: z.strictObject({ count: CountOutcome.nullable() }),
  },
  /**
   * The Z of the shift, after its count; a difference beyond the limit needs the right `shift.difference`. Refused while a print job is not
   * settled, unless the person has seen it and says so.
   */
  'shift.close': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ requestId, seenJobs: z.array(jobId).max(50) }),
    output: Closing,
  },
  /** The Z of the business day, once its last shift is closed. */
  'day.close': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ requestId, seenJobs: z.array(jobId).max(50) }),
    output: Closing,
  },
  /** Journals a movement of cash, prints its slip and opens the drawer. More than the drawer should hold needs the right `shift.difference`. */
  'cash.move': {
    at: 'store',
    roles: ['till'],
    right: 'cash.move',
    input: z.strictObject({ requestId, kind: CashMoveKind, amountMinor: PriceMinor.min(1), reason: z.string().trim().min(1).max(100) }),
    output: CashMove,
  },
  /** What was done since the last Z of a shift; without the right `shift.difference` it does not tell the cash. */
  'report.x': { at: 'store', roles: ['till'], right: 'report.x', input: none, output: Report },
  'report.print': { at: 'store', roles: ['till'], right: 'report.x', input: z.strictObject({ requestId }), output: none },
  /** Z reports of shifts and days, newest first. */
  'closing.list': {
    at: 'store',
    roles: ['till'],
    right: 'shift.close',
    input: z.strictObject({ beforeSeq: z.int().min(1).optional(), limit: z.int().min(1).max(50) }),
    output: z.strictObject({ closings: z.array(Closing).max(50), more: z.boolean() }),
  },
  /** Prints a Z again, marked as a copy and journaled. */
  'closing.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'receipt.reprint',
    input: z.strictObject({ requestId, seq: z.int().min(1) }),
    output: z.strictObject({ copy: z.int().min(1) }),
  },
  // — people —
  /** Signs a person in, also in place of another one; the basket stays. */
  'staff.signIn': {
    at: 'store',
    roles: ['till'],
    anybody: true,
    input: z.strictObject({ code: StaffCode, pin: Pin }),
    output: OperatorSession,
  },
  'staff.lock': { at: 'store', roles: ['till'], anybody: true, input: none, output: none },
  'staff.list': {
    at: 'store',
    roles: ['till'],
    right: 'staff.manage',
    input: none,
    output: z.strictObject({
      members: z.array(StaffMember).max(500),
      rights: z.array(z.strictObject({ role: StaffRole, rights: z.array(Right) })),
    }),
  },
  /** Adds a person, or with an id changes one; nobody is ever deleted. The first one must be an owner. */
  'staff.save': {
    at: 'store',
    roles: ['till'],
    right: 'staff.manage',
    input: StaffMember.partial({ id: true }).extend({ requestId, pin: Pin.optional() }),
    output: StaffMember,
  },
  'staff.setRights': {
    at: 'store',
    roles: ['till'],
    right: 'staff.manage',
    input: z.strictObject({ requestId, role: StaffRole, rights: z.array(Right).max(50) }),
    output: none,
  },
  /** A second person's leave for one act of the person at the till: the command that was refused, named by its requestId. */
  'staff.override': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, code: StaffCode, pin: Pin, right: Right, reason: z.string().trim().min(1).max(100) }),
    output: none,
  },
  // — unusual acts —
  /** What an owner should look at, of one business date (today when left out): everybody's counts, and the acts newest first, filtered. */
  'audit.unusual': {
    at: 'store',
    roles: ['till'],
    right: 'audit.read',
    input: z.strictObject({
      businessDate: z.iso.date().optional(),
      kind: UnusualKind.optional(),
      operatorId: Operator.shape.id.optional(),
      beforeSeq: z.int().min(1).optional(),
    }),
    output: z.strictObject({
      businessDate: z.iso.date(),
      counts: z.array(UnusualCount).max(100),
      acts: z.array(UnusualAct).max(50),
      more: z.boolean(),
    }),
  },
  /** Writes all of them as a table for spreadsheets on the station's machine and says where. */
  'audit.export': {
    at: 'store',
    roles: ['till'],
    right: 'audit.read',
    input: z.strictObject({ businessDate: z.iso.date() }),
    output: z.strictObject({ file: z.string() }),
  },
  // — labels —
  'label.templates': { at: 'store', roles: ['till'], input: none, output: z.strictObject({ templates: z.array(LabelTemplateSummary) }) },
  /** What a code on the goods says for their label; words give the products to choose from. */
  'label.find': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ text: z.string().max(4096), source: ScanSource }),
    output: LabelFind,
  },
  /** Active products of one category, for a whole shelf at once. */
  'label.category': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ category: z.string().min(1).max(60) }),
    output: z.strictObject({ products: z.array(ProductSummary).max(MAX_LABEL_ITEMS), more: z.boolean() }),
  },
  'label.categories': { at: 'store', roles: ['till'], input: none, output: z.strictObject({ categories: z.array(z.string()).max(500) }) },
  /** One label dot by dot as the printer would print it; a serial number on it is an example and not given away. */
  'label.preview': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ template: LabelTemplateId, item: LabelItem }),
    output: LabelImage,
  },
  /** On disk with all its serial numbers before the first label is printed. Refused as a whole when one of its labels does not fit. */
  'label.order': {
    at: 'store',
    roles: ['till'],
    right: 'label.print',
    input: z.strictObject({ requestId, template: LabelTemplateId, items: z.array(LabelItem).min(1).max(MAX_LABEL_ITEMS) }),
    output: z.strictObject({ jobId }),
  },
  /** Ends after the label being printed; resume goes on with the next one. */
  'label.pause': { at: 'store', roles: ['till'], input: z.strictObject({ jobId }), output: none },
  'label.resume': { at: 'store', roles: ['till'], input: z.strictObject({ jobId }), output: none },
  'label.cancel': { at: 'store', roles: ['till'], input: z.strictObject({ jobId }), output: none },
  /** A person's word on the label nobody knows about: it came out, or print it again. */
  'label.settle': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ jobId, label: z.int().min(1), decision: z.enum(['printed', 'reprint']) }),
    output: none,
  },
  /** Labels of an earlier job once more, with the same serial numbers and marked as printed again. */
  'label.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'label.print',
    input: z.strictObject({ requestId, jobId, from: z.int().min(1), to: z.int().min(1) }),
    output: z.strictObject({ jobId }),
  },
  /** The label printer is well again. */
  'label.printerReady': { at: 'store', roles: ['device'], input: none, output: none },
  // — ports: the store thread asks its host —
  'port.print': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ jobId: z.int().min(1), attempt: z.int().min(1), role: PrinterRole, document: PrintDocument }),
    output: PrintOutcome,
  },
  /** One label, once. */
  'port.printLabel': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ title: z.string().max(100), document: LabelDocument }),
    output: PrintOutcome,
  },
  /** The label as the printer of the shop would print it; label_misfit when it would not. */
  'port.drawLabel': { at: 'host', roles: ['store'], input: z.strictObject({ document: LabelDocument }), output: LabelImage },
  'port.readWeight': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ timeoutMs: z.int().min(1).max(MAX_READ_WEIGHT_MS) }),
    output: WeightReading,
  },
  // — scale —
  /** Sets the empty scale to zero; false when it has no such command or is not there. */
  'scale.zero': { at: 'host', roles: ['till'], input: none, output: z.strictObject({ done: z.boolean() }) },
  /** What lies on the scale becomes the tare, an empty scale ends it; false while nothing stable is known. */
  'scale.tare': { at: 'host', roles: ['till'], input: none, output: z.strictObject({ done: z.boolean() }) },
  /** Without an id the drawer of this till. */
  'port.openDrawer': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ drawerId: z.string().max(40).exactOptional() }),
    output: DrawerOutcome,
  },
  // — device bench —
  /** Sends the text with its suffix through a virtual scanner, byte for byte as a real one would; `half` breaks the read off in the middle. */
  'bench.scan': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({
      scannerId: z.string().max(40),
      text: z.string().max(4096),
      suffix: z.enum(['cr', 'lf', 'crlf', 'tab', 'none', 'half']),
    }),
    output: none,
  },
  'bench.fault': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ deviceId: z.string().max(40), fault: BenchFault, bytes: FaultBytes.optional() }),
    output: none,
  },
  /** Puts so many thousandths of its unit on a virtual scale, at rest or moving. */
  'bench.load': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ scaleId: z.string().max(40), milli: z.int().min(-20_000).max(20_000), moving: z.boolean() }),
    output: none,
  },
  'bench.tearOff': { at: 'host', roles: ['bench'], input: z.strictObject({ printerId: z.string().max(40) }), output: none },
  /** Prints a test page or writes 88888.88 on a configured device, real or virtual. A drawer is opened as by `drawer.open`. */
  'device.test': {
    at: 'host',
    roles: ['bench', 'till'],
    input: z.strictObject({ deviceId: z.string().max(40) }),
    output: z.strictObject({ ok: z.boolean(), detail: z.string().max(200) }),
  },
  /** How a device stands and what it did last: events, jobs, bytes. */
  'device.health': {
    at: 'host',
    roles: ['bench', 'till'],
    input: z.strictObject({ deviceId: z.string().max(40) }),
    output: DeviceHealth,
  },
  // — setup —
  /** Begins a search for devices; how it goes is topic `setup`. A search in progress is given up. */
  'device.discover': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({
      /** Also asks the addresses of the local network. */
      network: z.boolean(),
      /** Also asks this address, which must be of a private network. */
      host: z.ipv4().optional(),
      port: z.int().min(1).max(65_535).optional(),
    }),
    output: none,
  },
  'device.stopDiscovery': { at: 'host', roles: ['bench', 'till'], input: none, output: none },
  /** Tries a device before it is saved; what came of it is topic `setup`. A running device on the same wire pauses meanwhile. */
  'setup.try': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, draft: DeviceDraft, /** Shows each baud rate on a display instead. */ probeRates: z.boolean() }),
    output: none,
  },
  'setup.stopTrying': { at: 'host', roles: ['bench', 'till'], input: none, output: none },
  /** Saves a device with its roles and takes it up at once. */
  'setup.save': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.string().max(64), draft: DeviceDraft, roles: z.array(z.string().max(40)).max(12) }),
    output: none,
  },
  /** Takes a device out of the settings, with the drawers that hang on it. */
  'setup.remove': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.string().max(64), deviceId: z.string().max(40) }),
    output: none,
  },
  /** Takes the last change of the settings back. */
  'setup.undo': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.string().max(64) }),
    output: none,
  },
  /** Journals who has settings.json changed or a device tried, before the host does it. */
  'settings.change': {
    at: 'store',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ requestId, change: z.enum(['try', 'save', 'remove', 'undo', 'learn']), deviceId: z.string().max(40) }),
    output: none,
  },
  /** A receipt printer was given or taken away while the shop was open, or the disk is full or has room again. */
  'shop.configure': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({ printsReceipts: z.boolean().exactOptional(), diskFull: z.boolean().exactOptional() }),
    output: none,
  },
  /** A person pulled the drawer open, or closed it, and says so: told both, the station knows what the drawer's switch says and keeps it. */
  'drawer.learn': {
    at: 'host',
    roles: ['bench'],
    right: 'settings',
    input: z.strictObject({ drawerId: z.string().max(40), stands: z.enum(['open', 'closed']) }),
    output: z.strictObject({ lesson: DrawerLesson }),
  },
  /** Moves a virtual drawer by hand, jams its lock, or gives it another switch. */
  'bench.drawer': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ drawerId: z.string().max(40), change: VirtualDrawerChange }),
    output: none,
  },
  // — backups and training —
  /** A backup now, onto every medium. Answered once it has begun; how it goes is topic `backup`. */
  'backup.take': { at: 'host', roles: ['till'], right: 'backup', input: z.strictObject({ requestId }), output: none },
  /** Restores the newest backup beside the station to prove that it can be done. Answered once it has begun. */
  'backup.rehearse': { at: 'host', roles: ['till'], right: 'backup', input: z.strictObject({ requestId }), output: none },
  /**
   * Puts a backup in the place of the ledger, in a new epoch; selling stops meanwhile. Answered once it has begun. While the ledger cannot be opened
   * nobody can be signed in: then code and PIN of a person of the backup who may.
   */
  'backup.restore': {
    at: 'host',
    roles: ['till'],
    input: z.strictObject({ requestId, name: BackupName, code: StaffCode.exactOptional(), pin: Pin.exactOptional() }),
    output: none,
  },
  /** Asked by the host: may the person at the till, and who is it. */
  'backup.permit': {
    at: 'store',
    roles: ['till'],
    right: 'backup',
    input: z.strictObject({ requestId }),
    output: z.strictObject({ operator: Operator }),
  },
  /** Into training, or back: the whole till on a database of its own, without drawer and live numbers. */
  'training.set': { at: 'host', roles: ['till'], input: z.strictObject({ requestId, on: z.boolean() }), output: none },
  /** Asked by the host: may the person at the till; going into training is journaled. `sales` counts those of today. */
  'training.permit': {
    at: 'store',
    roles: ['till'],
    right: 'training',
    input: z.strictObject({ requestId, on: z.boolean() }),
    output: z.strictObject({ operator: Operator, sales: z.int().min(0) }),
  },
  /** Said by the host once the live ledger is open again. */
  'training.ended': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({ requestId, operator: Operator, sales: z.int().min(0) }),
    output: none,
  },
  // — LAN pairing —
  /** A one-time code for one more device, shown on the till. */
  'pairing.createCode': {
    at: 'host',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ role: z.enum(['till', 'display', 'bench']) }),
    output: z.strictObject({ code: z.string(), expiresAtMs: z.int(), addresses: z.array(z.string()) }),
  },
} as const satisfies Record<string, ProcedureRow>;

export type ProcedureName = keyof typeof procedures;
export type ProcedureInput<Name extends ProcedureName> = z.infer<(typeof procedures)[Name]['input']>;
export type ProcedureOutput<Name extends ProcedureName> = z.infer<(typeof procedures)[Name]['output']>;
export type StoreProcedureName = { [Name in ProcedureName]: (typeof procedures)[Name]['at'] extends 'store' ? Name : never }[ProcedureName];
export type HostProcedureName = Exclude<ProcedureName, StoreProcedureName>;

/** The row of a name that came from outside; undefined for anything not in the table (also `constructor` and the like). */
export function findProcedure(name: string): ProcedureRow | undefined {
  return Object.hasOwn(procedures, name) ? procedures[name as ProcedureName] : undefined;
}
