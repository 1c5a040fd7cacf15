import { expect, test } from 'vitest';
import { realTimeStatus, sensorStatus, pushedStatus } from '#drivers/virtual/printer-status.ts';

test('an idle printer answers 12 to every DLE EOT and 00 to GS r', () => {
  expect([1, 2, 3, 4].map((n) => realTimeStatus(n, 'none'))).toEqual([0x12, 0x12, 0x12, 0x12]);
  expect([1, 2, 0x31].map((n) => sensorStatus(n, 'none'))).toEqual([0, 0, 0]);
  expect(realTimeStatus(5, 'none')).toBeUndefined();
});

test('without paper: offline, paper-end stop, sensors 60 and 0C', () => {
  expect([1, 2, 3, 4].map((n) => realTimeStatus(n, 'paper_out'))).toEqual([0x1a, 0x32, 0x12, 0x7e]);
  expect(sensorStatus(1, 'paper_out')).toBe(0x0c);
});

test('with the cover open: offline, cover', () => {
  expect([1, 2, 3, 4].map((n) => realTimeStatus(n, 'cover_open'))).toEqual([0x1a, 0x16, 0x12, 0x12]);
});

test('near the end of the roll: both roll sensors, and the printer is well', () => {
  expect([1, 2, 3, 4].map((n) => realTimeStatus(n, 'paper_near_end'))).toEqual([0x12, 0x12, 0x12, 0x1e]);
  expect(sensorStatus(1, 'paper_near_end')).toBe(0x03);
  expect([...pushedStatus('paper_near_end')]).toEqual([0x10, 0x00, 0x03, 0x0f]);
});

test('with a jammed cutter or a hot head: offline, error, and which one', () => {
  expect([1, 2, 3, 4].map((n) => realTimeStatus(n, 'cutter'))).toEqual([0x1a, 0x52, 0x1a, 0x12]);
  expect([1, 2, 3, 4].map((n) => realTimeStatus(n, 'head_hot'))).toEqual([0x1a, 0x52, 0x52, 0x12]);
  expect([...pushedStatus('cutter'), ...pushedStatus('head_hot')]).toEqual([0x18, 0x08, 0x00, 0x0f, 0x18, 0x40, 0x00, 0x0f]);
});

test('the level of drawer pin 3 is in DLE EOT 1, GS r 2 and pushed status', () => {
  expect([realTimeStatus(1, 'none', true), sensorStatus(2, 'none', true), pushedStatus('none', true)[0]]).toEqual([0x16, 0x01, 0x14]);
});
