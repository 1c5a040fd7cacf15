import type { LabelDocument } from '#contract/label.ts';
import type { LabelPrinterModel } from '#drivers/label/models.ts';

/** A label of the commonest size that shows whether model, size, gap, darkness, Chinese characters and codes are right. */
export function testLabel(id: string, { id: model, dpi }: Pick<LabelPrinterModel, 'id' | 'dpi'>): LabelDocument {
  return {
    title: 'test',
    width: 400,
    height: 300,
    media: { type: 'gap', gap: 20 },
    elements: [
      { type: 'text', x: 20, y: 18, width: 250, height: 34, text: '标签打印正常', bold: true },
      { type: 'text', x: 20, y: 58, width: 250, height: 26, text: `${id} · ${model} · ${dpi} dpi` },
      { type: 'price', x: 20, y: 92, width: 250, height: 70, amountMinor: 8888 },
      { type: 'matrix', x: 285, y: 18, width: 100, height: 100, symbology: 'QR', data: 'https://guitai.example' },
      { type: 'barcode', x: 20, y: 180, width: 360, height: 90, symbology: 'EAN13', data: '6901234567892', digits: 26 },
      { type: 'box', x: 5, y: 5, width: 390, height: 290, line: 4 },
    ],
  };
}
