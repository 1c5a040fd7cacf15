import type { PrintDocument } from '#contract/document.ts';

/** A page that shows on paper whether model, width, Chinese characters, money mark, codes and cutter are right. */
export function testPage(printer: { readonly id: string; readonly model: string; readonly wiring: string }): PrintDocument {
  return {
    title: '测试页 Test page',
    blocks: [
      { type: 'text', text: '柜台 测试页', style: { align: 'center', widthTimes: 2, heightTimes: 2 } },
      { type: 'text', text: `${printer.id} · ${printer.model}`, style: { align: 'center' } },
      { type: 'text', text: printer.wiring, style: { align: 'center' } },
      { type: 'rule' },
      { type: 'pair', left: '金额 Amount', right: '¥88888.88' },
      { type: 'pair', left: '加粗 Bold', right: '0123456789', style: { bold: true } },
      { type: 'pair', left: '幼儿配方奶粉 3段 800g', right: '298.00' },
      { type: 'rule', line: 'double' },
      { type: 'barcode', symbology: 'EAN13', data: '6901234567892' },
      { type: 'qr', data: 'https://www.gs1.org/' },
      { type: 'cut' },
    ],
  };
}
