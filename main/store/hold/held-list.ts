import type { Held, HoldTable } from './hold-sql.ts';
import { countItems, totals } from '../checkout/basket.ts';
import { depositIn } from '../checkout/tenders.ts';
import { HELD_LINES_SHOWN, holdCode, type HeldBasket } from '#contract/hold.ts';
import { sumOfTenders } from '#contract/tender.ts';
import type { Member } from '#contract/member.ts';

type Shown = Omit<HeldBasket, 'name' | 'memberName'> & { readonly memberId: number | null };

/**
 * What is put aside as lists show it, the newest first. All of a held basket but its name stays as it was put aside and its number never comes
 * again, so each is read once, however many there are. Call it when nothing is being written.
 */
export function createHeldList(
  table: Pick<HoldTable, 'names' | 'get'>,
  terminal: string,
  memberById: (id: number) => Member | undefined,
): () => HeldBasket[] {
  let known = new Map<number, Shown>();
  return () => {
    const before = known;
    known = new Map();
    return table.names().flatMap(({ number, name }) => {
      const held = before.has(number) ? undefined : table.get(number);
      const shown = before.get(number) ?? (held && shownOf(held, terminal));
      if (!shown) return [];
      known.set(number, shown);
      const { memberId, ...rest } = shown;
      return [{ ...rest, name, memberName: (memberId === null ? undefined : memberById(memberId))?.name ?? '' }];
    });
  };
}

function shownOf({ number, heldAtMs, by, till, content: { lines, terms } }: Held, terminal: string): Shown {
  // The deposit of an order was taken before, and stays with the order.
  const takenMinor = sumOfTenders(terms.tenders) - depositIn(terms.tenders);
  return {
    number,
    code: holdCode(terminal, number),
    heldAtMs,
    by,
    ...(till === undefined ? {} : { till }),
    ...(takenMinor > 0 ? { takenMinor } : {}),
    memberId: terms.memberId,
    lineCount: lines.length,
    itemCount: countItems(lines),
    totalMinor: totals(lines).totalMinor,
    goods: lines.slice(0, HELD_LINES_SHOWN).map((line) => ({ name: line.name, spec: line.spec, quantityMilli: line.quantityMilli })),
  };
}
