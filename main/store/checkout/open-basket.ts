import { hash } from 'node:crypto';
import { adjustingOf } from './adjusted.ts';
import { emptyContent, type BasketContent } from './basket.ts';
import type { BasketEvent, JournalBasketEvent } from './basket-event.ts';
import { basketView, customerView, displayOf, type Shown } from './basket-views.ts';
import { KEPT_ANSWERS, type BasketState, type BasketTable } from './checkout-sql.ts';
import type { Repriced } from './reprice.ts';
import { voidingOf } from './voided.ts';
import type { Publish } from '../publish.ts';
import type { Act } from '../staff/act.ts';
import { checkElsewhere, type OtherBasket } from '../trace/goods-watch.ts';
import type { PaidSummary } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { MemberCard } from '#contract/member.ts';
import type { LineDisplayView } from '#contract/line-display.ts';

/** What a command does to the basket: nothing (only an answer), or a next state. */
export interface BasketChange<Answer> {
  readonly answer: Answer;
  readonly next?: Pick<BasketState, 'phase' | 'content' | 'paid'> & {
    readonly basketId?: string;
    /** Whether taking payment had begun for it; as it was when left out. */
    readonly tendered?: boolean;
  };
  /** What the journal tells of it where the lines do not say it, and what is written beside the basket in the same transaction. */
  readonly told?: { readonly event: BasketEvent; readonly alongside: () => void };
  /** No step back: what was done is undone by a command of its own. */
  readonly final?: true;
  /** Asked of the basket as it is priced then, before it is saved. */
  readonly admit?: (priced: BasketContent) => Admitted;
  /** The pole display afterwards, for the basket as it is priced then; what its phase says when left out. */
  readonly display?: (content: BasketContent) => LineDisplayView;
}

/** A basket that may be, and who does it, where that turned out to need a right of its own. */
export interface Admitted {
  readonly content: BasketContent;
  readonly act?: Act;
}

/** The one open basket of this terminal: every change is priced and on disk before anybody sees it, every command acts once. */
export interface OpenBasket {
  readonly state: BasketState;
  /** Taking payment had begun for what is in the basket. */
  readonly tendered: boolean;
  /**
   * Acts once per requestId; the same id with other content is refused (request_conflict). With `act`, goods that leave the basket unpaid and
   * prices that a person changes are journaled in the same transaction. Throws serial_elsewhere, however a piece comes in.
   */
  command<Answer>(
    name: string,
    input: { readonly requestId: string },
    run: (state: BasketState) => BasketChange<Answer>,
    act?: Act,
  ): Answer;
  /** Takes the last change of lines back, once. Throws nothing_to_undo. */
  undo(): Pick<BasketState, 'phase' | 'content' | 'paid'>;
  /** Empties the basket as paid. `save` must run inside the sale's own transaction; call `settled` after it has committed. */
  pay(paid: PaidSummary): { save(): void; settled(): void };
  /** What the shop offers for this basket. */
  readonly offers: Repriced['offers'];
  /** Prices the basket anew because something else changed than what is in it: a promotion, a member, the day. Nothing while it is being paid. */
  refresh(): void;
  /** Publishes the present state, e.g. after a restart. */
  announce(): void;
}

