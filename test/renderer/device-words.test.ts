import { expect, test } from 'vitest';
import { DeviceProblem } from '#contract/device.ts';
import { deviceState, needsAttention, problemWords } from '#renderer/app/device-words.ts';
import { readControls, sampleCodes, writeControls } from '#renderer/screens/bench/scan-text.ts';
import { barcodeModules } from '#renderer/screens/bench/barcode.ts';

test('a device shows its problem before its connection', () => {
  expect(deviceState({ state: 'ready', problem: 'none' })).toEqual({ glyph: 'ok', name: 'bench.stateReady' });
  expect(deviceState({ state: 'ready', problem: 'paper_out' })).toEqual({ glyph: 'warn', name: 'bench.problemPaperOut' });
  expect(deviceState({ state: 'lost', problem: 'unreachable' })).toEqual({ glyph: 'bad', name: 'bench.problemUnreachable' });
  expect(deviceState({ state: 'lost', problem: 'none' })).toEqual({ glyph: 'bad', name: 'bench.stateLost' });
});

test('only a problem or a lost connection asks for attention', () => {
  expect(needsAttention({ state: 'opening', problem: 'none' })).toBe(false);
  expect(needsAttention({ state: 'closed', problem: 'none' })).toBe(false);
  expect(needsAttention({ state: 'ready', problem: 'paper_near_end' })).toBe(true);
  expect(needsAttention({ state: 'opening', problem: 'in_use' })).toBe(true);
});

test('every problem of the contract has words and a way out', () => {
  expect(Object.keys(problemWords).toSorted()).toEqual(DeviceProblem.options.filter((problem) => problem !== 'none').toSorted());
});

test('control characters are typed as two hex digits and shown the same way', () => {
  expect(readControls('690\\x1b@\\x1D\\x00')).toBe('690\u001b@\u001d\u0000');
  expect(writeControls('690\u001b@\u007f')).toBe('690\\x1b@\\x7f');
  expect(readControls('\\x1 \\xzz C:\\x')).toBe('\\x1 \\xzz C:\\x');
});

test('the sample codes are what their buttons say', () => {
  expect(barcodeModules('EAN13', sampleCodes.product)).toBeDefined();
  expect(barcodeModules('EAN13', sampleCodes.weighed)).toBeDefined();
  expect(barcodeModules('EAN13', sampleCodes.unknown)).toBeDefined();
  expect(readControls(sampleCodes.control)).toContain('\u001b');
});
