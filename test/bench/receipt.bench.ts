import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import type { PrintDocument } from '#contract/document.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { encodeDocument } from '#drivers/printer/escpos/encode.ts';
import { findPrinterModel, type PrinterModel } from '#drivers/printer/models.ts';
import { type Bench, type BenchRow, interleave, median } from './bench.ts';
import { sampleReceipt, shop } from './receipt-sample.ts';

const COLUMNS = 48;
const GOAL_TIMES_FLOOR = 2;

/** Receipt encoding against the plainest correct program: the whole receipt built by hand as one string, encoded by one iconv-lite call. */
export const receiptBench: Bench = {
  name: 'receipt',
  async run({ quick, log }) {
    const model = findPrinterModel('generic-80');
    if (!model) throw new Error('generic-80 is missing');
    const document = sampleReceipt();
    const ours = encodeDocument(document, model);
    const byHand = handMade();
    const complaints = [...complaintsAbout(ours, model), ...complaintsAbout(byHand, model).map((complaint) => `floor: ${complaint}`)];
    for (const complaint of complaints) log(`receipt: ${complaint}`);
    const samples = await interleave(
      { ours: () => encodeDocument(document, model), floor: () => handMade() },
      { rounds: quick ? 6 : 20, callsPerRound: quick ? 200 : 500, warmupCalls: 2000 },
    );
    const oursMs = median(samples.ours);
    const floorMs = median(samples.floor);
    const correct = complaints.length === 0;
    const picture = await pictures(quick);
    const first = firstReceipts(quick ? 3 : 7);
    const rows: BenchRow[] = [
      {
        metric: 'receipt encoding, 30 lines with QR: floor time ÷ ours',
        ours: `${(oursMs * 1000).toFixed(1)} µs`,
        floor: `${(floorMs * 1000).toFixed(1)} µs (one string, one iconv-lite)`,
        ratio: floorMs / oursMs,
        goal: `≥ ${GOAL_TIMES_FLOOR}`,
        reached: floorMs / oursMs >= GOAL_TIMES_FLOOR,
        correct,
      },
      {
        metric: 'receipt bytes: ours ÷ hand-made',
        ours: `${ours.length} B`,
        floor: `${byHand.length} B`,
        ratio: ours.length / byHand.length,
        goal: '≤ 1',
        reached: ours.length <= byHand.length,
        correct,
      },
      {
        metric: 'picture 576 × 1200 in shades: npm escpos (threshold) time ÷ ours (dithered)',
        ours: `${picture.oursMs.toFixed(1)} ms`,
        floor: `${picture.peerMs.toFixed(1)} ms`,
        ratio: picture.peerMs / picture.oursMs,
        goal: '≥ 1',
        reached: picture.peerMs >= picture.oursMs,
        correct: picture.correct,
      },
      {
        metric: 'first receipt of a process, modules loaded: floor ÷ ours',
        ours: `${first.oursMs.toFixed(1)} ms`,
        floor: `${first.floorMs.toFixed(1)} ms (iconv-lite)`,
        ratio: first.floorMs / first.oursMs,
        goal: '≥ 1',
        reached: first.floorMs >= first.oursMs,
        correct,
      },
    ];
    return rows;
  },
};

/** A picture of slow waves, from its pixels to the bytes of GS v 0: ours dithers and splits into bands, npm escpos compares with a threshold. */
async function pictures(quick: boolean): Promise<{ readonly oursMs: number; readonly peerMs: number; readonly correct: boolean }> {
  const model = findPrinterModel('generic-80');
  if (!model) throw new Error('generic-80 is missing');
  const [width, height] = [576, 1200];
  const grey = Uint8Array.from({ length: width * height }, (_, at) => 127 + 120 * Math.sin((at % width) / 40) * Math.cos(at / width / 30));
  const document: PrintDocument = {
    title: '',
    blocks: [{ type: 'grey-image', widthDots: width, heightDots: height, pixelsBase64: Buffer.from(grey).toString('base64') }],
  };
  const rgba = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : (grey[at >> 2] ?? 0)));
  const samples = await interleave(
    { ours: () => encodeDocument(document, model), peer: () => peerPicture(rgba, width, height) },
    { rounds: quick ? 3 : 9, callsPerRound: 2, warmupCalls: 3 },
  );
  const items = createEscPosDecoder(model).write(encodeDocument(document, model)).items;
  const rows = items.reduce((sum, item) => sum + (item.type === 'raster' ? item.heightDots : Infinity), 0);
  return { oursMs: median(samples.ours), peerMs: median(samples.peer), correct: rows === height };
}

const require = createRequire(import.meta.url);
const Printer = require('escpos/printer') as new (adapter: object) => { raster(image: object): void; buffer: { flush(): Uint8Array } };
const Picture = require('escpos/image') as new (pixels: { data: Uint8Array; shape: readonly number[] }) => object;

function peerPicture(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const printer = new Printer({ open() {}, write() {}, close() {} });
  printer.raster(new Picture({ data: rgba, shape: [width, height, 4] }));
  return printer.buffer.flush();
}