export function createOpenBasket(options: {
  readonly table: BasketTable;
  readonly write: <Result>(work: () => Result) => Result;
  readonly journal: JournalBasketEvent;
  readonly publish: Publish;
  readonly price: (content: BasketContent) => Repriced;
  /** The member as the till may see them; undefined once forgotten. */
  readonly memberOf: (id: number) => MemberCard | undefined;
  /** The open baskets of the other tills. */
  readonly elsewhere: () => readonly OtherBasket[];
}): OpenBasket {
  const { table, write, journal, publish, price, memberOf, elsewhere } = options;
  let state = table.load() ?? freshState(0);
  let offers = price(state.content).offers;
  let undoContent: BasketContent | undefined;
  let tendered = state.phase === 'tendering';
  const answers = new Map(table.loadAnswers().map((stored) => [stored.requestId, stored]));

  const announce = (display: LineDisplayView = displayOf(state)): void => {
    const { memberId } = state.content.terms;
    const shown: Shown = {
      undoable: undoContent !== undefined,
      member: (memberId === null ? undefined : memberOf(memberId)) ?? null,
      hints: state.phase === 'paid' ? [] : offers.hints,
    };
    publish('basket', basketView(state, shown));
    publish('customer', customerView(state, shown));
    publish('lineDisplay', display);
  };

  return {
    get state() {
      return state;
    },
    get tendered() {
      return tendered;
    },
    command(name, input, run, act) {
      const asked = JSON.stringify([name, input]);
      // Names and phone numbers that were typed are not kept.
      const command = hash('sha256', asked, 'base64url');
      const known = answers.get(input.requestId);
      if (known) {
        if (known.command !== command) throw new GuitaiError('request_conflict');
        return JSON.parse(known.answer) as ReturnType<typeof run>['answer'];
      }
      const change = run(state);
      if (!change.next) return change.answer;
      const { tendered: wasTendered = tendered, ...changed } = change.next;
      // What is due stays as it was told: money may be taken of it already.
      const isDue = state.phase === 'tendering' && changed.phase === 'tendering';
      const priced = isDue ? { content: changed.content, offers } : price(changed.content);
      const admitted: Admitted = change.admit?.(priced.content) ?? priced;
      const next: BasketState = {
        ...changed,
        content: admitted.content,
        basketId: changed.basketId ?? basketIdFor(state, changed.phase),
        revision: state.revision + 1,
      };
      checkElsewhere(state.content.lines, next.content.lines, elsewhere);
      const stored = { requestId: input.requestId, command, answer: JSON.stringify(change.answer) };
      const save = (): void => {
        table.save(state, next);
        table.saveAnswer(next.revision % KEPT_ANSWERS, stored);
        change.told?.alongside();
      };
      const doer = admitted.act ?? act;
      const event =
        doer && (change.told?.event ?? voidingOf(name, state.content, next.content, tendered) ?? adjustingOf(state.content, next.content));
      if (!doer || !event) write(save);
      else if (!journal(input.requestId, asked, event, doer, save)) return change.answer;
      remember(answers, stored);
      tendered = next.content.lines.length > 0 && (wasTendered || next.phase === 'tendering');
      undoContent = change.final ? undefined : undoAfter(state, next, name);
      state = next;
      offers = priced.offers;
      announce(change.display?.(next.content));
      return change.answer;
    },
    undo() {
      if (!undoContent || state.phase !== 'selling') throw new GuitaiError('nothing_to_undo');
      return {
        phase: 'selling',
        content: { ...undoContent, nextLineId: Math.max(undoContent.nextLineId, state.content.nextLineId) },
        paid: null,
      };
    },
    pay(paid) {
      const previous = state;
      const next: BasketState = {
        basketId: previous.basketId,
        revision: previous.revision + 1,
        phase: 'paid',
        content: emptyContent,
        paid,
      };
      return {
        save: () => table.save(previous, next),
        settled() {
          state = next;
          offers = price(emptyContent).offers;
          undoContent = undefined;
          tendered = false;
          announce();
        },
      };
    },
    get offers() {
      return offers;
    },
    refresh() {
      if (state.phase !== 'selling') return;
      const priced = price(state.content);
      offers = priced.offers;
      if (priced.content !== state.content) {
        const next: BasketState = { ...state, content: priced.content, revision: state.revision + 1 };
        write(() => table.save(state, next));
        state = next;
      }
      announce();
    },
    announce,
  };
}

function remember<Stored extends { readonly requestId: string }>(answers: Map<string, Stored>, stored: Stored): void {
  answers.set(stored.requestId, stored);
  const oldest = answers.size > KEPT_ANSWERS ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
}

/** A basket keeps its id until it is paid; the first change afterwards opens a new one. */
function basketIdFor(state: BasketState, nextPhase: BasketState['phase']): string {
  return state.phase === 'paid' && nextPhase !== 'paid' ? newRequestId() : state.basketId;
}

function undoAfter(before: BasketState, after: BasketState, name: string): BasketContent | undefined {
  if (name === 'basket.undo' || after.phase !== 'selling' || before.phase === 'paid') return undefined;
  const { lines, terms } = before.content;
  return lines === after.content.lines && terms === after.content.terms ? undefined : before.content;
}

function freshState(revision: number): BasketState {
  return { basketId: newRequestId(), revision, phase: 'selling', content: emptyContent, paid: null };
}
