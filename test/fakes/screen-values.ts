import type { DrawerView } from '#contract/drawer.ts';
import type { CustomerView, PaidSummary } from '#contract/basket.ts';
import { linesAround } from '#main/store/checkout/basket.ts';
import type { BenchView, PaperItem, VirtualPrinterView } from '#contract/bench.ts';
import type { DeviceStatus } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { Station } from '#contract/station.ts';
import { deviceRow } from './device-row.ts';
import { encodeDocument, encodeDrawerPulse } from '#drivers/printer/escpos/encode.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';

export const station: Station = {
  storeCode: 'S001',
  storeName: '小满母婴 望京店',
  terminal: '01',
  currency: 'CNY',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  version: '0.1.0',
  mode: 'selling',
  problems: [],
  settingsFile: '/var/lib/guitai/settings.json',
  virtualDevices: true,
  demo: true,
  tenders: [],
  training: false,
  ledger: 'ok',
};

type CustomerLine = CustomerView['lines'][number];

export const customerLines: readonly CustomerLine[] = [
  line(1, '棉绒 拉拉裤', 'XL 44 片', 2, 25_800),
  line(2, '净芽 手口湿巾', '80 抽×5 包', 1, 3_990),
  line(3, '小屿 纯棉连体哈衣', '月白 80 码', 1, 9_900),
  line(4, '豆芽 有机果泥 苹果胡萝卜', '100 g', 6, 7_680),
  { lineId: 5, name: '散装 核桃仁', spec: '', unit: 'kg', weighed: true, quantityMilli: 356, amountMinor: 3_482 },
  line(6, '购物袋 中号', '', 1, 50),
  line(7, '禾牧 幼儿配方奶粉', '3段 800 g', 2, 59_600),
];

function line(lineId: number, name: string, spec: string, quantity: number, amountMinor: number): CustomerLine {
  return { lineId, name, spec, unit: '件', weighed: false, quantityMilli: quantity * 1000, amountMinor };
}

/** A basket while lines are added, the last one touched last. */
export function sellingView(lines: readonly CustomerLine[], lastLineId = lines.at(-1)?.lineId ?? null): CustomerView {
  return {
    phase: 'selling',
    lineCount: lines.length,
    lines: [...linesAround(lines, lastLineId)],
    lastLineId,
    itemCount: lines.reduce((count, { weighed, quantityMilli }) => count + (weighed ? 1 : quantityMilli / 1000), 0),
    grossMinor: lines.reduce((total, { amountMinor, grossMinor = amountMinor }) => total + grossMinor, 0),
    discounts: [],
    totalMinor: lines.reduce((total, { amountMinor }) => total + amountMinor, 0),
    member: null,
    hints: [],
    deposit: null,
    receivedMinor: 0,
    paid: null,
  };
}

/** The same basket after payment. */
export function paidView(view: CustomerView, tenderedMinor: number, receiptNumber = 'S001-01-1-000042'): CustomerView {
  const paid: PaidSummary = {
    receiptNumber,
    totalMinor: view.totalMinor,
    tenderedMinor,
    changeMinor: tenderedMinor - view.totalMinor,
    completedAtMs: 1_781_423_032_000,
  };
  return { ...view, phase: 'paid', paid };
}

export const devices: readonly DeviceStatus[] = [
  deviceRow({ id: 'gun', kind: 'scanner', model: 'virtual' }),
  deviceRow({ id: 'receipt', kind: 'printer', model: 'generic-80', problem: 'paper_out', control: 'error', error: 'extended' }),
  deviceRow({
    id: 'kitchen',
    kind: 'printer',
    model: 'xprinter-xp-n160ii',
    wiring: '192.168.1.52:9100',
    virtual: false,
    state: 'lost',
    problem: 'unreachable',
    control: 'error',
    power: 'off_offline',
    error: 'offline',
    statistics: { outputs: 0, bytes: 20_480, errors: 0, lastSeenMs: null },
  }),
  deviceRow({ id: 'drawer', kind: 'drawer', model: 'pin 2', wiring: 'receipt' }),
  deviceRow({ id: 'pole', kind: 'display', model: 'led8' }),
];

