import { describe, expect, test } from 'vitest';
import { addPerson, draftOf, peopleLike, readDraft, removePerson, typeShare } from '#renderer/screens/checkout/share-draft.ts';

const person = (id: number, code: string, name: string) => ({ person: { id, name }, code, count: 0, amountMinor: 0 });
const LIN = person(1, '1', '林岚');
const ZHOU = person(2, '12', '周敏');
const HE = person(3, '13', '何青');
const people = [LIN, ZHOU, HE];
const percents = (draft: ReturnType<typeof addPerson>): readonly string[] => draft.map(({ code, percent }) => `${code} ${percent}`);

describe('shares that are being typed', () => {
  test('are equal whenever somebody comes or goes, and whole to the hundredth', () => {
    const three = people.reduce(addPerson, [] as ReturnType<typeof addPerson>);
    expect(percents(three)).toEqual(['1 33.34', '12 33.33', '13 33.33']);
    expect(percents(addPerson(three, ZHOU))).toEqual(percents(three));
    expect(percents(removePerson(three, '12'))).toEqual(['1 50', '13 50']);
    expect(readDraft(three)).toEqual([
      { code: '1', shareBasisPoints: 3334 },
      { code: '12', shareBasisPoints: 3333 },
      { code: '13', shareBasisPoints: 3333 },
    ]);
  });

  test('of two give the rest to the other one', () => {
    const two = addPerson(addPerson([], LIN), ZHOU);
    expect(percents(typeShare(two, '12', '62.5'))).toEqual(['1 37.5', '12 62.5']);
    expect(percents(typeShare(two, '12', '6'))).toEqual(['1 94', '12 6']);
    expect(percents(typeShare(two, '12', 'x'))).toEqual(['1 50', '12 x']);
  });

  test('are saved only as the whole, each above nothing', () => {
    const two = addPerson(addPerson([], LIN), ZHOU);
    expect(readDraft([])).toEqual([]);
    expect(readDraft(typeShare(two, '12', '100'))).toBeUndefined();
    expect(readDraft(typeShare(two, '12', ''))).toBeUndefined();
    expect(readDraft(typeShare(typeShare(addPerson(two, HE), '1', '40'), '12', '40'))).toBeUndefined();
  });

  test('begin with what was saved, but for people who are gone', () => {
    const saved = [
      { person: { id: 2, name: '周敏' }, shareBasisPoints: 6000 },
      { person: { id: 9, name: '走了' }, shareBasisPoints: 4000 },
    ];
    expect(percents(draftOf(saved, people))).toEqual(['12 60']);
  });
});

test('people are found by the beginning of their number or by their name; a whole number is one person', () => {
  expect(peopleLike(people, '1')).toEqual([LIN]);
  expect(peopleLike(people, '敏')).toEqual([ZHOU]);
  expect(peopleLike([ZHOU, HE], '1')).toEqual([ZHOU, HE]);
  expect(peopleLike(people, '')).toEqual(people);
  expect(peopleLike(people, '77')).toEqual([]);
});
