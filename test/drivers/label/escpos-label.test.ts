import { expect, test } from 'vitest';
import type { LabelDocument } from '#contract/label.ts';
import { encodeEscPosLabel } from '#drivers/label/escpos-label.ts';
import { createLabelPrinter } from '#drivers/label/label-printer.ts';
import { layoutLabel } from '#drivers/label/layout.ts';
import { findLabelPrinterModel } from '#drivers/label/models.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { createVirtualPrinter } from '#drivers/virtual/printer.ts';

const model = findLabelPrinterModel('escpos-label-203')!;

/** 10 × 8 mm: 80 × 64 dots, the first eight of the first two rows black. */
const label: LabelDocument = {
  title: 'label',
  width: 100,
  height: 80,
  media: { type: 'gap', gap: 20 },
  elements: [{ type: 'bar', x: 0, y: 0, width: 10, height: 3 }],
};

test('a label is one picture and a form feed; marked paper gets GS FF, endless paper nothing', async () => {
  const bytes = [...encodeEscPosLabel(await layoutLabel(label, model))];
  // GS v 0, 10 bytes a row, 64 rows.
  expect(bytes.slice(0, 10)).toEqual([0x1b, 0x40, 0x1d, 0x76, 0x30, 0x00, 10, 0, 64, 0]);
  expect(bytes.slice(10, 31)).toEqual([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(bytes.slice(10 + 640)).toEqual([0x0c]);
  const tail = async (media: LabelDocument['media']) => [...encodeEscPosLabel(await layoutLabel({ ...label, media }, model))].slice(650);
  expect(await tail({ type: 'mark', mark: 30 })).toEqual([0x1d, 0x0c]);
  expect(await tail({ type: 'continuous' })).toEqual([]);
});

test('a receipt printer in label mode confirms its labels, and says why it cannot begin one', async () => {
  const virtual = createVirtualPrinter({ id: 'labels', model: findPrinterModel('generic-80')!, onChange() {} });
  const printer = createLabelPrinter({ id: 'labels', model, transport: virtual.transport, backOffMs: [5], onStatus() {} });
  printer.start();
  expect(await printer.print(label)).toMatchObject({ result: 'printed', problem: 'none', bytes: 651 });
  virtual.setFault('paper_out');
  expect(await printer.print(label)).toEqual({ result: 'failed', problem: 'paper_out', bytes: 0 });
  await printer.stop();
});
