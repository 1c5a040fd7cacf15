import { describe, expect, test } from 'vitest';
import { CODED_COMMANDS, type TillCommand } from '#contract/till-command.ts';
import { mayAct, type CommandPlace } from '#renderer/screens/checkout/scanned-command.ts';

const acting = (place: CommandPlace): readonly TillCommand[] => CODED_COMMANDS.filter((command) => mayAct({ command }, place));
const basket: CommandPlace = { sheetOpen: false, phase: 'selling', view: 'basket' };

/** What opens something else, or asks by itself whether it may. */
const ALWAYS = [
  'member',
  'price',
  'offers',
  'hold',
  'holds',
  'order',
  'orders',
  'discount',
  'pay',
  'drawer',
  'lock',
  'back',
  'quick',
  'card',
  'reprint',
  'reprintReasons',
  'giftReceipt',
  'sales',
  'shift',
  'refund',
  'split',
  'why',
  'orderNote',
  'salespeople',
  'pickList',
  'callNext',
];

describe('which function barcodes act', () => {
  test.each<[string, CommandPlace, readonly string[], boolean]>([
    ['on the basket', basket, CODED_COMMANDS, true],
    ['while a sheet is open', { ...basket, sheetOpen: true }, ['back'], false],
    ['while money is taken', { ...basket, phase: 'tendering' }, ['enter', 'back', 'up', 'down', 'cashExact'], false],
    ['while money is taken, over a sheet', { ...basket, phase: 'tendering', sheetOpen: true }, ['back'], false],
    ['after a sale', { ...basket, phase: 'paid' }, [...ALWAYS, 'enter'], true],
    ['in the list of sales', { ...basket, view: 'sales' }, ALWAYS, false],
    ['in a return', { ...basket, view: 'refund' }, [...ALWAYS, 'up', 'down', 'increase', 'decrease', 'remove', 'enter'], false],
    ['among orders', { ...basket, view: 'orders' }, [...ALWAYS, 'up', 'down', 'increase', 'decrease', 'enter'], false],
    ['among held baskets', { ...basket, view: 'holds' }, [...ALWAYS, 'up', 'down', 'increase', 'decrease', 'enter'], false],
  ])('%s', (_, place, expected, times) => {
    expect([...acting(place)].toSorted()).toEqual([...expected].toSorted());
    expect(mayAct({ times: 3 }, place)).toBe(times);
  });
});
