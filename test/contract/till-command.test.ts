import { describe, expect, test } from 'vitest';
import {
  CODED_COMMANDS,
  commandCode,
  commandsByKey,
  isCommandCode,
  KEYED_COMMANDS,
  KeyMap,
  keyNameOf,
  keyOf,
  readCommand,
  TILL_COMMANDS,
  timesCode,
  wordsOf,
} from '#contract/till-command.ts';

const press = (key: string, rest: Partial<Parameters<typeof keyNameOf>[0]> = {}): string | undefined =>
  keyNameOf({ key, code: key, altKey: false, ctrlKey: false, metaKey: false, ...rest });

describe('the keys of a shop', () => {
  test('are those of the table until it changes some', () => {
    expect(['pay', 'hold', 'refund', 'enter', 'cashExact'].map((command) => keyOf(command as 'pay', {}))).toEqual([
      'F9',
      'F6',
      'Alt V',
      'Enter',
      undefined,
    ]);
    expect(keyOf('pay', { pay: 'End' })).toBe('End');
    expect(commandsByKey({ pay: 'F8', discount: 'F9' }).get('F8')).toBe('pay');
    expect(commandsByKey({ pay: 'End' }).get('F9')).toBeUndefined();
    expect(commandsByKey({}).size).toBe(KEYED_COMMANDS.length);
  });

  test.each([
    [{}, true],
    [{ pay: 'F8', discount: 'F9' }, true],
    [{ pay: 'PageUp', quick: 'Alt 1' }, true],
    [{ pay: 'F8' }, false],
    [{ pay: 'F11' }, false],
    [{ pay: 'Enter' }, false],
    [{ pay: 'Escape' }, false],
    [{ pay: 'a' }, false],
    [{ pay: '5' }, false],
    [{ pay: 'Ctrl W' }, false],
    [{ sales: 'Alt A' }, false],
    [{ sales: 'Alt C' }, false],
    [{ enter: 'F9' }, false],
    [{ toString: 'F9' }, false],
  ])('%j may be saved: %s', (map, allowed) => {
    expect(KeyMap.safeParse(map).success).toBe(allowed);
  });

  test('are named as they stand on the caps', () => {
    expect(press('F9')).toBe('F9');
    expect(press('q', { altKey: true, code: 'KeyQ' })).toBe('Alt Q');
    expect(press('œ', { altKey: true, code: 'KeyQ' })).toBe('Alt Q');
    expect(press('1', { altKey: true, code: 'Digit1' })).toBe('Alt 1');
    expect(press('PageDown')).toBe('PageDown');
    expect(press('F4', { altKey: true })).toBeUndefined();
    expect(press('F9', { ctrlKey: true })).toBeUndefined();
    expect(press('q')).toBeUndefined();
  });
});

describe('function barcodes', () => {
  test('say one command each, in letters every scanner reads', () => {
    const codes = CODED_COMMANDS.map(commandCode);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^GT:[A-Z]{2,10}$/.test(code))).toEqual([]);
    expect(CODED_COMMANDS.filter((command) => JSON.stringify(readCommand(commandCode(command))) !== JSON.stringify({ command }))).toEqual(
      [],
    );
    expect(commandCode('pay')).toBe('GT:PAY');
    expect(timesCode(12)).toBe('GT:X12');
  });

  test.each([
    ['GT:PAY', { command: 'pay' }],
    ['GT:CASH', { command: 'cashExact' }],
    ['GT:REMOVE', { command: 'remove' }],
    ['GT:X2', { times: 2 }],
    ['GT:X999', { times: 999 }],
    ['GT:X0', undefined],
    ['GT:X1000', undefined],
    ['GT:pay', undefined],
    ['GT:', undefined],
    ['GT:LANGUAGE', undefined],
    ['GT:PAYX', undefined],
    ['GTH01-000001', undefined],
    ['6973012450313', undefined],
  ])('%s asks for %j', (code, asked) => {
    expect(readCommand(code)).toEqual(asked);
  });

  test('are told from goods before anybody looks them up', () => {
    expect(['GT:PAY', ']C0GT:PAY', ' GT:NO\r'].map(isCommandCode)).toEqual([true, true, true]);
    expect(['GTH01-000001', 'XGT:PAY', '3 *', '6973012450313'].map(isCommandCode)).toEqual([false, false, false, false]);
  });
});

test('every command has words in both languages', () => {
  expect(TILL_COMMANDS.filter((command) => wordsOf(command).zh === '' || /[\u4e00-\u9fff]/.test(wordsOf(command).en))).toEqual([]);
});
