import type { BasketContent } from './basket.ts';
import { noTerms, SaleTerms } from './terms.ts';
import { BasketLine, BasketPhase, PaidSummary } from '#contract/basket.ts';
import type { Db } from '#main/ledger/open.ts';

/** The open basket as it is on disk. */
export interface BasketState {
  readonly basketId: string;
  readonly revision: number;
  readonly phase: BasketPhase;
  readonly content: BasketContent;
  readonly paid: PaidSummary | null;
}

/** An answer already given, so that a repeated command changes nothing. */
export interface StoredAnswer {
  readonly requestId: string;
  /** A hash of what was asked. */
  readonly command: string;
  readonly answer: string;
}

/** How many of the last answers survive a restart. */
export const KEPT_ANSWERS = 64;

/** Statements of the open basket of one till. Call what writes inside a ledger transaction. */
export interface BasketTable {
  load(): BasketState | undefined;
  /** Writes what differs between the two states: the lines are compared by identity. */
  save(previous: BasketState, next: BasketState): void;
  /** Oldest first. */
  loadAnswers(): StoredAnswer[];
  saveAnswer(position: number, answer: StoredAnswer): void;
  /** The till is gone. */
  forget(): void;
}

/** The open baskets, one a till. */
export interface BasketTables {
  of(tillId: string): BasketTable;
  /** The tills that ever had one. */
  tillIds(): string[];
}

type BasketRow = {
  basket_id: string;
  revision: number;
  phase: string;
  next_line_id: number;
  last_line_id: number | null;
  paid: string | null;
  terms: string | null;
};

export function prepareBasketTables(db: Db): BasketTables {
  const selectTills = db.prepare<[], string>('SELECT till FROM basket').pluck();
  const selectBasket = db.prepare<[string], BasketRow>(
    'SELECT basket_id, revision, phase, next_line_id, last_line_id, paid, terms FROM basket WHERE till = ?',
  );
  const selectLines = db.prepare<[string], { body: string }>('SELECT body FROM basket_line WHERE till = ? ORDER BY line_id');
  const upsertBasket = db.prepare(
    'INSERT INTO basket(till, basket_id, revision, phase, next_line_id, last_line_id, paid, terms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT(till) DO UPDATE SET basket_id = excluded.basket_id, revision = excluded.revision, phase = excluded.phase, ' +
      'next_line_id = excluded.next_line_id, last_line_id = excluded.last_line_id, paid = excluded.paid, terms = excluded.terms',
  );
  const upsertLine = db.prepare(
    'INSERT INTO basket_line(till, line_id, body) VALUES (?, ?, ?) ON CONFLICT(till, line_id) DO UPDATE SET body = excluded.body',
  );
  const deleteLine = db.prepare('DELETE FROM basket_line WHERE till = ? AND line_id = ?');
  const deleteLines = db.prepare('DELETE FROM basket_line WHERE till = ?');
  const deleteBasket = db.prepare('DELETE FROM basket WHERE till = ?');
  const deleteAnswers = db.prepare('DELETE FROM recent_request WHERE till = ?');
  const selectAnswers = db.prepare<{ till: string }, { request_id: string; command: string; answer: string }>(
    'SELECT request_id, command, answer FROM recent_request WHERE till = @till ' +
      `ORDER BY (position + ${KEPT_ANSWERS} - 1 - (SELECT revision FROM basket WHERE till = @till) % ${KEPT_ANSWERS}) % ${KEPT_ANSWERS}`,
  );
  const upsertAnswer = db.prepare(
    'INSERT OR REPLACE INTO recent_request(till, position, request_id, command, answer) VALUES (?, ?, ?, ?, ?)',
  );

  const saveLines = (tillId: string, previous: readonly BasketLine[], next: readonly BasketLine[]): void => {
    if (previous === next) return;
    if (next.length === 0) {
      deleteLines.run(tillId);
      return;
    }
    const before = new Map(previous.map((line) => [line.lineId, line]));
    for (const line of next) {
      if (before.get(line.lineId) !== line) upsertLine.run(tillId, line.lineId, JSON.stringify(line));
      before.delete(line.lineId);
    }
    for (const lineId of before.keys()) deleteLine.run(tillId, lineId);
  };

  const of = (tillId: string): BasketTable => ({
    load() {
      const row = selectBasket.get(tillId);
      if (!row) return undefined;
      const lines = selectLines.all(tillId).map((line) => BasketLine.parse(JSON.parse(line.body)));
      return {
        basketId: row.basket_id,
        revision: row.revision,
        phase: BasketPhase.parse(row.phase),
        content: {
          lines,
          nextLineId: row.next_line_id,
          lastLineId: row.last_line_id,
          terms: row.terms === null ? noTerms : SaleTerms.parse(JSON.parse(row.terms)),
        },
        paid: row.paid === null ? null : PaidSummary.parse(JSON.parse(row.paid)),
      };
    },
    save(previous, next) {
      saveLines(tillId, previous.content.lines, next.content.lines);
      upsertBasket.run(
        tillId,
        next.basketId,
        next.revision,
        next.phase,
        next.content.nextLineId,
        next.content.lastLineId,
        next.paid === null ? null : JSON.stringify(next.paid),
        next.content.terms === noTerms ? null : JSON.stringify(next.content.terms),
      );
    },
    loadAnswers: () =>
      selectAnswers.all({ till: tillId }).map((row) => ({ requestId: row.request_id, command: row.command, answer: row.answer })),
    saveAnswer(position, answer) {
      upsertAnswer.run(tillId, position, answer.requestId, answer.command, answer.answer);
    },
    forget() {
      deleteLines.run(tillId);
      deleteAnswers.run(tillId);
      deleteBasket.run(tillId);
    },
  });
  return { of, tillIds: () => selectTills.all() };
}
