import { cumulativeShare, returnedShare, type RefundableLine, type RefundableSale, type ReturnPlace } from '#contract/refund.ts';

/** What the cashier wants back of one line. */
export interface WantedLine {
  readonly quantityMilli: number;
  readonly place: ReturnPlace;
}

/** A return being made up on this screen: nothing is given back before the station says so. */
export interface RefundDraft {
  readonly sale: RefundableSale;
  readonly chosenLineId: number;
  /** By line; a line that does not come back is left out. */
  readonly wanted: ReadonlyMap<number, WantedLine>;
}

/** Nothing wanted yet; the first line of which something is left is chosen. */
export function beginRefund(sale: RefundableSale): RefundDraft {
  const first = sale.lines.find((line) => leftMilli(line) > 0) ?? sale.lines[0];
  return { sale, chosenLineId: first?.line.lineId ?? 0, wanted: new Map() };
}

/** How much of a line can still come back. */
export function leftMilli({ line, refundedMilli }: RefundableLine): number {
  return line.quantityMilli - refundedMilli;
}

/** Chooses the line above or below; stays at the ends. */
export function stepLine(draft: RefundDraft, step: 1 | -1): RefundDraft {
  const { lines } = draft.sale;
  const index = lines.findIndex(({ line }) => line.lineId === draft.chosenLineId);
  return { ...draft, chosenLineId: lines[Math.min(Math.max(index + step, 0), lines.length - 1)]?.line.lineId ?? draft.chosenLineId };
}

/** One piece more or less of the chosen line; goods by weight come back whole or not at all until a weight is typed. */
export function changeWanted(draft: RefundDraft, step: 1 | -1): RefundDraft {
  const chosen = chosenLine(draft);
  if (!chosen) return draft;
  const wantedMilli = draft.wanted.get(draft.chosenLineId)?.quantityMilli ?? 0;
  if (chosen.part === 'piece') return setWanted(draft, draft.chosenLineId, wantedMilli + step * 1000);
  return setWanted(draft, draft.chosenLineId, step === 1 ? leftMilli(chosen) : 0);
}

/** Wants so much of a line, within what is left of it. */
export function setWanted(draft: RefundDraft, lineId: number, quantityMilli: number): RefundDraft {
  const refundable = draft.sale.lines.find(({ line }) => line.lineId === lineId);
  if (!refundable) return draft;
  const wanted = new Map(draft.wanted);
  const within = Math.min(quantityMilli, leftMilli(refundable));
  if (within > 0) wanted.set(lineId, { quantityMilli: within, place: wanted.get(lineId)?.place ?? 'shelf' });
  else wanted.delete(lineId);
  return { ...draft, wanted, chosenLineId: lineId };
}

/** Everything that is left. */
export function wantAll(draft: RefundDraft): RefundDraft {
  return {
    ...draft.sale.lines.reduce((all, line) => setWanted(all, line.line.lineId, leftMilli(line)), draft),
    chosenLineId: draft.chosenLineId,
  };
}

/** The chosen line is damaged, or is not after all. */
export function togglePlace(draft: RefundDraft): RefundDraft {
  const line = draft.wanted.get(draft.chosenLineId);
  if (!line) return draft;
  return {
    ...draft,
    wanted: new Map(draft.wanted).set(draft.chosenLineId, { ...line, place: line.place === 'shelf' ? 'damaged' : 'shelf' }),
  };
}

/** What was wanted before, of the sale as it is now; what is damaged stays so. */
export function refreshRefund(draft: RefundDraft, sale: RefundableSale): RefundDraft {
  return [...draft.wanted].reduce((fresh, [lineId, { quantityMilli, place }]) => {
    const wanted = setWanted(fresh, lineId, quantityMilli);
    return place === 'damaged' ? togglePlace(wanted) : wanted;
  }, beginRefund(sale));
}

/** What comes back of each wanted line and what falls to it, by the rule the station uses. */
export function wantedParts(draft: RefundDraft): readonly (WantedLine & { readonly lineId: number; readonly amountMinor: number })[] {
  return draft.sale.lines.flatMap(({ line, refundedMilli }) => {
    const wanted = draft.wanted.get(line.lineId);
    if (!wanted) return [];
    return [{ lineId: line.lineId, ...wanted, amountMinor: returnedShare(line, refundedMilli, wanted.quantityMilli).amountMinor }];
  });
}

/** What the wanted goods are worth. */
export function wantedMinor(draft: RefundDraft): number {
  return wantedParts(draft).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** The parts for less than they are worth: the lower amount shared over them, none above its own worth. */
export function partsForLess(draft: RefundDraft, totalMinor: number): ReturnType<typeof wantedParts> {
  const worthMinor = wantedMinor(draft);
  let before = 0;
  return wantedParts(draft).map((part) => {
    const after = before + part.amountMinor;
    const amountMinor = cumulativeShare(totalMinor, before, after, worthMinor);
    before = after;
    return { ...part, amountMinor };
  });
}

function chosenLine({ sale, chosenLineId }: RefundDraft): RefundableLine | undefined {
  return sale.lines.find(({ line }) => line.lineId === chosenLineId);
}
