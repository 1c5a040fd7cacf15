import { hashOfBody } from './hold-sql.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';

/** `held_hash` is of the whole basket as its row holds it, in the ledger; of a rebuilt row it is what the journal said. */
const HELD = `(SELECT number, json_array_length(content, '$.lines') AS lines,
  (SELECT coalesce(sum(value ->> '$.amountMinor'), 0) FROM json_each(content, '$.lines')) AS total_minor, held_hash(content) AS goods FROM held_basket)`;

/** Which baskets are put aside, held and neither taken back nor discarded since, with how many lines, what they come to, and that nothing of them was changed. */
export const holdRebuild: Rebuild = {
  tables: [
    {
      from: HELD,
      keys: ['number'],
      columns: { lines: 'same', total_minor: 'same', goods: 'same' },
      name: ({ number }) => ({ zh: `挂单 ${String(number)}`, en: `Held basket ${String(number)}` }),
    },
  ],
  begin(empty, kept) {
    kept.function('held_hash', (body) => hashOfBody(String(body)));
    empty.function('held_hash', (body) => (JSON.parse(String(body)) as Rebuilt).hash);
    const insert = empty.prepare<[unknown, string, string]>(
      `INSERT INTO held_basket(number, basket_id, name, held_at_ms, operator, content) VALUES(?, ?, '', 0, '', ?)`,
    );
    const remove = empty.prepare<[unknown]>('DELETE FROM held_basket WHERE number = ?');
    const bodyOf = kept.prepare<[number], string>('SELECT content FROM held_basket WHERE number = ?').pluck();
    const put = ({ number, lineCount, totalMinor, hash }: Put): void => {
      const lines = Array.from({ length: lineCount }, (_, index) => ({ amountMinor: index === 0 ? totalMinor : 0 }));
      // Entries that do not say the hash yet are believed what the row has.
      const body: Rebuilt = { lines, hash: hash ?? hashOfBody(bodyOf.get(number) ?? '') };
      insert.run(number, String(number), JSON.stringify(body));
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
  readonly hash?: string;
}

interface Rebuilt {
  readonly lines: readonly { readonly amountMinor: number }[];
  readonly hash: string;
}
