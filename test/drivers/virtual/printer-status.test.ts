import { expect, test } from 'vitest';
import { realTimeStatus, sensorStatus, splitRealTime } from '#drivers/virtual/printer-status.ts';

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

test('real-time requests are taken out of a stream wherever they stand', () => {
  const { requests, rest } = splitRealTime(Uint8Array.of(0x41, 0x10, 0x04, 0x01, 0x42, 0x10, 0x04, 0x09, 0x10));
  expect(requests).toEqual([1]);
  expect([...rest]).toEqual([0x41, 0x42, 0x10, 0x04, 0x09, 0x10]);
});
