import type { Bilingual } from '../language.ts';

/** Orders of customers, with their deposits. */
export const orderErrors = {
  order_customer: {
    zh: '预订要有姓名和电话，或先选会员。没有保存。',
    en: 'An order needs a name and a phone number, or a member. Nothing was saved.',
  },
  order_past: { zh: '取货日期已经过了，没有保存。', en: 'The day it is wanted on is past; nothing was saved.' },
  order_deposit_over: { zh: '定金最多是合计 {max}，没有保存。', en: 'A deposit is at most the total, {max}; nothing was saved.' },
  order_full: {
    zh: '未取的预订单已有 {max} 张，没有保存。先处理旧的。',
    en: '{max} orders are open; this one was not saved. Settle some of them first.',
  },
  order_alone: {
    zh: '这一单是预订单，不能和别的单合并、拆分或换货。先放回预订单，或先收完款。',
    en: 'This basket belongs to an order and cannot be merged, split or exchanged. Put it back or finish it first.',
  },
  order_unknown: { zh: '没有这张预订单。', en: 'No such order.' },
  order_over: { zh: '预订单 {code} 已经取货或取消，没有改动。', en: 'Order {code} was collected or cancelled; nothing was changed.' },
  order_elsewhere: {
    zh: '这张预订单是 {terminal} 号收银台收的定金，请到那里取货。',
    en: 'This order was placed at till {terminal}. Its goods are handed over there.',
  },
  order_basket_open: {
    zh: '购物篮里还有别的商品。先结账或挂单，再取预订单。',
    en: 'There are other goods in the basket. Finish or hold them first, then take the order.',
  },
  order_put_back: {
    zh: '这是预订单 {code} 的商品。不取了就按“放回预订单”；不要了就在预订单里取消。',
    en: 'These are the goods of order {code}. Put them back into the order, or cancel it in the list of orders.',
  },
  order_line_fixed: {
    zh: '{name} 按预订时谈好的数量和价格。要改就先按“按今天的价格”，或整行删除。',
    en: '{name} has the quantity and price agreed. Take the prices of today first, or remove the line.',
  },
  order_keep_over: { zh: '最多扣下定金 {max}，没有取消。', en: 'At most the deposit, {max}, can be kept; nothing was cancelled.' },
  order_collecting: {
    zh: '预订单 {code} 正在取货。先放回，再改或取消。',
    en: 'Order {code} is being handed over. Put it back first.',
  },
  order_deposit_stays: {
    zh: '定金跟着预订单走，不能单独撤回。',
    en: 'The deposit belongs to the order and cannot be taken out by itself.',
  },
  order_placing: {
    zh: '这一单正在做预订，先收定金，或取消预订再收款。',
    en: 'This basket is becoming an order: take the deposit, or give the order up first.',
  },
} as const satisfies Record<string, Bilingual>;
