import { z } from 'zod';
import { WeightUnit } from './scale.ts';

/** A piece of what a virtual printer put on paper, as our own decoder understood the bytes. */
export const PaperItem = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('line'),
    align: z.enum(['left', 'center', 'right']),
    /** Runs of equal style; `column` is where the run starts, in narrow characters of font A. */
    runs: z.array(
      z.strictObject({
        text: z.string(),
        column: z.number().min(0),
        widthTimes: z.int(),
        heightTimes: z.int(),
        bold: z.boolean(),
        underline: z.boolean(),
        invert: z.boolean(),
        /** Font B: letters 9 dots wide instead of 12. */
        fontB: z.literal(true).optional(),
        /** Characters of a single-byte code page: as narrow as ASCII, whatever they are. */
        narrow: z.literal(true).optional(),
      }),
    ),
    /** Pictures in the line: characters the printer has no glyph for. Same unit of `column`; 24 dots high as a rule. */
    images: z
      .array(z.strictObject({ column: z.number().min(0), widthDots: z.int(), heightDots: z.int(), bitsBase64: z.string() }))
      .optional(),
  }),
  z.strictObject({ type: z.literal('qr'), data: z.string(), moduleDots: z.int(), align: z.enum(['left', 'center', 'right']) }),
  z.strictObject({
    type: z.literal('barcode'),
    symbology: z.string(),
    data: z.string(),
    heightDots: z.int(),
    align: z.enum(['left', 'center', 'right']),
  }),
  z.strictObject({
    type: z.literal('raster'),
    widthDots: z.int(),
    heightDots: z.int(),
    bitsBase64: z.string(),
    align: z.enum(['left', 'center', 'right']),
  }),
  z.strictObject({
    type: z.literal('pdf417'),
    data: z.string(),
    moduleDots: z.int(),
    align: z.enum(['left', 'center', 'right']),
  }),
  /** A picture stored in the printer, which only the printer knows. */
  z.strictObject({ type: z.literal('logo'), number: z.int(), align: z.enum(['left', 'center', 'right']) }),
  z.strictObject({ type: z.literal('buzzer'), times: z.int() }),
  z.strictObject({ type: z.literal('feed'), lines: z.number() }),
  z.strictObject({ type: z.literal('cut') }),
  z.strictObject({ type: z.literal('drawer'), pin: z.union([z.literal(2), z.literal(5)]) }),
  /** Bytes the decoder does not know, as hexadecimal: on real paper this would be garbage. */
  z.strictObject({ type: z.literal('unknown'), hex: z.string() }),
]);
export type PaperItem = z.infer<typeof PaperItem>;

/**
 * A fault to simulate on a virtual device. Of anything with a cable: `unplugged` has no power and forgets everything, `disconnected` keeps its power
 * and what it was sent, `cut_off_midway` loses its power after so many bytes;
 * `silent` works and says nothing, `garbage` says nonsense. The others are those of receipt and label printers.
 */
export const BenchFault = z.enum([
  'none',
  'unplugged',
  'disconnected',
  'cut_off_midway',
  'paper_near_end',
  'paper_out',
  'cover_open',
  'cutter',
  'jam',
  'head_hot',
  'never_confirm',
  'stale_confirmation',
  'slow',
  'silent',
  'garbage',
]);
export type BenchFault = z.infer<typeof BenchFault>;

/** What a fault is measured in: the bytes that pass before `cut_off_midway`, the bytes a second of `slow`. Each has a value when left out. */
export const FaultBytes = z.int().min(1).max(1_000_000);

export const VirtualPrinterView = z.strictObject({
  id: z.string(),
  model: z.string(),
  widthDots: z.int(),
  columns: z.int(),
  fault: BenchFault,
  /** Newest last; the roll keeps the last documents only. */
  paper: z.array(PaperItem),
  bytes: z.int().min(0),
  drawerPulses: z.int().min(0),
});
export type VirtualPrinterView = z.infer<typeof VirtualPrinterView>;

/** A label as it came out of a virtual label printer. */
export const PrintedLabel = z.strictObject({
  /** Counts the labels of this printer from 1. */
  number: z.int().min(1),
  widthDots: z.int().min(1),
  heightDots: z.int().min(1),
  bitsBase64: z.string(),
});
export type PrintedLabel = z.infer<typeof PrintedLabel>;

