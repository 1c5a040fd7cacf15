import type { Allowance, GoodsQuestion, GoodsWarning } from '#contract/goods.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatMoney } from '#renderer/app/format.ts';
import type { TextOf } from '#renderer/app/i18n.ts';
import type { Message } from './till-state.ts';

/** A question as the cashier reads it. */
export function questionWords(question: GoodsQuestion, t: TextOf): string {
  switch (question.ask) {
    case 'price':
      return t('goods.price', { min: formatMoney(question.minMinor), max: formatMoney(question.maxMinor) });
    case 'age':
      return t('goods.age', { years: question.years });
    case 'prescription':
      return t('goods.prescription');
    case 'expired':
      return t(question.right ? 'goods.expired' : 'goods.expired.ask', { expiry: question.expiry });
    case 'serial_sold':
      return t('goods.serial_sold', { serial: question.serial, receipt: question.receiptNumber });
    case 'serial_void':
    case 'serial_unknown':
      return t(`goods.${question.ask}`, { serial: question.serial });
    case 'short':
      return t('goods.short', { onHand: formatQuantity(question.onHandMilli), wanted: formatQuantity(question.wantedMilli) });
  }
}

/** Whether only somebody with a right may let the goods through. */
export function isStop(question: GoodsQuestion): boolean {
  return 'right' in question && question.right !== undefined;
}

/** What the till says of goods that went in with a warning. */
export function warningMessage(warning: GoodsWarning, name: string): Message {
  switch (warning.warn) {
    case 'expiring':
      return warning.days === 0
        ? { key: 'goods.echo.expiresToday', values: { name } }
        : { key: 'goods.echo.expiring', values: { name, expiry: warning.expiry, days: warning.days } };
    case 'serial_unknown':
      return { key: 'goods.echo.serial_unknown', values: { name, serial: warning.serial } };
    case 'short':
      return { key: 'goods.echo.short', values: { name, onHand: formatQuantity(warning.onHandMilli) } };
    case 'elsewhere':
      return {
        key: 'goods.echo.elsewhere',
        values: { name, onHand: formatQuantity(warning.onHandMilli), elsewhere: formatQuantity(warning.elsewhereMilli) },
      };
  }
}

/** What a person answered for, in the small print of a line. */
export function allowedWords(allowed: readonly Allowance[] | undefined, t: TextOf): string {
  return (allowed ?? []).map((answer) => t(`goods.line.allowed.${answer}`)).join(' · ');
}
