import { createHeldList } from './held-list.ts';
import { heldHash, prepareHoldTable, type Held } from './hold-sql.ts';
import { mergeContent, splitContent } from './split-merge.ts';
import { countItems, emptyContent, totals, type BasketContent } from '../checkout/basket.ts';
import type { BasketState } from '../checkout/checkout-sql.ts';
import type { BasketChange, OpenBasket } from '../checkout/open-basket.ts';
import { checkNothingTaken } from '../checkout/tendering.ts';
import { editable, selling } from '../checkout/outcome.ts';
import { voidedAmounts } from '../checkout/voided.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Publish } from '../publish.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import { holdCode, MAX_HELD_BASKETS, readHoldCode } from '#contract/hold.ts';
import type { Member } from '#contract/member.ts';
import { newRequestId } from '#contract/ids.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

type HoldHandlers = Pick<
  StoreHandlers,
  'hold.put' | 'hold.resume' | 'hold.merge' | 'hold.split' | 'hold.rename' | 'hold.print' | 'hold.discard'
>;

/** Baskets put aside. What is put aside leaves the open basket in the same transaction, and comes back in one: no goods are ever in both, or in none. */
export interface Holds {
  readonly handlers: HoldHandlers;
  /** What scanning a hold slip does; undefined for any other code. Throws hold_elsewhere, hold_unknown, hold_basket_open. */
  scan(text: string, requestId: string, act: Act): { readonly number: number } | undefined;
  /** Throws hold_unknown. */
  find(number: number): Held;
  announce(): void;
}

export interface HoldsOptions extends Book {
  readonly basket: OpenBasket;
  readonly publish: Publish;
  readonly memberById: (id: number) => Member | undefined;
  /** Prices a basket as the till would now. */
  readonly price: (content: BasketContent) => { readonly content: BasketContent };
  /** Throws while goods lie on the scale: they would be forgotten. */
  readonly beforeHold: () => void;
  readonly onPrint: () => void;
}

export function createHolds(options: HoldsOptions): Holds {
  const { ledger, shop, clock, basket, publish, memberById, price, beforeHold, onPrint } = options;
  const table = prepareHoldTable(ledger.db);
  const list = createHeldList(table, shop.terminal, memberById);

  const announce = (): void => publish('holds', { held: list() });
  /** Does a command of the basket and shows what is put aside then. */
  const command: OpenBasket['command'] = (name, input, run, act) => {
    const answer = basket.command(name, input, run, act);
    announce();
    return answer;
  };
  const find = (number: number): Held => {
    const held = table.get(number);
    if (!held) throw new GuitaiError('hold_unknown', { number });
    return held;
  };
  /** Puts a content aside; call it in the transaction that takes it out of the open basket. */
  const put = (content: BasketContent, basketId: string, name: string, act: Act): number =>
    table.add({ basketId, name, heldAtMs: clock(), by: act.operator, content, tendered: basket.tendered });
  /** What the journal says of it. */
  const putFacts = (number: number, content: BasketContent): JsonObject => ({
    number,
    ...amountsOf(content),
    hash: heldHash({ content, tendered: basket.tendered }),
  });
  const checkRoom = (): void => {
    if (table.count() >= MAX_HELD_BASKETS) throw new GuitaiError('hold_full', { max: MAX_HELD_BASKETS });
  };

  function resumed(state: BasketState, number: number, act: Act): BasketChange<{ readonly heldMinor: number }> {
    const open = editable(state);
    const held = find(number);
    const replaces = open.lines.length > 0;
    if (replaces) beforeHold();
    const other = replaces ? { held: putFacts(table.nextNumber(), open) } : {};
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
    announce,
    find,
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
            checkRoom();
            const number = table.nextNumber();
            return {
              answer: { number },
              next: { ...selling({ ...emptyContent, nextLineId: content.nextLineId }), basketId: newRequestId() },
              told: {
                event: { kind: 'basket.held', facts: putFacts(number, content) },
                alongside: () => put(content, state.basketId, input.name, act),
              },
              final: true,
            };
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
                event: { kind: 'basket.held', facts: { split: true, ...putFacts(number, aside) } },
                alongside: () => put(aside, newRequestId(), input.name, act),
              },
              final: true,
            };
          },
          act,
        ),
      'hold.rename'({ number, name }) {
        find(number);
        ledger.write(() => table.rename(number, name));
        announce();
        return {};
      },
      'hold.print'({ requestId, number }, act) {
        const { name, heldAtMs, content } = find(number);
        const { totalMinor } = totals(content.lines);
        const facts = { number, code: holdCode(shop.terminal, number), name, heldAtMs, itemCount: countItems(content.lines), totalMinor };
        recordEvent(
          options,
          {
            kind: 'hold.printed',
            requestId,
            content: { number },
            facts,
            printJobs: [{ role: 'receiptPrinter', kind: 'hold', copy: 0 }],
          },
          act,
        );
        onPrint();
        return {};
      },
      'hold.discard'({ requestId, number, reason }, act) {
        if (ledger.findByRequest(requestId)) return {};
        const { content, tendered } = find(number);
        checkNothingTaken({ lines: [], terms: content.terms });
        const facts = { number, reason, by: 'discard', tendered, ...voidedAmounts(content.lines) };
        recordEvent(
          options,
          { kind: 'sale.voided', requestId, content: { number, reason }, facts, inTransaction: () => table.remove(number) },
          act,
        );
        announce();
        return {};
      },
    },
  };
}

function amountsOf({ lines }: BasketContent): JsonObject {
  return { lineCount: lines.length, itemCount: countItems(lines), totalMinor: totals(lines).totalMinor };
}
