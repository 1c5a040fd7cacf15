import { countItems, emptyContent, linesAround, totals, type BasketContent } from './basket.ts';
import { KEPT_ANSWERS, type BasketState, type BasketTable } from './checkout-sql.ts';
import { voidingOf, type JournalVoiding } from './voided.ts';
import type { Publish } from '../publish.ts';
import type { Act } from '../staff/act.ts';
import type { Basket, CustomerView, PaidSummary } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { LineDisplayView } from '#contract/line-display.ts';

/** What a command does to the basket: nothing (only an answer), or a next state. */
export interface BasketChange<Answer> {
  readonly answer: Answer;
  readonly next?: Pick<BasketState, 'phase' | 'content' | 'paid'>;
  /** The pole display afterwards; what the basket's phase says when left out. */
  readonly display?: LineDisplayView;
}

/** The one open basket of this terminal: every change is on disk before anybody sees it, every command acts once. */
export interface OpenBasket {
  readonly state: BasketState;
  /**
   * Acts once per requestId; the same id with other content is refused (request_conflict). With `act`, goods that leave the basket unpaid are
   * journaled in the same transaction.
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
  /** Publishes the present state, e.g. after a restart. */
  announce(): void;
}

export function createOpenBasket(options: {
  readonly table: BasketTable;
  readonly write: <Result>(work: () => Result) => Result;
  readonly journal: JournalVoiding;
  readonly publish: Publish;
}): OpenBasket {
  const { table, write, journal, publish } = options;
  let state = table.load() ?? freshState(0);
  let undoContent: BasketContent | undefined;
  /** Taking payment had begun for what is in the basket. */
  let tendered = state.phase === 'tendering';
  const answers = new Map(table.loadAnswers().map((stored) => [stored.requestId, stored]));

  const announce = (display: LineDisplayView = defaultDisplay(state)): void => {
    publish('basket', basketOf(state, undoContent !== undefined));
    publish('customer', customerViewOf(state));
    publish('lineDisplay', display);
  };

  return {
    get state() {
      return state;
    },
    command(name, input, run, act) {
      const command = JSON.stringify([name, input]);
      const known = answers.get(input.requestId);
      if (known) {
        if (known.command !== command) throw new GuitaiError('request_conflict');
        return JSON.parse(known.answer) as ReturnType<typeof run>['answer'];
      }
      const change = run(state);
      if (!change.next) return change.answer;
      const next: BasketState = { ...change.next, basketId: basketIdFor(state, change.next.phase), revision: state.revision + 1 };
      const stored = { requestId: input.requestId, command, answer: JSON.stringify(change.answer) };
      const save = (): void => {
        table.save(state, next);
        table.saveAnswer(next.revision % KEPT_ANSWERS, stored);
      };
      const voiding = act && voidingOf(name, state.content, next.content, tendered);
      if (!act || !voiding) write(save);
      else if (!journal(input.requestId, command, voiding, act, save)) return change.answer;
      remember(answers, stored);
      tendered = next.content.lines.length > 0 && (tendered || next.phase === 'tendering');
      undoContent = undoAfter(state, next, name);
      state = next;
      announce(change.display);
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
          undoContent = undefined;
          tendered = false;
          announce();
        },
      };
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
  return before.content.lines === after.content.lines ? undefined : before.content;
}

function freshState(revision: number): BasketState {
  return { basketId: newRequestId(), revision, phase: 'selling', content: emptyContent, paid: null };
}

function basketOf(state: BasketState, undoable: boolean): Basket {
  const { lines, lastLineId } = state.content;
  return {
    basketId: state.basketId,
    revision: state.revision,
    phase: state.phase,
    lines: [...lines],
    lastLineId,
    itemCount: countItems(lines),
    ...totals(lines),
    undoable,
    paid: state.paid,
  };
}

function customerViewOf(state: BasketState): CustomerView {
  const { lines, lastLineId } = state.content;
  return {
    phase: state.phase,
    lineCount: lines.length,
    lines: linesAround(lines, lastLineId).map(({ lineId, name, spec, unit, weighed, quantityMilli, amountMinor }) => ({
      lineId,
      name,
      spec,
      unit,
      weighed,
      quantityMilli,
      amountMinor,
    })),
    lastLineId,
    itemCount: countItems(lines),
    totalMinor: totals(lines).totalMinor,
    paid: state.paid,
  };
}

function defaultDisplay({ phase, content, paid }: BasketState): LineDisplayView {
  if (paid && paid.totalMinor < 0) return { show: 'refund', amountMinor: paid.changeMinor };
  if (paid) return { show: 'paid', totalMinor: paid.totalMinor, tenderedMinor: paid.tenderedMinor, changeMinor: paid.changeMinor };
  if (content.lines.length === 0) return { show: 'idle' };
  return { show: phase === 'tendering' ? 'pay' : 'total', totalMinor: totals(content.lines).totalMinor };
}
