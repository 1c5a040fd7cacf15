import { describe, expect, test } from 'vitest';
import { BoardSettings, DEFAULT_BOARD } from '#contract/board.ts';
import { boardDraft, readBoard, type BoardDraft } from '#renderer/screens/queue/board-draft.ts';

const draft: BoardDraft = {
  spoken: 'zhEn',
  source: 'clips',
  times: '2',
  volume: '70',
  quiet: true,
  quietFrom: '21:30',
  quietTo: '08:00',
  quietVolume: '25',
  messages: ' 母婴室在二楼 \n\n周末囤货',
};
const board: BoardSettings = {
  voice: { languages: ['zh', 'en'], source: 'clips', times: 2, volume: 70, quietHours: { from: '21:30', to: '08:00' }, quietVolume: 25 },
  messages: ['母婴室在二楼', '周末囤货'],
};

describe('voice and messages of the boards as typed', () => {
  test('a shop that set nothing finds what holds: Mandarin, twice, at 80', () => {
    const { spoken, times, volume, quiet, messages } = boardDraft({});
    expect({ spoken, times, volume, quiet, messages }).toEqual({ spoken: 'zh', times: '2', volume: '80', quiet: false, messages: '' });
    expect(readBoard(boardDraft({}))).toEqual({ board: DEFAULT_BOARD });
  });

  test('what was typed is what is kept, without empty lines, and is found again', () => {
    expect(readBoard(draft)).toEqual({ board });
    expect(BoardSettings.parse(board)).toEqual(board);
    expect(boardDraft({ board })).toEqual({ ...draft, messages: '母婴室在二楼\n周末囤货' });
  });

  test.each([
    [{ volume: '9' }, { field: 'volume', why: 'board.wrong.volume' }],
    [{ volume: '101' }, { field: 'volume', why: 'board.wrong.volume' }],
    [{ volume: 'loud' }, { field: 'volume', why: 'board.wrong.volume' }],
    [{ quietVolume: '0' }, { field: 'quietVolume', why: 'board.wrong.volume' }],
    [{ quietTo: '' }, { field: 'quietHours', why: 'queue.wrong.times' }],
    [{ messages: 'a\n'.repeat(13) }, { field: 'messages', why: 'board.wrong.messages', values: { most: 12, characters: 60 } }],
    [{ messages: 'a'.repeat(61) }, { field: 'messages', why: 'board.wrong.messages', values: { most: 12, characters: 60 } }],
  ] as const)('%o is refused', (changes, wrong) => {
    expect(readBoard({ ...draft, ...changes })).toEqual(wrong);
  });
});
