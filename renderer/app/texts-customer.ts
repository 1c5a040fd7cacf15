import type { Bilingual } from '#contract/language.ts';

/** Words of the customer's screen. */
export const customerTexts = {
  'customer.welcome': { zh: '欢迎光临', en: 'Welcome' },
  'customer.welcomeHint': { zh: '您的商品和应付金额会显示在这里', en: 'Your items and what to pay will show here' },
  'customer.yourItems': { zh: '您的商品', en: 'Your items' },
  'customer.kinds': { zh: '共 {count} 种', en: '{count} {count|product|products}' },
  'customer.weighing': { zh: '正在称重', en: 'Weighing' },
  'customer.weighed': { zh: '已称稳', en: 'Stable' },
  'customer.unit.kg': { zh: '公斤', en: 'kg' },
  'customer.unit.g': { zh: '克', en: 'g' },
  'customer.unit.jin': { zh: '斤', en: 'jin' },
  'customer.unit.lb': { zh: '磅', en: 'lb' },
  'customer.items': { zh: '商品', en: 'Items' },
  'customer.pieces': { zh: '{count} 件', en: '{count}' },
  'customer.toPay': { zh: '应付', en: 'To pay' },
  'customer.payCash': { zh: '请付现金', en: 'Please pay in cash' },
  'customer.payCashHint': { zh: '请把现金交给收银员，找零请当面点清', en: 'Hand the cash to the cashier, and count your change' },
  'customer.takeChange': { zh: '请收好找零', en: 'Please take your change' },
  'customer.paidExact': { zh: '收款完成', en: 'Paid' },
  'customer.thanks': { zh: '谢谢惠顾，欢迎再来', en: 'Thank you for shopping with us' },
  'customer.receipt': { zh: '小票号 {number}', en: 'Receipt {number}' },
  'customer.total': { zh: '应付', en: 'Total' },
  'customer.received': { zh: '收您现金', en: 'Received' },
  'customer.change': { zh: '找零', en: 'Change' },
  'customer.paid': { zh: '已付', en: 'Paid' },
} as const satisfies Record<string, Bilingual>;
