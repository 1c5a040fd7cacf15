import { parseYuan } from '#contract/money.ts';
import type { PadKey } from '#renderer/parts/keypad.tsx';

export type CashKey = PadKey;
/** Why a key or a pasted text was not taken. */
export type CashRefusal = 'character' | 'negative' | 'decimals' | 'limit';

/** The amount as typed, and why the last key was refused. */
export interface CashText {
  readonly text: string;
  readonly refusal: CashRefusal | undefined;
}

export const emptyCash: CashText = { text: '', refusal: undefined };

const MAX_WHOLE_DIGITS = 7;

/** Types one key of the keypad or the keyboard. What would not be an amount any more is refused and leaves the text as it was. */
export function typeCash(cash: CashText, key: CashKey): CashText {
  if (key === 'clear') return emptyCash;
  if (key === 'backspace') return { text: cash.text.slice(0, -1), refusal: undefined };
  if (key === '.') {
    if (cash.text.includes('.')) return { ...cash, refusal: 'decimals' };
    return { text: cash.text === '' ? '0.' : `${cash.text}.`, refusal: undefined };
  }
  const text = (cash.text === '0' ? '' : cash.text) + key;
  const [whole = '', decimals = ''] = text.split('.');
  if (decimals.length > 2) return { ...cash, refusal: 'decimals' };
  if (whole.length > MAX_WHOLE_DIGITS) return { ...cash, refusal: 'limit' };
  return { text: /^0+$/.test(text) ? '0' : text, refusal: undefined };
}

/** Takes a pasted text whole or not at all. */
export function pasteCash(cash: CashText, pasted: string): CashText {
  const text = pasted
    .trim()
    .replace(/^[¥￥]/, '')
    .replaceAll(/[,，]/g, '');
  if (/^[-−]/.test(text)) return { ...cash, refusal: 'negative' };
  if (!/^\d+(\.\d*)?$/.test(text)) return { ...cash, refusal: 'character' };
  if ((text.split('.')[1] ?? '').length > 2) return { ...cash, refusal: 'decimals' };
  const amountMinor = parseYuan(text);
  return amountMinor === undefined ? { ...cash, refusal: 'limit' } : cashOf(amountMinor);
}

/** The text of an amount in fen, as a quick-amount button types it. */
export function cashOf(amountMinor: number): CashText {
  const text = `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
  return { text: text.replace(/\.00$/, ''), refusal: undefined };
}

/** The amount in fen; undefined while nothing is typed. */
export function cashAmount(cash: CashText): number | undefined {
  return cash.text === '' ? undefined : parseYuan(cash.text);
}

/** The key of the keypad a keyboard key stands for; works from the physical key while an input method is on. */
export function cashKeyOf(event: {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}): CashKey | CashRefusal | undefined {
  const digit = /^[0-9]$/.exec(event.key)?.[0] ?? (event.shiftKey ? undefined : /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1]);
  // A single digit character is one of the keypad's keys.
  if (digit !== undefined) return digit as CashKey;
  if (event.key === '.' || event.key === '。' || event.code === 'NumpadDecimal') return '.';
  if (event.key === 'Backspace') return 'backspace';
  if (event.key === 'Delete') return 'clear';
  if (event.key === '-' || event.code === 'NumpadSubtract') return 'negative';
  return event.key.length === 1 && event.key !== ' ' && event.key !== '+' ? 'character' : undefined;
}
