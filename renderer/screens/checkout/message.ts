import { errorText, type ErrorDetails, type WireError } from '#contract/error.ts';
import type { Language } from '#contract/language.ts';
import { textIn } from '#renderer/app/i18n.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { parseYuan } from '#contract/money.ts';
import type { Message } from './till-state.ts';

/** The sentence of a message in one language. */
export function messageText(message: Message, language: Language): string {
  if ('error' in message) return wireErrorText(message.error, language);
  const { key, values, name } = message;
  return textIn[language](key, name ? { ...values, name: name[language] } : values);
}

const MONEY_DETAILS = ['missing', 'max', 'over', 'amount', 'value', 'rest'] as const;

/** The sentence of an error; amounts in its details (plain yuan on the wire) are written as money. */
export function wireErrorText(error: WireError, language: Language): string {
  const details: Record<string, string | number> = { ...(error.details as ErrorDetails) };
  for (const name of MONEY_DETAILS) {
    const amountMinor = typeof details[name] === 'string' ? parseYuan(details[name]) : undefined;
    if (amountMinor !== undefined) details[name] = formatMoney(amountMinor);
  }
  return errorText({ ...error, details }, language);
}
