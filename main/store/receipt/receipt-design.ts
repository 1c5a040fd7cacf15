import { SAMPLE_RELATED, sampleSale } from './sample-sale.ts';
import { prepareReceiptLayout } from './receipt-layout-sql.ts';
import { buildReceipt } from './receipt.ts';
import { lastSale } from './sales.ts';
import { saleOf } from '../checkout/sale.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { PrintDocument } from '#contract/document.ts';
import { DEFAULT_RECEIPT_LAYOUT, type ReceiptLayout } from '#contract/receipt-layout.ts';
import type { Sale } from '#contract/sale.ts';

/** Lines of the last sale that are shown while its receipt is designed. */
const MAX_SHOWN_LINES = 40;

export interface DesignOptions extends Book {
  /** What every receipt is built from. */
  readonly shop: Book['shop'] & { receiptLayout?: ReceiptLayout };
  readonly ports: Ports;
}

/** How receipts look: read when the shop opens, changed by whoever may change settings, tried on paper before it is saved. */
export function createReceiptDesign({
  ledger,
  shop,
  clock,
  ports,
}: DesignOptions): Pick<StoreHandlers, 'receipt.layout' | 'receipt.design' | 'receipt.preview' | 'receipt.test'> {
  const table = prepareReceiptLayout(ledger.db);
  const saved = table.read();
  if (saved) shop.receiptLayout = saved;

  const saleToShow = (of: 'sample' | 'last'): Sale => {
    const nowMs = clock();
    if (of === 'sample') return sampleSale(nowMs, ledger.dateOf(nowMs));
    const sale = saleOf(lastSale(ledger));
    return { ...sale, lines: sale.lines.slice(0, MAX_SHOWN_LINES) };
  };

  const receiptToShow = (of: 'sample' | 'last', layout: ReceiptLayout): PrintDocument =>
    buildReceipt(saleToShow(of), of === 'sample' ? { ...shop, goesWith: () => SAMPLE_RELATED } : shop, 0, layout);

  return {
    'receipt.layout': () => ({ layout: shop.receiptLayout ?? DEFAULT_RECEIPT_LAYOUT }),
    'receipt.design'({ requestId, layout }, act) {
      const facts = { layout };
      const { repeated } = recordEvent(
        { ledger, clock },
        { kind: 'receipt.designed', requestId, content: facts, facts, inTransaction: () => table.save(layout) },
        act,
      );
      if (!repeated) shop.receiptLayout = layout;
      return {};
    },
    'receipt.preview': ({ layout, of, paper }) => ports.drawPaper(receiptToShow(of, layout), paper),
    'receipt.test': ({ layout, of }) => ports.printSample(markSample(receiptToShow(of, layout))),
  };
}

/** So that nobody takes it for the receipt of goods. */
function markSample({ title, blocks }: PrintDocument): PrintDocument {
  const mark = { type: 'text', text: '样张 SAMPLE', style: { align: 'center', bold: true, invert: true } } as const;
  return { title, blocks: [mark, ...blocks.slice(0, -1), mark, ...blocks.slice(-1)] };
}
