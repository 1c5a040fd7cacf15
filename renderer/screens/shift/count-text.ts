import { CASH_FACES, MAX_PIECES, type CashPieces } from '#contract/shift.ts';

/** What was typed for each face, in the order of CASH_FACES; empty is none. */
export type CountText = readonly string[];

export const emptyCount: CountText = CASH_FACES.map(() => '');

/** Types over one face: digits only, at most as many pieces as a count may have. */
export function typePieces(count: CountText, place: number, text: string): CountText {
  const digits = text.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (Number(digits) > MAX_PIECES) return count;
  return count.with(place, digits);
}

/** One piece more or less of a face; never below none. */
export function stepPieces(count: CountText, place: number, step: 1 | -1): CountText {
  const pieces = Math.min(Math.max(Number(count[place] ?? '') + step, 0), MAX_PIECES);
  return count.with(place, pieces === 0 ? '' : String(pieces));
}

/** The count as the station takes it: the faces of which there are any. */
export function piecesOf(count: CountText): CashPieces[] {
  return CASH_FACES.map(({ kind, faceMinor }, place) => ({ kind, faceMinor, pieces: Number(count[place] ?? '') })).filter(
    ({ pieces }) => pieces > 0,
  );
}
