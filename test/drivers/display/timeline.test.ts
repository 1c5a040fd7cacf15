import { expect, test } from 'vitest';
import { createCd5220 } from '#drivers/display/cd5220.ts';
import { createLed8 } from '#drivers/display/led8.ts';
import { timelineOf, type Timeline } from '#drivers/display/timeline.ts';

const pole = createCd5220({ charset: 'ascii', longNames: 'scroll' });
const digits = createLed8({ lampOrder: 'before', lampCommand: 'esc-s' });
const texts = ['WELCOME', 'Small Full'] as const;
const paid = { show: 'paid', totalMinor: 100, tenderedMinor: 500, changeMinor: 400 } as const;

/** The upper line of each frame (or the hex of an LED8) with its time. */
const plan = ({ frames }: Timeline): readonly (readonly [string, number | undefined])[] =>
  frames.map(({ bytes, forMs }) => [Buffer.from(bytes).toString('latin1').slice(3, 23).trim(), forMs]);

test('the screensaver shows its texts in turn, five seconds each, for ever', () => {
  const timeline = timelineOf({ show: 'idle' }, pole, texts);
  expect(plan(timeline)).toEqual([
    ['WELCOME', 5000],
    ['Small Full', 5000],
  ]);
  expect(timeline.loopFrom).toBe(0);
});

test('after a sale: paid 1.5 s, change 4.5 s, thanks 2 s, then the screensaver', () => {
  const timeline = timelineOf(paid, pole, texts);
  expect(plan(timeline)).toEqual([
    ['PAID            5.00', 1500],
    ['PAID            5.00', 4500],
    ['THANK YOU', 2000],
    ['WELCOME', 5000],
    ['Small Full', 5000],
  ]);
  expect(timeline.loopFrom).toBe(3);
});

test('digits have nothing to rotate: the last picture stays', () => {
  expect(timelineOf({ show: 'idle' }, digits, texts).frames).toEqual([{ bytes: Uint8Array.of(0x1b, 0x73, 0x30, 0x0c) }]);
  expect(timelineOf(paid, digits, texts).frames.map(({ forMs }) => forMs)).toEqual([1500, 4500, 2000, undefined]);
});

test('a long name rests 1.5 s at its beginning and then moves a character every 0.3 s, round and round', () => {
  const item = { show: 'item', text: 'Nappies size five', priceMinor: 100_200, quantityMilli: 1000, totalMinor: 100_200 } as const;
  const timeline = timelineOf(item, pole, texts);
  expect(plan(timeline).slice(0, 3)).toEqual([
    ['Nappies size 1002.00', 1500],
    ['appies size  1002.00', 300],
    ['ppies size f 1002.00', 300],
  ]);
  expect(timeline).toMatchObject({ loopFrom: 0 });
  expect(timeline.frames).toHaveLength(20);
});

test('a name that fits stands still', () => {
  const item = { show: 'item', text: 'Milk', priceMinor: 100, quantityMilli: 1000, totalMinor: 100 } as const;
  expect(plan(timelineOf(item, pole, texts))).toEqual([['Milk            1.00', undefined]]);
});
