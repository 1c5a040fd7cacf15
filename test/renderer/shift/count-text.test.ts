import { expect, test } from 'vitest';
import { emptyCount, piecesOf, stepPieces, typePieces } from '#renderer/screens/shift/count-text.ts';

test('what is typed for a face is digits, without leading zeros, and never more pieces than a count may have', () => {
  const typed = typePieces(emptyCount, 0, '007a');
  expect(typed[0]).toBe('7');
  expect(typePieces(typed, 0, '9999')[0]).toBe('9999');
  expect(typePieces(typed, 0, '10000')[0]).toBe('7');
  expect(typePieces(typed, 0, '')[0]).toBe('');
  expect(emptyCount[0]).toBe('');
});

test('a tap is one piece, and below none there is nothing', () => {
  expect(stepPieces(emptyCount, 3, -1)[3]).toBe('');
  const one = stepPieces(emptyCount, 3, 1);
  expect(one[3]).toBe('1');
  expect(stepPieces(one, 3, -1)[3]).toBe('');
});

test('the station is sent the faces of which there are any', () => {
  expect(piecesOf(typePieces(typePieces(emptyCount, 0, '3'), 6, '12'))).toEqual([
    { kind: 'note', faceMinor: 10_000, pieces: 3 },
    { kind: 'coin', faceMinor: 100, pieces: 12 },
  ]);
  expect(piecesOf(emptyCount)).toEqual([]);
});