function displayColumns(text: string): number {
  let columns = 0;
  for (let index = 0; index < text.length; index += 1) columns += text.charCodeAt(index) < 0x80 ? 1 : 2;
  return columns;
}

const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
const padRight = (text: string, columns: number): string => text + blanks(columns - displayColumns(text));
const padLeft = (text: string, columns: number): string => blanks(columns - displayColumns(text)) + text;
const between = (left: string, right: string): string => left + blanks(COLUMNS - displayColumns(left) - displayColumns(right)) + right;

function handRow([name = '', quantity = '', price = '', amount = '']: readonly string[]): string {
  const figures = padLeft(quantity, 8) + padLeft(price, 9) + padLeft(amount, 10);
  return displayColumns(name) > 21 ? `${name}\n${blanks(21)}${figures}\n` : `${padRight(name, 21)}${figures}\n`;
}

/** The same receipt written by hand for exactly this paper: the floor. */
function handMade(): Buffer {
  const rule = `${'-'.repeat(COLUMNS)}\n`;
  let text = `\x1b@\x1c&\x1ba\x01\x1bE\x01\x1d!\x11${shop.name}\n\x1d!\x00\x1bE\x00${shop.address}\n\x1ba\x00${rule}`;
  text += `${between(shop.number, shop.cashier)}\n${shop.time}\n${rule}${handRow(shop.heading)}`;
  for (const item of shop.items) text += handRow(item);
  text += `${rule}${between('合计件数', shop.count)}\n\x1bE\x01\x1d!\x01${between('应收', `￥${shop.total}`)}\n\x1d!\x00\x1bE\x00`;
  text += `${between('现金', shop.paid)}\n${between('找零', shop.change)}\n${shop.member}\n${rule}\x1ba\x01${shop.thanks}\n${shop.returns}\n`;
  const qrLength = shop.qr.length + 3;
  text += `\x1bJ\x18\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1\x1d(k${String.fromCharCode(qrLength & 0xff, qrLength >> 8)}1P0`;
  text += `${shop.qr}\x1d(k\x03\x001Q0\x1bJ\x18${shop.foot}\n\x1dVB\x00`;
  return iconv.encode(text, 'gb18030');
}

/** What is wrong with a receipt on paper, as our decoder reads it: missing text, amounts out of line, `?`, unknown commands. */
function complaintsAbout(bytes: Uint8Array, model: PrinterModel): string[] {
  const { items } = createEscPosDecoder(model).write(bytes);
  const complaints = items.filter((item) => item.type === 'unknown').map((item) => `unknown ${item.hex}`);
  const lines = items.filter((item) => item.type === 'line').map((item) => item.runs.map((run) => run.text).join(''));
  const paper = lines.join('\n');
  if (lines.length !== 30) complaints.push(`${lines.length} lines`);
  if (paper.includes('?')) complaints.push('question mark on paper');
  const words = [shop.name, shop.address, shop.number, shop.cashier, shop.time, shop.member, shop.thanks, shop.returns, shop.foot];
  for (const word of [...words, ...shop.items.map(([name]) => name)]) if (!paper.includes(word)) complaints.push(`missing ${word}`);
  for (const amount of [...shop.items.map((item) => item[3]), shop.total, shop.paid, shop.change, shop.count]) {
    const line = lines.find((candidate) => candidate.endsWith(amount));
    if (!line || displayColumns(line) !== COLUMNS) complaints.push(`${amount} does not end in column ${COLUMNS}`);
  }
  if (!items.some((item) => item.type === 'qr' && item.data === shop.qr)) complaints.push('QR is missing');
  if (items.at(-1)?.type !== 'cut') complaints.push('no cut');
  return complaints;
}

/** Fresh processes that load the encoder or iconv-lite, then time the first receipt: tables are built on the way. Medians. */
function firstReceipts(processes: number): { readonly oursMs: number; readonly floorMs: number } {
  const ours = `
    import { sampleReceipt } from './test/bench/receipt-sample.ts';
    import { encodeDocument } from './drivers/printer/escpos/encode.ts';
    import { findPrinterModel } from './drivers/printer/models.ts';
    const document = sampleReceipt();
    const startMs = performance.now();
    encodeDocument(document, findPrinterModel('generic-80'));
    process.stdout.write(String(performance.now() - startMs));
  `;
  const floor = `
    import iconv from 'iconv-lite';
    const startMs = performance.now();
    iconv.encode(${JSON.stringify(shop.name)}, 'gb18030');
    process.stdout.write(String(performance.now() - startMs));
  `;
  const oursMs: number[] = [];
  const floorMs: number[] = [];
  for (let round = 0; round < processes; round += 1) {
    oursMs.push(timedInNewProcess(ours));
    floorMs.push(timedInNewProcess(floor));
  }
  return { oursMs: median(oursMs), floorMs: median(floorMs) };
}

function timedInNewProcess(program: string): number {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' }));
}
