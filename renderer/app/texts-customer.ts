import type { Bilingual } from '#contract/language.ts';

/** Words of the customer's screen. */
export const customerTexts = {
  customerWelcome: { zh: '欢迎光临', en: 'Welcome' },
  customerWelcomeHint: { zh: '您的商品和应付金额会显示在这里', en: 'Your items and what to pay will show here' },
  customerYourItems: { zh: '您的商品', en: 'Your items' },
  customerKinds: { zh: '共 {count} 种', en: '{count} products' },
  customerItems: { zh: '商品', en: 'Items' },
  customerPieces: { zh: '{count} 件', en: '{count}' },
  customerToPay: { zh: '应付', en: 'To pay' },
  customerPayCash: { zh: '请付现金', en: 'Please pay in cash' },
  customerPayCashHint: { zh: '请把现金交给收银员，找零请当面点清', en: 'Hand the cash to the cashier, and count your change' },
  customerTakeChange: { zh: '请收好找零', en: 'Please take your change' },
  customerPaidExact: { zh: '收款完成', en: 'Paid' },
  customerThanks: { zh: '谢谢惠顾，欢迎再来', en: 'Thank you for shopping with us' },
  customerReceipt: { zh: '小票号 {number}', en: 'Receipt {number}' },
  customerTotal: { zh: '应付', en: 'Total' },
  customerReceived: { zh: '收您现金', en: 'Received' },
  customerChange: { zh: '找零', en: 'Change' },
  customerPaid: { zh: '已付', en: 'Paid' },
} as const satisfies Record<string, Bilingual>;
