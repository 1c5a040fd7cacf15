import { expect, test } from 'vitest';
import { isGuessable, readDraft, type PersonDraft } from '#renderer/screens/staff/person-draft.ts';

const zhou: PersonDraft = { id: undefined, code: '12', name: ' 周敏 ', role: 'cashier', active: true, pin: '280517', pinAgain: '280517' };

test('a draft that is whole becomes the command that saves it', () => {
  expect(readDraft(zhou)).toEqual({ person: { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } });
});

test('a person who has a PIN keeps it when none is typed', () => {
  expect(readDraft({ ...zhou, id: 2, pin: '', pinAgain: '', active: false })).toEqual({
    person: { id: 2, code: '12', name: '周敏', role: 'cashier', active: false },
  });
});

test.each<[string, Partial<PersonDraft>, string, string]>([
  ['no number', { code: '' }, 'code', 'staff.why.code'],
  ['a number of seven digits', { code: '1234567' }, 'code', 'staff.why.code'],
  ['a number with a letter', { code: '1a' }, 'code', 'staff.why.code'],
  ['a name of blanks', { name: '  ' }, 'name', 'staff.why.name'],
  ['a name of 41 characters', { name: '周'.repeat(41) }, 'name', 'staff.why.name'],
  ['no PIN for a new person', { pin: '', pinAgain: '' }, 'pin', 'staff.why.pin'],
  ['a PIN of three digits', { pin: '280', pinAgain: '280' }, 'pin', 'staff.why.pin'],
  ['a PIN anybody tries first', { pin: '1234', pinAgain: '1234' }, 'pin', 'staff.why.guessable'],
  ['two PINs that differ', { pinAgain: '280518' }, 'pinAgain', 'staff.why.pinAgain'],
  ['only the second PIN', { id: 2, pin: '', pinAgain: '280517' }, 'pin', 'staff.why.pin'],
])('%s is said at its field', (_, change, field, why) => {
  expect(readDraft({ ...zhou, ...change })).toEqual({ field, why });
});

test('a run up or down and one digit repeated are guessable, anything else is not', () => {
  for (const pin of ['1111', '0000', '1234', '4321', '98765', '012345']) expect(isGuessable(pin)).toBe(true);
  for (const pin of ['1235', '1357', '1122', '280517', '9012']) expect(isGuessable(pin)).toBe(false);
});
