import { ReceiptLayout, withEveryPart } from '#contract/receipt-layout.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** The layout in ledger.db; call `save` inside a ledger transaction. */
export function prepareReceiptLayout(db: Ledger['db']): { read(): ReceiptLayout | undefined; save(layout: ReceiptLayout): void } {
  const select = db.prepare<[], string>('SELECT body FROM receipt_layout').pluck();
  const upsert = db.prepare<[string]>(
    'INSERT INTO receipt_layout(id, body) VALUES(1, ?) ON CONFLICT(id) DO UPDATE SET body = excluded.body',
  );
  return {
    read() {
      const body = select.get();
      return body === undefined ? undefined : withEveryPart(ReceiptLayout.parse(JSON.parse(body)));
    },
    save: (layout) => void upsert.run(JSON.stringify(layout)),
  };
}
