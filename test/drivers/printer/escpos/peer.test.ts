import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { PaperItem } from '#contract/bench.ts';
import { bytesOf, hex } from './hex.ts';
import { encode, paper } from './paper.ts';

/** The part of npm escpos 2.5.2 that is right, see docs/decisions/escpos-encoder.md. */
interface Peer {
  readonly buffer: { flush(): Uint8Array };
  hardware(command: 'INIT'): Peer;
  text(content: string): Peer;
  align(align: 'LT' | 'CT' | 'RT'): Peer;
  style(style: 'NORMAL' | 'B' | 'U'): Peer;
  size(width: number, height: number): Peer;
  barcode(code: string, type: string, options: { width: number; height: number; position: string; includeParity: boolean }): Peer;
  raster(image: unknown): Peer;
  cashdraw(pin: number): Peer;
  qrcode(data: string): Peer;
}

const require = createRequire(import.meta.url);
const Printer = require('escpos/printer') as new (adapter: object, options: { encoding: string }) => Peer;
const Image = require('escpos/image') as new (pixels: { data: readonly number[]; shape: readonly number[] }) => object;

/** The bytes the peer writes for some calls. */
function peer(write: (printer: Peer) => void): string {
  const printer = new Printer({ open() {}, write() {}, close() {} }, { encoding: 'GB18030' });
  write(printer);
  return hex(printer.buffer.flush());
}

function ours(...blocks: Parameters<typeof encode>[0]): string {
  return hex(encode(blocks)).replace('1b 40 1c 26 ', '');
}

/** Items of one type that these bytes put on paper. */
function onPaper(bytes: string, type: PaperItem['type']): readonly PaperItem[] {
  return paper(bytesOf(bytes)).filter((item) => item.type === type);
}

describe('npm escpos 2.5.2, where it is right, writes the bytes we write', () => {
  it('initialises with ESC @', () => {
    expect(peer((printer) => printer.hardware('INIT'))).toBe('1b 40');
  });

  it.each(['欢迎光临 ABC', '小满母婴(望京店)', '￥1,002.00 ×2 ①【】', '|{}~^'])('encodes %s', (text) => {
    expect(ours({ type: 'text', text })).toBe(peer((printer) => printer.text(text)));
  });

  it('aligns', () => {
    expect(ours({ type: 'text', text: 'A', style: { align: 'center' } }, { type: 'text', text: 'B', style: { align: 'right' } })).toBe(
      peer((printer) => printer.align('CT').text('A').align('RT').text('B')),
    );
  });

  it('prints bold, underlined and large text that looks the same on paper', () => {
    const theirs = peer((printer) =>
      printer.style('B').text('A').style('U').text('B').style('NORMAL').size(3, 3).text('C').size(8, 8).text('D'),
    );
    const same = ours(
      { type: 'text', text: 'A', style: { bold: true } },
      { type: 'text', text: 'B', style: { underline: true } },
      { type: 'text', text: 'C', style: { widthTimes: 3, heightTimes: 3 } },
      { type: 'text', text: 'D', style: { widthTimes: 8, heightTimes: 8 } },
    );
    expect(onPaper(same, 'line')).toEqual(onPaper(theirs, 'line'));
  });

  it('prints EAN-13 with the same symbol on paper', () => {
    const theirs = peer((printer) =>
      printer.barcode('697003180029', 'EAN13', { width: 3, height: 80, position: 'OFF', includeParity: true }),
    );
    const barcode = { type: 'barcode', symbology: 'EAN13', data: '6970031800297', heightDots: 80 };
    expect(onPaper(theirs, 'barcode')).toMatchObject([barcode]);
    expect(paper(encode([{ type: 'barcode', symbology: 'EAN13', data: '697003180029', heightDots: 80 }]))).toMatchObject([barcode]);
  });

  it('prints dots as GS v 0', () => {
    // Two rows of 16 dots; black where the bit is set.
    const bits = [0xf0, 0x0f, 0x81, 0x18];
    const data = bits.flatMap((byte) =>
      Array.from({ length: 8 }, (_, bit) => (byte & (0x80 >> bit) ? [0, 0, 0, 255] : [255, 255, 255, 255])).flat(),
    );
    expect(ours({ type: 'image', widthDots: 16, heightDots: 2, bitsBase64: Buffer.from(bits).toString('base64'), align: 'left' })).toBe(
      peer((printer) => printer.raster(new Image({ data, shape: [16, 2, 4] }))),
    );
  });
});

describe('npm escpos 2.5.2, where it is wrong, is the reason for our own encoder', () => {
  it('forgets the pulse times of the drawer', () => {
    expect(peer((printer) => printer.cashdraw(2))).toBe('1b 70 00');
  });

  it('counts characters of QR data and uses commands an Epson does not know', () => {
    expect(peer((printer) => printer.qrcode('订单123'))).toMatch(/^1d 5a 02 1b 5a .* 05 00 /);
  });

  it('writes ¥ as four bytes that GBK firmware prints as 06', () => {
    expect(peer((printer) => printer.text('¥'))).toBe('81 30 84 36 0a');
  });

  it('lets control bytes of a product name through', () => {
    expect(peer((printer) => printer.text('\x1bp\x00\x19\xfa'))).toContain('1b 70 00 19');
  });
});
