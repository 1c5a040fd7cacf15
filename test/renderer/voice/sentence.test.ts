import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VOICE_CLIPS, PLACE_WORDS, type PlaceKind } from '#contract/voice-clips.ts';
import { sentenceOf, wordsOf } from '#renderer/voice/sentence.ts';

const at = (kind: PlaceKind, number: number) => ({ kind, number });
const zh = (text: string): string[] => text.split(' ').map((clip) => `zh-${clip}`);
const en = (text: string): string[] => text.split(' ').map((clip) => `en-${clip}`);

describe('what is said for a call', () => {
  it('A032 to counter 3 in Mandarin: 请 A 零 三 二 号，到 三 号 柜台', () => {
    expect(sentenceOf({ number: 'A032', place: at('counter', 3) }, ['zh'])).toEqual([
      ['chime'],
      ['zh-please', 'zh-a', 'zh-0', 'zh-3', 'zh-2', 'zh-number'],
      ['zh-to', 'zh-3', 'zh-number', 'zh-counter'],
    ]);
  });

  it('A032 to counter 3 in English: number A zero three two, please go to counter three', () => {
    expect(sentenceOf({ number: 'A032', place: at('counter', 3) }, ['en'])).toEqual([
      ['chime'],
      ['en-number', 'en-a', 'en-0', 'en-3', 'en-2'],
      ['en-please-go-to', 'en-counter', 'en-3'],
    ]);
  });

  it('in both languages in the order that is set, with one chime', () => {
    expect(sentenceOf({ number: 'B7', place: at('window', 1) }, ['en', 'zh'])).toEqual([
      ['chime'],
      ['en-number', 'en-b', 'en-7'],
      ['en-please-go-to', 'en-window', 'en-1'],
      ['zh-please', 'zh-b', 'zh-7', 'zh-number'],
      ['zh-to', 'zh-1', 'zh-number', 'zh-window'],
    ]);
  });

  it.each([
    ['B110', at('counter', 12), 'please b 1 1 0 number', 'to 10 2 number counter', 'number b 1 1 0', 'please-go-to counter 12'],
    ['AA007', at('counter', 10), 'please a a 0 0 7 number', 'to 10 number counter', 'number a a 0 0 7', 'please-go-to counter 10'],
    ['C007', at('fitting_room', 3), 'please c 0 0 7 number', 'to 3 number fitting-room', 'number c 0 0 7', 'please-go-to fitting-room 3'],
    ['D005', at('service_desk', 1), 'please d 0 0 5 number', 'to 1 number service-desk', 'number d 0 0 5', 'please-go-to service-desk 1'],
    ['Z99999', at('room', 20), 'please z 9 9 9 9 9 number', 'to 2 10 number room', 'number z 9 9 9 9 9', 'please-go-to room 20'],
    ['WX4816', at('window', 35), 'please w x 4 8 1 6 number', 'to 3 10 5 number window', 'number w x 4 8 1 6', 'please-go-to window 30 5'],
    ['E19', at('counter', 19), 'please e 1 9 number', 'to 10 9 number counter', 'number e 1 9', 'please-go-to counter 19'],
    ['E90', at('counter', 90), 'please e 9 0 number', 'to 9 10 number counter', 'number e 9 0', 'please-go-to counter 90'],
    ['F00', at('counter', 99), 'please f 0 0 number', 'to 9 10 9 number counter', 'number f 0 0', 'please-go-to counter 90 9'],
    ['G123', at('counter', 100), 'please g 1 2 3 number', 'to 1 0 0 number counter', 'number g 1 2 3', 'please-go-to counter 1 0 0'],
    ['H999', at('counter', 305), 'please h 9 9 9 number', 'to 3 0 5 number counter', 'number h 9 9 9', 'please-go-to counter 3 0 5'],
  ] as const)('%s', (number, place, zhCall, zhPlace, enCall, enPlace) => {
    expect(sentenceOf({ number, place }, ['zh', 'en'])).toEqual([['chime'], zh(zhCall), zh(zhPlace), en(enCall), en(enPlace)]);
  });

  it('the words for a system voice keep the digits apart', () => {
    expect(wordsOf('A032', '3 号柜台', 'zh')).toBe('请 A 0 3 2 号，到 3 号柜台');
    expect(wordsOf('A032', 'counter 3', 'en')).toBe('Number A 0 3 2, please go to counter 3');
  });

  it('every clip of every sentence ships with the product', () => {
    const names = new Set(VOICE_CLIPS.map(({ name }) => name));
    const call = fc.record({
      number: fc.stringMatching(/^[A-Z]{1,2}[0-9]{2,5}$/),
      place: fc.record({ kind: fc.constantFrom(...(Object.keys(PLACE_WORDS) as PlaceKind[])), number: fc.integer({ min: 1, max: 999 }) }),
    });
    fc.assert(
      fc.property(call, (spoken) => {
        expect(
          sentenceOf(spoken, ['zh', 'en'])
            .flat()
            .filter((clip) => !names.has(clip)),
        ).toEqual([]);
      }),
    );
  });
});
