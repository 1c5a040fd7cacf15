import { expect, test } from 'vitest';
import { createBoardVoices } from '#main/board-voices.ts';

const HALL = '00000000-0000-4000-8000-000000000001';
const DOOR = '00000000-0000-4000-8000-000000000002';

function voices() {
  let nowMs = 0;
  const handlers = createBoardVoices(() => nowMs);
  const claim = async (boardId: string, area = '', want = true): Promise<boolean> =>
    (await handlers['board.claimVoice']({ boardId, area, want }, { role: 'board' })).granted;
  return { claim, pass: (ms: number) => (nowMs += ms) };
}

test('one board of an area speaks, the first that asked; each area has its own', async () => {
  const { claim } = voices();
  expect(await claim(HALL)).toBe(true);
  expect(await claim(DOOR)).toBe(false);
  expect(await claim(HALL)).toBe(true);
  expect(await claim(DOOR, 'B')).toBe(true);
});

test('a board that stays away for fifteen seconds loses the voice to the next that asks', async () => {
  const { claim, pass } = voices();
  await claim(HALL);
  pass(14_999);
  expect(await claim(DOOR)).toBe(false);
  pass(1);
  expect(await claim(DOOR)).toBe(true);
  expect(await claim(HALL)).toBe(false);
});

test('a board that asks again keeps it, and one whose sound was turned off gives it back', async () => {
  const { claim, pass } = voices();
  await claim(HALL);
  pass(10_000);
  await claim(HALL);
  pass(10_000);
  expect(await claim(DOOR)).toBe(false);
  expect(await claim(HALL, '', false)).toBe(false);
  expect(await claim(DOOR)).toBe(true);
});