/** What a virtual printer of this model makes of documents, a drawer pulse after each. */
export function printedOn(modelId: string, documents: readonly PrintDocument[]): VirtualPrinterView {
  const model = findPrinterModel(modelId);
  if (!model) throw new Error(`no model ${modelId}`);
  const decoder = createEscPosDecoder(model);
  const paper: PaperItem[] = [];
  let bytes = 0;
  for (const document of documents) {
    const encoded = [encodeDrawerPulse(2), encodeDocument(document, model)];
    for (const part of encoded) {
      paper.push(...decoder.write(part).items);
      bytes += part.length;
    }
  }
  return {
    id: 'receipt',
    model: modelId,
    widthDots: model.widthDots,
    columns: model.columns.fontA,
    fault: 'none',
    paper,
    bytes,
    drawerPulses: documents.length,
  };
}

export const receipt: PrintDocument = {
  title: '小票',
  blocks: [
    {
      type: 'image',
      widthDots: 96,
      heightDots: 32,
      bitsBase64: Buffer.from(Array.from({ length: 12 * 32 }, (_, at) => ((at / 12) & 4 ? 0xf0 : 0x0f))).toString('base64'),
      align: 'center',
    },
    { type: 'text', text: '小满母婴 望京店', style: { align: 'center', bold: true, widthTimes: 2, heightTimes: 2 } },
    { type: 'text', text: '朝阳区望京路 9 号 B1 层', style: { align: 'center' } },
    { type: 'rule' },
    { type: 'pair', left: '单号 S001-01-1-000042', right: '01 号收银台' },
    { type: 'rule' },
    {
      type: 'table',
      cells: [{ text: '商品' }, { text: '数量', columns: 8, align: 'right' }, { text: '小计', columns: 12, align: 'right' }],
    },
    { type: 'rule' },
    { type: 'text', text: '棉绒 拉拉裤 XL 44片' },
    { type: 'table', cells: [{ text: '' }, { text: '2', columns: 8, align: 'right' }, { text: '258.00', columns: 12, align: 'right' }] },
    { type: 'text', text: '贝初 PPSU 宽口奶瓶 240ml' },
    { type: 'table', cells: [{ text: '' }, { text: '1', columns: 8, align: 'right' }, { text: '1,089.00', columns: 12, align: 'right' }] },
    { type: 'rule' },
    { type: 'pair', left: '应付', right: '¥1,347.00', style: { bold: true, heightTimes: 2 } },
    { type: 'pair', left: '现金', right: '1,400.00' },
    { type: 'pair', left: '找零', right: '53.00' },
    { type: 'text', text: '补打 第 1 次', style: { align: 'center', invert: true } },
    { type: 'qr', data: 'https://r.guitai.example/20250614/01-0063', moduleDots: 6 },
    { type: 'barcode', symbology: 'CODE128', data: 'S001-01-1-000042', heightDots: 60 },
    { type: 'text', text: '谢谢惠顾，欢迎再来', style: { align: 'center', underline: true } },
    { type: 'cut' },
  ],
};

/** A drawer that nobody knows anything of. */
export const drawerView: DrawerView = {
  id: 'drawer',
  position: 'unknown',
  polarity: 'unknown',
  hasSensor: true,
  openSinceMs: null,
  alarm: 'none',
};

/** The bench after one receipt, with a bare drawer pulse and bytes nobody knows behind it. */
export function benchView(): BenchView {
  const printer = printedOn('generic-80', [receipt]);
  return {
    printers: [{ ...printer, paper: [...printer.paper, { type: 'unknown', hex: '1B 07 FF' }] }],
    displays: [
      {
        id: 'pole',
        protocol: 'led8',
        fault: 'none',
        lines: [' 1002.00'],
        lamp: 'total',
        brightness: null,
        lastHex: '1B 73 32 1B 51 41 31 30 30 32 2E 30 30 0D',
      },
    ],
    scanners: [{ id: 'gun', mode: 'serial', fault: 'none' }],
    labelPrinters: [],
    scales: [{ id: 'scale', protocol: 'toledo-8217', fault: 'none', unit: 'kg', milli: 355, moving: false, capacityMilli: 15_000 }],
    drawers: [{ id: 'drawer', position: 'open', jammed: false, sensor: 'high_open', pulses: 1 }],
    keypads: [],
    log: [
      { atMs: 1_781_423_027_000, deviceId: 'gun', direction: 'in', summary: '6970031800297' },
      { atMs: 1_781_423_030_000, deviceId: 'pole', direction: 'out', summary: '1B 73 32 1B 51 41 31 30 30 32 2E 30 30 0D' },
      { atMs: 1_781_423_032_000, deviceId: 'receipt', direction: 'out', summary: 'S001-01-1-000042 1846 B' },
    ],
  };
}
