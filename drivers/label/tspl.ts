import { ByteWriter } from '../printer/escpos/byte-writer.ts';
import type { Bitmap } from '../printer/bitmap.ts';
import type { LabelItem, LabelLayout } from './layout.ts';
import type { LabelPrinterModel } from './models.ts';
import type { LabelMedia } from '#contract/label.ts';

/** How dark and how fast, and which edge comes out first. */
export interface TsplSettings {
  /** 0–15 (DENSITY). */
  readonly density: number;
  /** Inches a second (SPEED). */
  readonly speed: number;
  /** 1 prints from the other end (DIRECTION). */
  readonly direction: 0 | 1;
}

export const DEFAULT_TSPL_SETTINGS: TsplSettings = { density: 8, speed: 4, direction: 0 };

/** Data of native symbols: no quote that could end it, no backslash or tilde that some firmware takes as an escape. */
const PLAIN = /^[ !#-[\]-}]*$/;

/**
 * One label in TSPL, one PRINT. Text never stands in a command: it is drawn, so that no product name can add one. Commands end in CR LF; lengths and
 * places are those of the TSC TSPL/TSPL2 programming manual (SIZE, GAP, BLINE, DIRECTION, REFERENCE, DENSITY, SPEED, CLS, BITMAP, BARCODE, QRCODE,
 * BAR, BOX, PRINT).
 */
export function encodeTspl(
  layout: LabelLayout,
  model: Pick<LabelPrinterModel, 'native'>,
  settings: TsplSettings = DEFAULT_TSPL_SETTINGS,
): Uint8Array {
  const out = new ByteWriter();
  line(out, `SIZE ${mm(layout.width)} mm,${mm(layout.height)} mm`);
  line(out, mediaCommand(layout.media));
  line(out, `DIRECTION ${settings.direction}`);
  line(out, 'REFERENCE 0,0');
  line(out, `DENSITY ${settings.density}`);
  line(out, `SPEED ${settings.speed}`);
  line(out, 'CLS');
  for (const item of layout.items) writeItem(out, item, model);
  line(out, 'PRINT 1,1');
  return out.finish();
}

function mediaCommand(media: LabelMedia): string {
  if (media.type === 'mark') return `BLINE ${mm(media.mark)} mm,0 mm`;
  return `GAP ${media.type === 'gap' ? mm(media.gap) : '0'} mm,0 mm`;
}

function writeItem(out: ByteWriter, item: LabelItem, { native }: Pick<LabelPrinterModel, 'native'>): void {
  const { x, y } = item;
  switch (item.type) {
    case 'bar':
      line(out, `BAR ${x},${y},${item.width},${item.height}`);
      return;
    case 'box':
      line(out, `BOX ${x},${y},${x + item.width - 1},${y + item.height - 1},${item.line}`);
      return;
    case 'barcode':
      if (isNative(native, item.symbology)) {
        // height, no readable digits, rotation 0, narrow, wide
        line(
          out,
          `BARCODE ${x},${y},"${item.symbology}",${item.dots.heightDots},0,0,${item.moduleDots},${item.moduleDots},"${item.content}"`,
        );
      } else writeBitmap(out, x, y, item.dots);
      return;
    case 'qr':
      // M: level, A: automatic modes, rotation 0, M2: QR model 2
      if (isNative(native, 'QR') && PLAIN.test(item.content) && item.moduleDots <= 10) {
        line(out, `QRCODE ${x},${y},M,${item.moduleDots},A,0,M2,"${item.content}"`);
      } else writeBitmap(out, x, y, item.dots);
      return;
    case 'dots':
      writeBitmap(out, x, y, item.dots);
  }
}

function isNative(native: readonly string[], symbology: string): boolean {
  return native.includes(symbology);
}

/** BITMAP x,y,bytes a row,rows,1 (adds to what is there),data: a dot burns where the bit is 0. */
function writeBitmap(out: ByteWriter, x: number, y: number, dots: Bitmap): void {
  if (dots.widthDots === 0 || dots.heightDots === 0) return;
  const data = dots.bits.map((byte) => byte ^ 0xff);
  disarmTspl(data);
  text(out, `BITMAP ${x},${y},${dots.widthBytes},${dots.heightDots},1,`);
  out.append(data);
  text(out, '\r\n');
}

/**
 * A printer may execute ESC ! and ~ ! (1B 21, 7E 21: status, reset, cancel) wherever they stand in the stream, dots of a picture included. In the byte 21
 * one lone white dot stands among black ones; where such a command would arise that dot is blackened (01). Symbols with modules of two dots or more never
 * contain the byte 21.
 */
export function disarmTspl(data: Uint8Array): void {
  for (let index = 1; index < data.length; index += 1) {
    const before = data[index - 1];
    if (data[index] === 0x21 && (before === 0x1b || before === 0x7e)) data[index] = 0x01;
  }
}

/** Tenths as millimetres: 400 → "40", 405 → "40.5". */
function mm(tenths: number): string {
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

function line(out: ByteWriter, command: string): void {
  text(out, `${command}\r\n`);
}

function text(out: ByteWriter, ascii: string): void {
  for (let index = 0; index < ascii.length; index += 1) out.byte(ascii.charCodeAt(index));
}
