import { type Bitmap, createBitmap } from '../printer/bitmap.ts';
import { fillFrame, fillRectangle, stamp } from './dots.ts';
import type { LabelItem, LabelLayout } from './layout.ts';

/** The whole label as dots: what the preview shows and what a printer without a label language is sent. */
export function drawLabel(layout: Pick<LabelLayout, 'widthDots' | 'heightDots' | 'items'>): Bitmap {
  const label = createBitmap(layout.widthDots, layout.heightDots);
  for (const item of layout.items) drawItem(label, item);
  return label;
}

function drawItem(label: Bitmap, item: LabelItem): void {
  if (item.type === 'bar') fillRectangle(label, item.x, item.y, item.width, item.height);
  else if (item.type === 'box') fillFrame(label, item.x, item.y, item.width, item.height, item.line);
  else stamp(label, item.dots, item.x, item.y);
}
