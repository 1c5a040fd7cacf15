import { z } from 'zod';
import bixolonSrp350 from './models/bixolon-srp-350.json' with { type: 'json' };
import epsonTmT20iii from './models/epson-tm-t20iii.json' with { type: 'json' };
import epsonTmT70iiCh from './models/epson-tm-t70ii-ch.json' with { type: 'json' };
import epsonTmT82iii from './models/epson-tm-t82iii.json' with { type: 'json' };
import epsonTmT88v from './models/epson-tm-t88v.json' with { type: 'json' };
import epsonTmT88vi from './models/epson-tm-t88vi.json' with { type: 'json' };
import generic58 from './models/generic-58.json' with { type: 'json' };
import generic80 from './models/generic-80.json' with { type: 'json' };
import generic80Big5 from './models/generic-80-big5.json' with { type: 'json' };
import generic80Western from './models/generic-80-western.json' with { type: 'json' };
import gprinterGpL80160 from './models/gprinter-gp-l80160.json' with { type: 'json' };
import rongtaRp326 from './models/rongta-rp326.json' with { type: 'json' };
import rongtaRp80 from './models/rongta-rp80.json' with { type: 'json' };
import starTsp100 from './models/star-tsp100.json' with { type: 'json' };
import sunmiV2 from './models/sunmi-v2.json' with { type: 'json' };
import xprinterXp58 from './models/xprinter-xp-58.json' with { type: 'json' };
import xprinterXp80 from './models/xprinter-xp-80.json' with { type: 'json' };
import xprinterXpN160ii from './models/xprinter-xp-n160ii.json' with { type: 'json' };
import zjiangPos5890 from './models/zjiang-pos-5890.json' with { type: 'json' };

/** How far an ability is known: `documented` by the maker, `unverified` (found out on the first connection), `none` = never asked. */
const Ability = z.enum(['documented', 'unverified', 'none']);

/** A symbol the firmware draws by itself; what is missing here is drawn by us as raster. */
const NativeSymbol = z.enum(['QR', 'PDF417', 'EAN13', 'EAN8', 'UPCA', 'CODE39', 'ITF', 'CODE128']);

/** What must be known of a receipt printer before a byte is sent to it. Widths are never guessed: they are fields. */
export const PrinterModel = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1).max(60),
  /** Where the figures come from, then "Assumed: …", which nobody has seen in writing. */
  source: z
    .string()
    .regex(/Assumed: ./)
    .min(20)
    .max(600),
  /** Printable dots of one row. */
  widthDots: z.int().min(256).max(1024),
  /** Narrow characters of one row: font A is 12 dots wide and a han glyph 24, font B is 9 dots wide. */
  columns: z.strictObject({ fontA: z.int().min(20).max(80), fontB: z.int().min(20).max(120) }),
  /** Its two-byte characters. `gb18030`: also the four-byte ideographs of CJK extension A. `none`: no Chinese at all, we draw it. */
  charset: z.enum(['gbk', 'gb18030', 'big5', 'none']),
  /** Single-byte code pages and their number in ESC t n, the preferred one first. */
  codePages: z.array(z.strictObject({ name: z.enum(['cp437', 'cp858']), number: z.int().min(0).max(255) })),
  kanji: z.strictObject({
    /** FS & (1C 26) after ESC @: the memory switch may have left Chinese mode off. */
    select: z.boolean(),
    /** `gs`: GS ! also sizes han. `gs-and-fs`: han needs FS ! too, and knows single and double only. */
    size: z.enum(['gs', 'gs-and-fs']),
  }),
  native: z.array(NativeSymbol),
  /** ESC * 33: 24 dots high, in line with text. Without it a line that holds a drawn character is drawn as a whole. */
  columnImage: z.boolean(),
  /** GS v 0 with at most this many rows a band; cheap receive buffers choke on more. */
  raster: z.strictObject({ bandRows: z.int().min(8).max(256) }),
  /** `partial`: GS V 66 feeds to the cutter plus `feedDots`. `none`: `feedLines` bring the text past the tear bar. */
  cut: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('partial'), feedDots: z.int().min(0).max(255) }),
    z.strictObject({ mode: z.literal('none'), feedLines: z.int().min(1).max(20) }),
  ]),
  /** `esc-b`: ESC B n t. */
  buzzer: z.enum(['none', 'esc-b']),
  /** How a logo stored in the printer is printed: FS p n, or GS ( L with the key code "0" and its number. */
  logo: z.enum(['none', 'fs-p', 'gs-paren-l']),
  /** `asb`: status pushed with GS a. `processId`: GS ( H fn 48 echoed when printed. */
  status: z.strictObject({ dleEot: Ability, asb: Ability.default('unverified'), gsR: Ability, processId: Ability.default('unverified') }),
});
export type PrinterModel = z.infer<typeof PrinterModel>;

const files: Readonly<Record<string, unknown>> = {
  'generic-58': generic58,
  'generic-80': generic80,
  'generic-80-big5': generic80Big5,
  'generic-80-western': generic80Western,
  'bixolon-srp-350': bixolonSrp350,
  'epson-tm-t20iii': epsonTmT20iii,
  'epson-tm-t70ii-ch': epsonTmT70iiCh,
  'epson-tm-t82iii': epsonTmT82iii,
  'epson-tm-t88v': epsonTmT88v,
  'epson-tm-t88vi': epsonTmT88vi,
  'gprinter-gp-l80160': gprinterGpL80160,
  'rongta-rp326': rongtaRp326,
  'rongta-rp80': rongtaRp80,
  'star-tsp100': starTsp100,
  'sunmi-v2': sunmiV2,
  'xprinter-xp-58': xprinterXp58,
  'xprinter-xp-80': xprinterXp80,
  'xprinter-xp-n160ii': xprinterXpN160ii,
  'zjiang-pos-5890': zjiangPos5890,
};

/** The model of a settings file's `model`, undefined when there is none of that name. */
export function findPrinterModel(id: string): PrinterModel | undefined {
  return Object.hasOwn(files, id) ? PrinterModel.parse(files[id]) : undefined;
}

/** Every model id, the generic ones first. */
export function printerModelIds(): readonly string[] {
  return Object.keys(files);
}
