import { expect, test } from 'vitest';
import { sheetStands } from '#renderer/screens/caller/sheet.ts';

const desk = {
  tickets: [
    { ticketId: 7, state: 'called' },
    { ticketId: 8, state: 'waiting' },
    { ticketId: 9, state: 'missed' },
  ],
} as const;

test('a transfer that was asked about one customer is not about the next one', () => {
  expect(sheetStands({ kind: 'transfer', ticketId: 7 }, desk, { ticketId: 7 })).toBe(true);
  expect(sheetStands({ kind: 'transfer', ticketId: 7 }, desk, { ticketId: 8 })).toBe(false);
  expect(sheetStands({ kind: 'transfer', ticketId: 7 }, desk, undefined)).toBe(false);
});

test('the sheet of a ticket closes when another counter calls it, or it is over', () => {
  expect(sheetStands({ kind: 'ticket', ticketId: 8 }, desk, undefined)).toBe(true);
  expect(sheetStands({ kind: 'ticket', ticketId: 9 }, desk, undefined)).toBe(true);
  expect(sheetStands({ kind: 'ticket', ticketId: 7 }, desk, undefined)).toBe(false);
  expect(sheetStands({ kind: 'ticket', ticketId: 4 }, desk, undefined)).toBe(false);
  expect(sheetStands({ kind: 'take' }, desk, undefined)).toBe(true);
});
