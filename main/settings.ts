import { isAbsolute } from 'node:path';
import { DrawerPolarity } from '#contract/drawer.ts';
import { isQueueName } from '#drivers/transport/spooler.ts';
import { isInvoiceTemplate } from '#main/store/receipt/invoice-link.ts';
import { isOwnCodeRule } from '#main/store/scan/own-code.ts';
import { z } from 'zod';
import { VirtualScannerMode } from '#contract/bench.ts';
import { ExchangeRate, ForeignCurrency } from '#contract/currency.ts';
import { MAX_AMOUNT_MINOR } from '#contract/money.ts';
import { RoundingRule } from '#contract/pricing.ts';
import { KeyMap } from '#contract/till-command.ts';
import { CounterId } from '#contract/queue.ts';
import { WeightUnit } from '#contract/scale.ts';
import { KEYPAD_LETTERS, keypadByte } from '#drivers/keypad/decode.ts';
import { SCALE_PROTOCOLS } from '#drivers/scale/protocols.ts';
import { MAX_DUPLICATE_GUARD_MS } from '#drivers/scanner/duplicate-guard.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '小写字母、数字和 -，最多 40 个 / small letters, digits and -, at most 40');
const port = z.int().min(1).max(65_535);

const Percent = z.int().min(0).max(100);
const usbId = z.int().min(0).max(0xffff);
/** A USB device by what it is, not by the name the system gave it today. */
const usbFields = {
  vendorId: usbId,
  productId: usbId,
  serialNumber: z.string().min(1).max(60).optional(),
  /** The socket, "1-1.2" on Linux: for devices without a serial number. */
  location: z.string().min(1).max(60).optional(),
};
const SerialPort = z.strictObject({
  type: z.literal('serial'),
  path: z.string().min(1).max(200).optional(),
  /** The USB device behind the port: found again under any name, and then `path` is not looked at. */
  usb: z.strictObject(usbFields).optional(),
  baudRate: z.int().min(300).max(921_600).default(9600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  flowControl: z.enum(['none', 'rts-cts', 'xon-xoff']).default('none'),
});
const namesPort = (wire: { readonly path?: unknown; readonly usb?: unknown }): boolean => wire.path !== undefined || wire.usb !== undefined;
const needsPort = { path: ['path'], message: '写端口名，或用 usb 写明设备 / the name of a port, or the device under usb' };
const SerialWire = SerialPort.refine(namesPort, needsPort);
/** A printer driven directly over USB. */
const UsbWire = z.strictObject({ type: z.literal('usb'), ...usbFields });
const TcpWire = z.strictObject({ type: z.literal('tcp'), host: z.string().min(1).max(253), port: port.default(9100) });
/** A printer's TCP wire: held open, or opened for each job so that other tills can print on it too. */
const PrinterTcpWire = TcpWire.extend({ session: z.enum(['held', 'job']).default('held') });
/** A device file, e.g. /dev/usb/lp0. */
const FileWire = z.strictObject({ type: z.literal('file'), path: z.string().min(1).max(120) });
/** A print queue of the operating system. */
const SpoolerWire = z.strictObject({
  type: z.literal('spooler'),
  queue: z.string().refine(isQueueName, '系统里打印队列的名称 / the name of a print queue in the operating system'),
});
const VirtualWire = z.strictObject({ type: z.literal('virtual') });

const DisplayWire = z.discriminatedUnion('type', [SerialWire, TcpWire, VirtualWire]);
const PrinterWire = z.discriminatedUnion('type', [SerialWire, UsbWire, PrinterTcpWire, FileWire, SpoolerWire, VirtualWire]);
export type PrinterWire = z.infer<typeof PrinterWire>;
/** How a device is wired, whatever it is. */
export type Wire = PrinterWire | z.infer<typeof DisplayWire>;

/** A scanner in HID POS mode; without ids the first that is plugged in. */
const HidWire = z.strictObject({
  type: z.literal('hid'),
  vendorId: usbId.optional(),
  productId: usbId.optional(),
  serialNumber: usbFields.serialNumber,
});

/**
 * What every scanner has besides its wire. The same code again within duplicateGuardMs is ignored; 0 takes every read as an article. stripPrefix
 * and stripSuffix name what the scanner was set to put around every code.
 */
const scannerFields = {
  id,
  duplicateGuardMs: z.int().min(0).max(MAX_DUPLICATE_GUARD_MS).default(0),
  stripPrefix: z.string().min(1).max(20).optional(),
  stripSuffix: z.string().min(1).max(20).optional(),
};

/** A scanner carries its wire's fields directly, as in the public example. */
const Scanner = z.discriminatedUnion('type', [
  SerialPort.extend(scannerFields).refine(namesPort, needsPort),
  HidWire.extend(scannerFields),
  VirtualWire.extend({ ...scannerFields, mode: VirtualScannerMode.default('serial') }),
]);
const Printer = z.strictObject({ id, model: z.string().min(1).max(60), transport: PrinterWire });

/** What every customer display has besides its dialect. */
const displayFields = {
  id,
  transport: DisplayWire,
  brightness: z.int().min(1).max(4).optional(),
  /** Above this counter of the queue as its window bar, by the counter's id; left out, it faces the customer at the till. */
  counterId: z.int().min(1).max(999).optional(),
  /** Shown in turn while nothing is sold. */
  idleTexts: z.array(z.string().min(1).max(40)).max(8).default([]),
};
const charset = z.enum(['ascii', 'gb18030']).default('ascii');
const Led8 = z.strictObject({
  ...displayFields,
  protocol: z.literal('led8'),
  lampOrder: z.enum(['before', 'after']).default('before'),
  lampCommand: z.enum(['esc-s', 'esc-q', 'digit']).default('esc-s'),
});
const Cd5220 = z.strictObject({
  ...displayFields,
  protocol: z.literal('cd5220'),
  charset,
  longNames: z.enum(['cut', 'scroll', 'native']).default('scroll'),
});
const DmD = z.strictObject({
  ...displayFields,
  protocol: z.literal('dm-d'),
  charset,
  longNames: z.enum(['cut', 'scroll']).default('scroll'),
});
const Display = z.discriminatedUnion('protocol', [Led8, Cd5220, DmD]);

/** A drawer hangs on a printer's socket or on that of an LED8; never on both (see crossProblems). */
const Drawer = z.strictObject({
  id,
  printer: id.optional(),
  display: id.optional(),
  pin: z.union([z.literal(2), z.literal(5)]).default(2),
  /** What the printer's pin 3 says when the drawer is open; the device bench finds it out and writes it here. */
  polarity: DrawerPolarity.default('unknown'),
  /** The till calls when the drawer stays open longer; 0 never. */
  openWarningSeconds: z.int().min(0).max(3600).default(60),
});
/** A label printer; density and speed are the printer's own steps (TSPL DENSITY 0–15, SPEED in inches a second). */
const LabelPrinter = z.strictObject({
  id,
  model: z.string().min(1).max(60),
  transport: PrinterWire,
  density: z.int().min(0).max(15).default(8),
  speed: z.int().min(1).max(12).default(4),
  /** Prints from the other end of the label. */
  upsideDown: z.boolean().default(false),
});

const Scale = z.strictObject({
  id,
  protocol: z.enum(SCALE_PROTOCOLS),
  transport: DisplayWire,
  /** The unit the scale is set to, for protocols that do not say it. */
  unit: WeightUnit.default('kg'),
  /** So many equal weights in a row are stable, for protocols that do not say it. */
  stableReadings: z.int().min(2).max(20).default(3),
  /** One load is sold once: it must be taken off or changed before the next line, or a person says that it is meant. */
  loadGuard: z.boolean().default(true),
});

const keypadKey = z
  .string()
  .regex(
    /^(0x[0-9A-Fa-f]{2}|[!-/:-~])$/,
    '一个不是数字的字符，或 0x 加两位十六进制，如 "N"、"0x1B" / one character that is no digit, or 0x and two hexadecimal digits, e.g. "N", "0x1B"',
  );
/** The call keypad of a counter, and what each of its keys sends. */
const Keypad = z.strictObject({
  id,
  transport: DisplayWire,
  /** The counter it calls for, by its id. */
  counter: CounterId,
  keys: z
    .strictObject({
      next: keypadKey.default(KEYPAD_LETTERS.next),
      recall: keypadKey.default(KEYPAD_LETTERS.recall),
      skip: keypadKey.default(KEYPAD_LETTERS.skip),
      hold: keypadKey.default(KEYPAD_LETTERS.hold),
      transfer: keypadKey.default(KEYPAD_LETTERS.transfer),
      finish: keypadKey.default(KEYPAD_LETTERS.finish),
      clear: keypadKey.default(KEYPAD_LETTERS.clear),
    })
    .refine((keys) => new Set(Object.values(keys).map(keypadByte)).size === 7, '每个键一个不同的字符 / another character for every key')
    .prefault({}),
});

export const DeviceSettings = z.strictObject({
  scanners: z.array(Scanner).max(8).default([]),
  printers: z.array(Printer).max(8).default([]),
  displays: z.array(Display).max(20).default([]),
  drawers: z.array(Drawer).max(4).default([]),
  labelPrinters: z.array(LabelPrinter).max(4).default([]),
  scales: z.array(Scale).max(4).default([]),
  keypads: z.array(Keypad).max(8).default([]),
});
export type DeviceSettings = z.infer<typeof DeviceSettings>;

export const RoleSettings = z.strictObject({
  receiptPrinter: id.optional(),
  /** Takes over the jobs the receipt printer could not begin. */
  receiptPrinterFallback: id.optional(),
  ticketPrinter: id.optional(),
  lineDisplay: id.optional(),
  cashDrawer: id.optional(),
  labelPrinter: id.optional(),
  scale: id.optional(),
});
export type RoleSettings = z.infer<typeof RoleSettings>;

/**
 * How an in-store label is read, first match wins (facts: GS1 ranges 020–029, 200–299; the layout is the shop's own).
 * One character a digit: 0–9 literal · P item number (PLU) · W weight in thousandths · A amount in fen · C check digit · X ignored.
 */
export const LabelRule = z.strictObject({
  layout: z
    .string()
    .regex(
      /^[0-9]{1,4}[PWACX]{6,20}$/,
      '先是数字前缀，再是 P、W、A、C、X，如 20PPPPPWWWWWC / a prefix of digits, then P, W, A, C and X, e.g. 20PPPPPWWWWWC',
    )
    .refine((layout) => /P/.test(layout) && /[WA]/.test(layout), '要有 P，并至少有 W 或 A / needs P and at least one of W and A'),
  /** Some Chinese scales print an invalid check digit: then switch the test off. */
  verifyCheckDigit: z.boolean().default(true),
});
export type LabelRule = z.infer<typeof LabelRule>;

/** A code of the shop's own making that names one piece: see main/store/scan/own-code.ts. */
const PieceRule = z
  .string()
  .max(120)
  .refine(isOwnCodeRule, '要有 {item} 和 {serial} 各一个，如 https://y.cn/q/{item}/{serial} / needs {item} and {serial}, once each');

const wholePath = z
  .string()
  .max(400)
  .refine(isAbsolute, '完整路径，如 /media/usb 或 E:\\backup / a whole path, e.g. /media/usb or E:\\backup');

/** settings.json, the public shape. Unknown keys are refused, missing ones take the values shown. */
export const Settings = z.strictObject({
  store: z.strictObject({
    code: z.string().regex(/^[A-Z0-9]{1,10}$/, '1–10 个大写字母或数字 / 1–10 capital letters or digits'),
    name: z.string().min(1).max(60),
    currency: z.literal('CNY').default('CNY'),
    locale: z.enum(['zh-CN', 'en-US', 'en-GB']).default('zh-CN'),
    timeZone: z
      .string()
      .max(60)
      .refine((zone) => isTimeZone(zone), 'IANA 时区，如 Asia/Shanghai / an IANA time zone, e.g. Asia/Shanghai')
      .default('Asia/Shanghai'),
    address: z.string().max(100).default(''),
    phone: z.string().max(40).default(''),
    /** Receipts name the salespeople of the sale. */
    receiptSalespeople: z.boolean().default(true),
    receiptFooter: z.array(z.string().max(100)).max(6).default(['谢谢惠顾，欢迎再来']),
  }),
  /** The QR code on receipts by which customers ask for their e-invoice; see main/store/receipt/invoice-link.ts. */
  eInvoice: z
    .strictObject({
      url: z
        .string()
        .refine(
          isInvoiceTemplate,
          'https:// 网址，要有 {order} 和 {sign}，可有 {amount}、{time} / an https:// address with {order} and {sign}, perhaps {amount} and {time}',
        )
        .optional(),
    })
    .prefault({}),
  terminal: z.string().regex(/^[0-9]{2}$/, '两位数字，如 "01" / two digits in quotes, e.g. "01"'),
  devices: DeviceSettings.prefault({}),
  roles: RoleSettings.prefault({}),
  barcodes: z.strictObject({ labels: z.array(LabelRule).max(20).default([]), pieces: z.array(PieceRule).max(20).default([]) }).prefault({}),
  lan: z.strictObject({ enabled: z.boolean().default(false), host: z.string().max(253).default('0.0.0.0') }).prefault({}),
  /** The station whose queue this one shares, where it has none of its own; it is joined with `guitai queue join`. */
  queue: z
    .strictObject({
      station: z
        .string()
        .regex(
          /^http:\/\/([A-Za-z0-9.-]{1,200}|\[[0-9a-fA-F:.]{2,45}\]):[0-9]{1,5}$/,
          '如 http://192.168.1.5:5198 / e.g. http://192.168.1.5:5198',
        )
        .optional(),
    })
    .prefault({}),
  /** A till nobody touches locks itself after this time; 0 = never. Only where the shop has operators. */
  staff: z.strictObject({ idleLockSeconds: z.int().min(0).max(3600).default(120) }).prefault({}),
  /** Folders on other media (a stick, a network folder) that every backup is copied to. */
  backup: z
    .strictObject({
      paths: z.array(wholePath).max(4).default([]),
    })
    .prefault({}),
  /** A witness of the ledger on another medium: a file of this till's own, made when it is missing. */
  ledger: z.strictObject({ secondWitness: wholePath.optional() }).prefault({}),
  /**
   * The ways to pay besides cash, each with the most that is taken of one sale, in fen; 0 leaves it out. Cards are those of the bank's own terminal: the
   * till records what was charged there.
   */
  tenders: z
    .strictObject({
      cardMaxMinor: z.int().min(0).max(MAX_AMOUNT_MINOR).default(MAX_AMOUNT_MINOR),
      voucherMaxMinor: z.int().min(0).max(MAX_AMOUNT_MINOR).default(100_000),
      other: z
        .array(z.strictObject({ name: z.string().trim().min(1).max(20), maxMinor: z.int().min(1).max(MAX_AMOUNT_MINOR) }))
        .max(8)
        .default([]),
      /** Notes and coins of other currencies, with what the shop gives for one of each, in yuan. */
      foreign: z
        .array(
          z.strictObject({
            currency: ForeignCurrency,
            rate: ExchangeRate,
            maxMinor: z.int().min(1).max(MAX_AMOUNT_MINOR).default(MAX_AMOUNT_MINOR),
          }),
        )
        .max(6)
        .refine((all) => new Set(all.map(({ currency }) => currency)).size === all.length, 'each currency once')
        .default([]),
    })
    .prefault({}),
  /** How long after a sale goods come back by receipt, and the most that is given back without one, in fen. */
  refund: z
    .strictObject({
      days: z.int().min(0).max(3650).default(30),
      withoutReceiptMaxMinor: z.int().min(0).max(MAX_AMOUNT_MINOR).default(50_000),
    })
    .prefault({}),
  /** Orders of customers: the share of the total that the till suggests as deposit. */
  orders: z.strictObject({ depositPercent: z.int().min(0).max(100).default(30) }).prefault({}),
  /**
   * What a person may take off prices by hand: the largest shares, in percent, for the rights discount, discount.more and discount.large; and the
   * share of its price below which no unit goes without the right price.floor (its cost always holds). `rounding` is 抹零 of every total.
   */
  pricing: z
    .strictObject({
      discountPercents: z.tuple([Percent, Percent, Percent]).default([5, 15, 30]),
      floorPercent: z.int().min(0).max(100).default(0),
      rounding: RoundingRule.optional(),
    })
    .prefault({}),
  /**
   * Goods that should perhaps not be sold. Past their date: stopped but for a right, or sold when the cashier says so; a warning so many days before.
   * A serial number the shop does not know, and more than is on hand of what was counted.
   */
  goods: z
    .strictObject({
      expired: z.enum(['block', 'ask']).default('block'),
      expiryWarnDays: z.int().min(0).max(365).default(7),
      unknownSerial: z.enum(['allow', 'warn', 'block']).default('allow'),
      stock: z.enum(['ignore', 'warn', 'block']).default('warn'),
    })
    .prefault({}),
  /**
   * Shifts. Money is taken only in an open one where the shop has operators, or wherever `required` is on. A difference at the count beyond
   * maxDifferenceMinor (in fen) needs the right shift.difference. Every movement of cash prints slipCopies slips.
   */
  shift: z
    .strictObject({
      required: z.boolean().default(false),
      maxDifferenceMinor: z.int().min(0).max(10_000_000).default(1_000),
      slipCopies: z.int().min(1).max(3).default(1),
    })
    .prefault({}),
  /** The till's keys that the shop has changed, by command. */
  keys: KeyMap.default({}),
  /** Made by the demo shop, so that screens can say so. */
  demo: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
