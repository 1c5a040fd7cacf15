import type { HoldShelf } from './hold-shelf.ts';
import { heldHash, type HeldGoods } from './hold-sql.ts';
import { mergeContent, splitContent } from './split-merge.ts';
import { countItems, emptyContent, totals, type BasketContent } from '../checkout/basket.ts';
import type { BasketState } from '../checkout/checkout-sql.ts';
import type { BasketChange, OpenBasket } from '../checkout/open-basket.ts';
import { editable, selling } from '../checkout/outcome.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import { readHoldCode } from '#contract/hold.ts';
import { newRequestId } from '#contract/ids.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

type HoldHandlers = Pick<StoreHandlers, 'hold.put' | 'hold.resume' | 'hold.merge' | 'hold.split'>;

/**
 * Puts the basket of a till aside and takes one back. What is put aside leaves the open basket in the same transaction, and comes back in one: no
 * goods are ever in both, or in none; of two tills that take the same one, the first has it.
 */
export interface Holds {
  readonly handlers: HoldHandlers;
  /** What scanning a hold slip does; undefined for any other code. Throws hold_elsewhere, hold_unknown, hold_basket_open. */
  scan(text: string, requestId: string, act: Act): { readonly number: number } | undefined;
  /** The till goes: whatever lies in its basket, also while it was being paid, is put aside under this name. Throws hold_full. */
  putAll(name: string, act: Act): void;
}

export interface HoldsOptions extends Pick<Book, 'shop' | 'clock'> {
  readonly shelf: HoldShelf;
  readonly basket: OpenBasket;
  /** Prices a basket as the till would now. */
  readonly price: (content: BasketContent) => { readonly content: BasketContent };
  /** Throws while goods lie on the scale: they would be forgotten. */
  readonly beforeHold: () => void;
}

export function createHolds(options: HoldsOptions): Holds {
  const { shelf, shop, clock, basket, price, beforeHold } = options;
  const { table, find, checkRoom } = shelf;

  /** Does a command of the basket and shows what is put aside then. */
  const command: OpenBasket['command'] = (name, input, run, act) => {
    const answer = basket.command(name, input, run, act);
    shelf.announce();
    return answer;
  };
  const goodsOf = (content: BasketContent, { till }: Act): HeldGoods => ({
    content,
    tendered: basket.tendered,
    ...(till === undefined ? {} : { till }),
  });
  /** Puts a content aside; call it in the transaction that takes it out of the open basket. */
  const put = (content: BasketContent, basketId: string, name: string, act: Act): number =>
    table.add({ basketId, name, heldAtMs: clock(), by: act.operator, ...goodsOf(content, act) });
  /** What the journal says of it. */
  const putFacts = (number: number, content: BasketContent, act: Act): JsonObject => ({
    number,
    ...amountsOf(content),
    hash: heldHash(goodsOf(content, act)),
  });

  /** Puts everything aside. */
  function emptied({ basketId }: BasketState, content: BasketContent, name: string, act: Act): BasketChange<{ readonly number: number }> {
    checkRoom();
    const number = table.nextNumber();
    return {
      answer: { number },
      next: { ...selling({ ...emptyContent, nextLineId: content.nextLineId }), basketId: newRequestId() },
      told: {
        event: { kind: 'basket.held', facts: putFacts(number, content, act) },
        alongside: () => put(content, basketId, name, act),
      },
      final: true,
    };
  }

  function resumed(state: BasketState, number: number, act: Act): BasketChange<{ readonly heldMinor: number }> {
    const open = editable(state);
    const held = find(number);
    const replaces = open.lines.length > 0;
    if (replaces) beforeHold();
    const other = replaces ? { held: putFacts(table.nextNumber(), open, act) } : {};
    return {
      answer: { heldMinor: totals(held.content.lines).totalMinor },
      next: {
        ...selling({ ...held.content, nextLineId: Math.max(held.content.nextLineId, open.nextLineId) }),
        basketId: held.basketId,
        tendered: held.tendered,
      },
      told: {
        event: { kind: 'basket.resumed', facts: { number, ...amountsOf(held.content), ...other } },
        alongside() {
          table.remove(number);
          if (replaces) put(open, state.basketId, '', act);
        },
      },
      final: true,
    };
  }

  return {
    putAll(name, act) {
      const { content } = basket.state;
      if (content.lines.length === 0) return;
      command('hold.putAll', { requestId: newRequestId() }, (state) => emptied(state, content, name, act), act);
    },
    scan(text, requestId, act) {
      const code = readHoldCode(text);
      if (!code) return undefined;
      if (code.terminal !== shop.terminal) throw new GuitaiError('hold_elsewhere', { terminal: code.terminal });
      const { number } = code;
      const input = { requestId, number };
      command(
        'hold.scan',
        input,
        (state) => {
          if (editable(state).lines.length > 0) throw new GuitaiError('hold_basket_open');
          return resumed(state, number, act);
        },
        act,
      );
      return { number };
    },
    handlers: {
      'hold.put': (input, act) =>
        command(
          'hold.put',
          input,
          (state) => {
            const content = editable(state);
            if (content.lines.length === 0) throw new GuitaiError('basket_empty');
            beforeHold();
            return emptied(state, content, input.name, act);
          },
          act,
        ),
      'hold.resume'(input, act) {
        const { heldMinor } = command('hold.resume', input, (state) => resumed(state, input.number, act), act);
        return { heldMinor, totalMinor: totals(basket.state.content.lines).totalMinor };
      },
      'hold.merge'(input, act) {
        const { heldMinor } = command(
          'hold.merge',
          input,
          (state) => {
            const held = find(input.number);
            return {
              answer: { heldMinor: totals(held.content.lines).totalMinor },
              next: { ...selling(mergeContent(editable(state), held.content)), tendered: basket.tendered || held.tendered },
              told: {
                event: { kind: 'basket.resumed', facts: { number: input.number, merged: true, ...amountsOf(held.content) } },
                alongside: () => table.remove(input.number),
              },
              final: true,
            };
          },
          act,
        );
        return { heldMinor, totalMinor: totals(basket.state.content.lines).totalMinor };
      },
      'hold.split': (input, act) =>
        command(
          'hold.split',
          input,
          (state) => {
            checkRoom();
            const { stays, goes } = splitContent(editable(state), input.parts);
            const aside = price(goes).content;
            const number = table.nextNumber();
            return {
              answer: { number },
              next: selling(stays),
              told: {
                event: { kind: 'basket.held', facts: { split: true, ...putFacts(number, aside, act) } },
                alongside: () => put(aside, newRequestId(), input.name, act),
              },
              final: true,
            };
          },
          act,
        ),
    },
  };
}

function amountsOf({ lines }: BasketContent): JsonObject {
  return { lineCount: lines.length, itemCount: countItems(lines), totalMinor: totals(lines).totalMinor };
}
