import { expect, test } from 'vitest';
import { createPaperRoll, MAX_ITEMS } from '#drivers/virtual/paper-roll.ts';

test('the roll keeps the last ten documents whole', () => {
  const roll = createPaperRoll();
  for (let document = 1; document <= 12; document += 1) {
    roll.print({ type: 'feed', lines: document });
    roll.print({ type: 'cut' });
  }
  const feeds = roll.paper.flatMap((item) => (item.type === 'feed' ? [item.lines] : []));
  expect(feeds).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(roll.paper.length).toBe(20);
});

test('a printer that never cuts keeps its last items only', () => {
  const roll = createPaperRoll();
  for (let line = 1; line <= MAX_ITEMS + 5; line += 1) roll.print({ type: 'feed', lines: line });
  expect(roll.paper.length).toBe(MAX_ITEMS);
  expect(roll.paper[0]).toEqual({ type: 'feed', lines: 6 });
});

test('torn off, the roll is empty and prints on', () => {
  const roll = createPaperRoll();
  roll.print({ type: 'cut' });
  roll.tearOff();
  expect(roll.paper).toEqual([]);
  roll.print({ type: 'feed', lines: 1 });
  expect(roll.paper.length).toBe(1);
});