export const VirtualLabelPrinterView = z.strictObject({
  id: z.string(),
  model: z.string(),
  dpi: z.int(),
  fault: BenchFault,
  /** Newest last; the roll keeps the last labels only. */
  labels: z.array(PrintedLabel).max(20),
  printed: z.int().min(0),
  /** Lines the decoder does not know, newest last: a real printer would ignore them or print garbage. */
  unknown: z.array(z.string().max(120)).max(10),
  bytes: z.int().min(0),
});
export type VirtualLabelPrinterView = z.infer<typeof VirtualLabelPrinterView>;

export const VirtualDisplayView = z.strictObject({
  id: z.string(),
  protocol: z.enum(['led8', 'cd5220', 'dm-d']),
  fault: BenchFault,
  /** LED8: one line of 8 digits; CD5220 and DM-D: two lines of 20. */
  lines: z.array(z.string()),
  lamp: z.enum(['off', 'price', 'total', 'paid', 'change']),
  /** 1 to 4; null where nobody has set it. */
  brightness: z.int().min(1).max(4).nullable(),
  lastHex: z.string(),
});
export type VirtualDisplayView = z.infer<typeof VirtualDisplayView>;

/** How a virtual scanner speaks: bytes on a serial wire, or reports of a HID POS scanner. */
export const VirtualScannerMode = z.enum(['serial', 'hid-pos']);
export type VirtualScannerMode = z.infer<typeof VirtualScannerMode>;

export const VirtualScannerView = z.strictObject({ id: z.string(), mode: VirtualScannerMode, fault: BenchFault });
export type VirtualScannerView = z.infer<typeof VirtualScannerView>;

/** What a virtual drawer's switch tells the printer: the level on pin 3 while it is open, or nothing. */
const DrawerSensor = z.enum(['high_open', 'high_closed', 'none']);

export const VirtualDrawerView = z.strictObject({
  id: z.string(),
  position: z.enum(['open', 'closed']),
  /** The lock is stuck: pulses do not open it. */
  jammed: z.boolean(),
  sensor: DrawerSensor,
  pulses: z.int().min(0),
});
export type VirtualDrawerView = z.infer<typeof VirtualDrawerView>;

/** A hand at a virtual drawer; what is left out stays. */
export const VirtualDrawerChange = z.strictObject({
  position: VirtualDrawerView.shape.position.exactOptional(),
  jammed: VirtualDrawerView.shape.jammed.exactOptional(),
  sensor: DrawerSensor.exactOptional(),
});
export type VirtualDrawerChange = z.infer<typeof VirtualDrawerChange>;

export const VirtualScaleView = z.strictObject({
  id: z.string(),
  protocol: z.string().max(40),
  fault: BenchFault,
  unit: WeightUnit,
  /** What lies on it, in thousandths of the unit. */
  milli: z.int(),
  moving: z.boolean(),
  capacityMilli: z.int(),
});
export type VirtualScaleView = z.infer<typeof VirtualScaleView>;

export const VirtualKeypadView = z.strictObject({ id: z.string(), fault: BenchFault });
export type VirtualKeypadView = z.infer<typeof VirtualKeypadView>;

/** One thing that went over a wire, for the bench's log. */
export const WireLogEntry = z.strictObject({
  atMs: z.int(),
  deviceId: z.string(),
  direction: z.enum(['in', 'out']),
  summary: z.string().max(200),
});
export type WireLogEntry = z.infer<typeof WireLogEntry>;

/** Topic `bench`: everything the device bench shows. */
export const BenchView = z.strictObject({
  printers: z.array(VirtualPrinterView),
  displays: z.array(VirtualDisplayView),
  scanners: z.array(VirtualScannerView),
  labelPrinters: z.array(VirtualLabelPrinterView),
  scales: z.array(VirtualScaleView),
  drawers: z.array(VirtualDrawerView),
  keypads: z.array(VirtualKeypadView),
  log: z.array(WireLogEntry).max(50),
});
export type BenchView = z.infer<typeof BenchView>;
