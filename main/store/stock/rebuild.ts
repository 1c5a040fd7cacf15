import type { Rebuild } from '#main/ledger/verify/derived.ts';

/** What is on hand, added up anew from every movement. */
export const stockRebuild: Rebuild = {
  tables: [
    {
      from: 'stock',
      keys: ['sku'],
      columns: { on_hand_milli: 'same', counted: 'same' },
      name: ({ sku }) => ({ zh: `库存 ${String(sku)}`, en: `Stock of ${String(sku)}` }),
    },
  ],
  begin(empty) {
    const sums = new Map<string, { milli: number; counted: boolean }>();
    const insert = empty.prepare<[string, number, number]>('INSERT INTO stock VALUES(?, ?, ?)');
    return {
      take({ movements }) {
        for (const [, sku, quantityMilli, reason] of movements) {
          const sum = sums.get(sku);
          const counted = reason === 'count';
          if (!sum) sums.set(sku, { milli: quantityMilli, counted });
          else {
            sum.milli += quantityMilli;
            sum.counted ||= counted;
          }
        }
      },
      finish() {
        for (const [sku, { milli, counted }] of sums) insert.run(sku, milli, counted ? 1 : 0);
      },
    };
  },
};
