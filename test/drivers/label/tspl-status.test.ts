import { expect, test } from 'vitest';
import { readTsplStatus, STATUS_QUESTION } from '#drivers/label/tspl-status.ts';

test('the question is ESC ! ?', () => {
  expect([...STATUS_QUESTION]).toEqual([0x1b, 0x21, 0x3f]);
});

test.each([
  [0x00, { busy: false, problem: 'none' }],
  [0x01, { busy: false, problem: 'cover_open' }],
  [0x02, { busy: false, problem: 'jam' }],
  [0x03, { busy: false, problem: 'cover_open' }],
  [0x04, { busy: false, problem: 'paper_out' }],
  [0x05, { busy: false, problem: 'cover_open' }],
  [0x08, { busy: false, problem: 'ribbon_out' }],
  [0x0c, { busy: false, problem: 'paper_out' }],
  [0x10, { busy: true, problem: 'paused' }],
  [0x20, { busy: true, problem: 'none' }],
  [0x80, { busy: false, problem: 'offline' }],
])('the answer %i of the manual is understood', (answer, status) => {
  expect(readTsplStatus(answer)).toEqual(status);
});
