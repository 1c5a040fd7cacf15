import { expect, test } from 'vitest';
import { checkoutTexts } from '#renderer/app/texts-checkout.ts';
import { printState, printWaits } from '#renderer/screens/checkout/print-state.ts';

const zh = ([state, words]: readonly [string, string]): string => `${state} ${checkoutTexts[words as keyof typeof checkoutTexts].zh}`;

test('a receipt that prints by itself says what it waits for', () => {
  expect(zh(printState('blocked', 'paper_out'))).toBe('warn 换纸后自动打印');
  expect(zh(printState('blocked', 'cover_open'))).toBe('warn 合上盖子后自动打印');
  expect(zh(printState('confirming', 'cutter'))).toBe('warn 切刀清好后自动打印');
  expect(zh(printState('blocked', 'head_hot'))).toBe('warn 打印头凉下来后自动打印');
  expect(zh(printState('preflight', 'paper_out'))).toBe('warn 换纸后自动打印');
  expect(zh(printState('queued', 'unreachable'))).toBe('warn 打印机好了自动打印');
});

test('one that waits for nothing says where it is', () => {
  expect(zh(printState('queued', 'none'))).toBe('busy 小票等待打印');
  expect(zh(printState('preflight', 'none'))).toBe('busy 小票等待打印');
  expect(zh(printState('sending', 'none'))).toBe('busy 小票正在打印');
  expect(zh(printState('confirming', 'none'))).toBe('busy 小票正在打印');
  expect(zh(printState('confirming', 'paper_near_end'))).toBe('busy 小票正在打印');
  expect(zh(printState('printed', 'none'))).toBe('ok 小票已打印');
});

test('what a person must decide is never said to happen by itself', () => {
  expect(zh(printState('unknown', 'paper_out'))).toBe('unknown 不知是否打出');
  expect(zh(printState('failed', 'misconfigured'))).toBe('warn 小票没打出来');
  expect(checkoutTexts[printWaits('paper_out') as keyof typeof checkoutTexts].en).toBe('Prints once paper is in');
});
