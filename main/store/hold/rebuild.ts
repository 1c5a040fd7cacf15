import type { Rebuild } from '#main/ledger/verify/derived.ts';

/** The journal says of a held basket how many lines it has and what they come to; the goods themselves stand in its table only. */
const HELD = `(SELECT number, json_array_length(content, '$.lines') AS lines,
  (SELECT coalesce(sum(value ->> '$.amountMinor'), 0) FROM json_each(content, '$.lines')) AS total_minor FROM held_basket)`;

/** Which baskets are put aside: held, and neither taken back nor discarded since. */
export const holdRebuild: Rebuild = {
  tables: [
    {
      from: HELD,
      keys: ['number'],
      columns: { lines: 'same', total_minor: 'same' },
      name: ({ number }) => ({ zh: `挂单 ${String(number)}`, en: `Held basket ${String(number)}` }),
    },
  ],
  begin(empty) {
    const insert = empty.prepare<[unknown, string, string]>(
      `INSERT INTO held_basket(number, basket_id, name, held_at_ms, operator, content) VALUES(?, ?, '', 0, '', ?)`,
    );
    const remove = empty.prepare<[unknown]>('DELETE FROM held_basket WHERE number = ?');
    const put = ({ number, lineCount, totalMinor }: Put): void => {
      const lines = Array.from({ length: lineCount }, (_, index) => ({ amountMinor: index === 0 ? totalMinor : 0 }));
      insert.run(number, String(number), JSON.stringify({ lines }));
    };
    return {
      take({ kind, data }) {
        if (kind === 'basket.held') put(data as unknown as Put);
        if (kind === 'basket.resumed') {
          remove.run(data['number']);
          if (data['held']) put(data['held'] as unknown as Put);
        }
        if (kind === 'sale.voided' && data['by'] === 'discard') remove.run(data['number']);
      },
    };
  },
};

/** What entries say of a basket that was put aside. */
interface Put {
  readonly number: number;
  readonly lineCount: number;
  readonly totalMinor: number;
}
