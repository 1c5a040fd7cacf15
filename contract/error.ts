import { z } from 'zod';
import { weighingErrors } from './errors/weighing.ts';
import { queueErrors } from './errors/queue.ts';
import { ledgerErrors } from './errors/ledger.ts';
import { deviceErrors } from './errors/device.ts';
import { orderErrors } from './errors/order.ts';
import type { Bilingual, Language } from './language.ts';

/**
 * Every error that may cross a boundary: what happened, what was kept safe, what to do now.
 * `{name}` is filled from the error's details. The nouns with many of them have a file in errors/.
 */
export const errorTexts = {
  bad_input: { zh: '输入有误：{reason}。没有改动任何数据。', en: 'Not accepted: {reason}. Nothing was changed.' },
  forbidden: { zh: '这个窗口无权这样做。', en: 'This window may not do that.' },
  unknown_procedure: { zh: '程序版本不一致，请刷新页面。', en: 'The page and the station do not match, please reload.' },
  internal: { zh: '内部错误，已记入日志。已保存的销售不受影响。', en: 'Internal error, logged. Saved sales are safe.' },
  disconnected: {
    zh: '与收银主机的连接断开，正在重连。购物篮已保存。',
    en: 'Connection to the station lost, reconnecting. The basket is saved.',
  },
  no_answer: {
    zh: '收银主机没有回答，不知道是否完成。先看屏幕上的结果，没有做成再按一次。',
    en: 'The station did not answer, so the outcome is unknown. Look at the screen, and press again only if it was not done.',
  },
  too_busy: { zh: '操作太快，请稍候再试。', en: 'Too many requests, please wait a moment.' },
  safe_mode: {
    zh: '设置有错，收银已停用。请按屏幕提示改正 settings.json。',
    en: 'The settings are wrong and selling is stopped. Correct settings.json as shown.',
  },
  request_conflict: { zh: '同一操作编号对应了不同内容，未执行。', en: 'The same request id came with other content; not done.' },
  product_unknown: { zh: '没有这个商品：{code}', en: 'No such product: {code}' },
  product_inactive: { zh: '{name} 已停售。', en: '{name} is no longer sold.' },
  product_expired: {
    zh: '{name} 已过期（{expiry}），不能销售。请拿出购物篮，从货架撤下。',
    en: '{name} expired on {expiry} and may not be sold. Take it out of the basket and off the shelf.',
  },
  price_bounds: {
    zh: '{name} 的价格要在 {min} 到 {max} 之间，没有加入购物篮。',
    en: 'The price of {name} must be from {min} to {max}; it was not added.',
  },
  serial_sold: {
    zh: '序列号 {serial} 的 {name} 已经卖出（{receipt}），没有收款。请拿出购物篮，核对是不是这一件。',
    en: 'Serial number {serial} of {name} is already sold ({receipt}); nothing was paid. Take it out and check whether it is this piece.',
  },
  serial_void: {
    zh: '序列号 {serial} 的 {name} 是退回的残损品，没有收款。请拿出购物篮。',
    en: 'Serial number {serial} of {name} came back damaged; nothing was paid. Take it out of the basket.',
  },
  serial_unknown: {
    zh: '店里没有序列号 {serial} 的 {name}，没有收款。请拿出购物篮，核对来源。',
    en: 'The shop knows no serial number {serial} of {name}; nothing was paid. Take it out and check where it is from.',
  },
  serial_back: {
    zh: '序列号 {serial} 的 {name} 不算卖给这位顾客：没有卖出、已经退回，或后来卖给了别人。没有退款。',
    en: 'Serial number {serial} of {name} does not count as sold to this customer: never sold, back already, or sold to somebody else since. Nothing was paid back.',
  },
  stock_short: {
    zh: '{name} 库存 {left}，购物篮里要 {wanted}，没有收款。减少数量，或先盘点更正库存。',
    en: '{left} of {name} on hand, {wanted} in the basket; nothing was paid. Lower the quantity, or correct the stock first.',
  },
  stock_of_pieces: {
    zh: '{name} 的库存按里面的单件（{sku}）算，请盘点单件。没有改动。',
    en: 'The stock of {name} is that of the pieces inside ({sku}): count those. Nothing was changed.',
  },
  line_follows: {
    zh: '押金的数量跟着商品走，请改商品那一行。',
    en: 'A deposit has the quantity of its article: change that line.',
  },
  variant_foreign: {
    zh: '{name} 不是这一款的尺码或颜色，没有换。',
    en: '{name} is no size or colour of this style; nothing was swapped.',
  },
  serial_taken: {
    zh: '序列号 {serial} 的 {name} 已在购物篮里，同一件不重复计价。',
    en: 'Serial number {serial} of {name} is already in the basket; the same piece is not charged twice.',
  },
  serial_elsewhere: {
    zh: '序列号 {serial} 的 {name} 已在收银点“{till}”的购物篮里。先在那边移除或挂单，再在这里扫。',
    en: 'Serial number {serial} of {name} is in the basket of till “{till}”. Take it out or hold it there, then scan it here.',
  },
  serial_single: {
    zh: '{name} 带序列号，一件一行。再卖一件请扫它自己的码。',
    en: '{name} carries a serial number, one piece a line. Scan the next piece for itself.',
  },
  label_currency: {
    zh: '标签上的价格不是人民币（货币代码 {currency}），没有加入购物篮。请手工选商品。',
    en: 'The price on the label is not in yuan (currency {currency}); it was not added. Choose the product by hand.',
  },
  command_unknown: {
    zh: '这张功能条码（{code}）本机不认识，请打印一张新的功能条码表。',
    en: 'This till does not know the function barcode {code}. Print a new sheet of function barcodes.',
  },
  command_not_now: {
    zh: '现在不能用这张功能条码。先完成或关闭眼前的这一步。',
    en: 'This function barcode does nothing here. Finish or close what is open first.',
  },
  barcode_invalid: { zh: '条码读取不完整，请重扫。', en: 'The barcode was not read whole, please scan again.' },
  label_empty: {
    zh: '标签上的金额是 0，{name} 没有加入购物篮。请重新称重贴标。',
    en: 'The label says 0.00; {name} was not added. Weigh and label it again.',
  },
  payment_code: {
    zh: '这是付款码，不是商品条码。没有保存它。',
    en: 'That is a payment code, not a product. It was not kept.',
  },
  barcode_taken: { zh: '条码 {code} 已属于 {name}。', en: 'Barcode {code} already belongs to {name}.' },
  list_unreadable: {
    zh: '这张手机清单读不懂，没有加入任何商品。请顾客更新清单，或逐件扫描。',
    en: 'This list cannot be read; nothing was added. Ask the customer to renew it, or scan the goods.',
  },
  line_unknown: { zh: '这一行已经不在购物篮里。', en: 'This line is no longer in the basket.' },
  quantity_invalid: { zh: '数量要在 0.001 到 99999 之间。', en: 'Quantity must be between 0.001 and 99999.' },
  quantity_whole: { zh: '{name} 按件卖，数量要是整数。', en: '{name} is sold by piece, the quantity must be whole.' },
  line_fixed: { zh: '秤签商品的数量和金额以标签为准。', en: 'A scale label fixes its quantity and amount.' },
  line_weighed: {
    zh: '这一行的重量来自秤，不能改。要改就删掉这行，重新称。',
    en: 'The scale gave the weight of this line. To change it, remove the line and weigh again.',
  },
  basket_full: { zh: '一单最多 {max} 行。', en: 'A sale has at most {max} lines.' },
  basket_empty: { zh: '购物篮是空的，先扫商品。', en: 'The basket is empty, scan a product first.' },
  basket_locked: { zh: '正在收款。按 Esc 返回购物篮再加商品。', en: 'Taking payment. Press Esc to go back to the basket first.' },
  basket_changed: { zh: '购物篮刚才变了，请核对金额再收款。', en: 'The basket has just changed, check the total and pay again.' },
  basket_paid: { zh: '这一单已经收过款，单号 {receiptNumber}。', en: 'This basket is already paid, receipt {receiptNumber}.' },
  amount_too_large: { zh: '金额超过上限 {max}。', en: 'The amount is over the limit of {max}.' },
  tender_short: { zh: '还差 {missing}。', en: '{missing} short.' },
  discount_too_large: { zh: '最多能减 {max}，没有改动。', en: 'At most {max} can be taken off; nothing was changed.' },
  coupon_missing: { zh: '这张券不在这一单里。', en: 'This coupon is not in the sale.' },
  coupon_twice: { zh: '这张券已经在这一单里。', en: 'This coupon is already in the sale.' },
  coupons_too_many: { zh: '一单最多用 {max} 张券，没有加上。', en: 'A sale takes at most {max} coupons; it was not added.' },
  offers_too_many: {
    zh: '一单最多指定 {max} 个优惠，没有改动。',
    en: 'At most {max} offers can be chosen in one sale; nothing was changed.',
  },
  nothing_to_undo: { zh: '没有可撤销的操作。', en: 'Nothing to undo.' },
  sale_none: { zh: '还没有卖出过商品，没有小票。', en: 'Nothing was sold yet, so there is no receipt.' },
  sale_unknown: { zh: '没有找到这张小票：{receipt}', en: 'No such receipt: {receipt}' },
  refund_too_many: {
    zh: '{name} 最多还能退 {left}，没有退款。',
    en: 'At most {left} of {name} can still be returned; nothing was refunded.',
  },
  refund_at_once: {
    zh: '{name} 剩下的要一次退完，没有退款。',
    en: 'What is left of {name} goes back at once; nothing was refunded.',
  },
  refund_changed: {
    zh: '这张小票刚才又退过货，金额变了，没有退款。请核对后再退。',
    en: 'This receipt has just been refunded elsewhere and the amount differs; nothing was refunded. Check it and try again.',
  },
  refund_late: {
    zh: '{receipt} 已过 {days} 天的退货期，没有退款。有权限的人可以按过期退货办理。',
    en: 'The {days} days for returning {receipt} are over; nothing was refunded. Someone who may can take it back late.',
  },
  refund_price_over: {
    zh: '{name} 最多退 {max}，没有退款。',
    en: 'At most {max} can be given back for {name}; nothing was refunded.',
  },
  refund_cap: {
    zh: '没有小票最多退 {max}，没有退款。',
    en: 'At most {max} is refunded without a receipt; nothing was refunded.',
  },
  refund_not_voidable: {
    zh: '只有当天的、没有退过货的销售可以作废，没有改动。',
    en: 'Only a sale of today of which nothing came back can be voided; nothing was changed.',
  },
  till_locked: { zh: '收银台已锁，请先登录。购物篮还在。', en: 'The till is locked, please sign in. The basket is kept.' },
  pin_wrong: { zh: '编号或密码不对，还可以试 {left} 次。', en: 'Number or PIN is wrong, {left} tries left.' },
  pin_locked: { zh: '输错太多次，请 {seconds} 秒后再试。', en: 'Too many wrong tries, wait {seconds} seconds.' },
  right_missing: { zh: '没有这项权限。可请有权限的人当场授权。', en: 'You may not do this. Someone who may can allow it on the spot.' },
  override_self: { zh: '要由另一个人授权。', en: 'Another person must allow this.' },
  staff_unknown: { zh: '没有这个人员。', en: 'No such person.' },
  staff_code_taken: { zh: '编号 {code} 已经有人用了。', en: 'Number {code} is taken.' },
  hold_unknown: {
    zh: '挂单 {number} 已经取走或作废。',
    en: 'Held basket {number} was taken back or discarded.',
  },
  hold_full: {
    zh: '最多挂 {max} 单，购物篮还在。请先取回或作废几单。',
    en: 'At most {max} baskets can be held; this one stays open. Take some back or discard them first.',
  },
  hold_elsewhere: {
    zh: '这一单挂在 {terminal} 号收银台，请到那里取。',
    en: 'This basket is held at till {terminal}; take it back there.',
  },
  hold_basket_open: {
    zh: '购物篮里还有商品，没有取回。先收款或挂单，再扫一次。',
    en: 'There are goods in the basket, so nothing was taken back. Finish or hold them first, then scan again.',
  },
  split_all: {
    zh: '不能把全部商品都分出去，要留下一些。',
    en: 'Not all of the goods can be split off, some must stay.',
  },
  tender_unknown: { zh: '本店没有设置这种收款方式，没有收。', en: 'The shop does not take this tender; nothing was taken.' },
  tender_limit: {
    zh: '这种方式一单最多收 {max}，还能收 {rest}，这笔没有收。',
    en: 'At most {max} of one sale in this way, {rest} more is possible; nothing was taken.',
  },
  tender_rate: {
    zh: '本店汇率是 {rate}，这笔外币值 {amount}，没有收。请再输一次金额。',
    en: "The shop's rate is {rate}, so this is worth {amount}; nothing was taken. Type the amount again.",
  },
  tender_over: {
    zh: '多了 {over}。只有现金能找零，请改成不超过应收的金额。',
    en: '{over} too much. Only cash gives change, so take no more than is due.',
  },
  tenders_too_many: { zh: '一单最多用 {max} 种收款方式。', en: 'At most {max} tenders on one sale.' },
  tender_taken: {
    zh: '这一单已经收了 {amount}，先撤回收款，再清空或作废。',
    en: '{amount} was taken for this sale. Take the payment back first, then clear or discard it.',
  },
  voucher_value: { zh: '这张券只值 {value}。', en: 'This voucher is worth only {value}.' },
  voucher_taken: { zh: '券 {number} 已经用过，没有收。', en: 'Voucher {number} has been used; it was not taken.' },
  member_unknown: { zh: '没有这位会员。', en: 'No such member.' },
  member_code_taken: { zh: '会员号 {code} 已经有人用了，没有保存。', en: 'Member code {code} is taken; nothing was saved.' },
  member_phone_taken: {
    zh: '手机号 {phone} 已经属于另一位会员，没有保存。',
    en: 'The phone number {phone} belongs to another member; nothing was saved.',
  },
  staff_owner_needed: { zh: '至少要有一位在用的店主账号。', en: 'There must be at least one active owner.' },
  shift_needed: {
    zh: '还没有开班，不能收款，购物篮还在。请先点数备用金开班。',
    en: 'No shift is open, so no money can be taken; the basket is kept. Count the float and open the shift first.',
  },
  shift_already_open: {
    zh: '这台收银机已经开班。先交班，再开下一班。',
    en: 'This till already has an open shift. Close it before the next one.',
  },
  shift_still_open: {
    zh: '这台收银机还没有交班。先交班，再日结。',
    en: 'The shift of this till is still open. Close it before closing the day.',
  },
  day_not_open: { zh: '没有已开始的营业日，没有什么可以日结。', en: 'No business day is open, so there is none to close.' },
  count_needed: {
    zh: '还没有点钱，或点过之后现金又动过。请点一遍钱箱再交班。',
    en: 'The drawer is not counted, or cash moved since. Count it before closing.',
  },
  count_final: {
    zh: '已经点过两遍，不能再点。用第二遍的数交班，差额会记账。',
    en: 'The drawer was counted twice, which is all. Close with the second count; the difference is recorded.',
  },
  close_unsettled: {
    zh: '有 {count} 个打印任务没有着落：{jobs}。先处理，或确认后照样结账。',
    en: '{count} print jobs are not settled: {jobs}. Settle them, or confirm and close all the same.',
  },
  offer_used_up: {
    zh: '优惠“{name}”刚被别的单用完，没有收款。请返回购物篮，价格会重算。',
    en: 'The offer “{name}” was just used up by another sale; nothing was paid. Go back to the basket: it is priced anew.',
  },
  promotion_unknown: { zh: '没有这个活动或价格表。', en: 'No such offer or price list.' },
  promotion_full: {
    zh: '最多同时 {max} 个，没有保存。先结束不用的。',
    en: 'At most {max} at once; it was not saved. End some that are not needed.',
  },
  price_list_full: {
    zh: '一张价目表最多 {max} 个价格，没有改动。',
    en: 'A price list takes {max} prices at most; nothing was changed.',
  },
  upload_unknown: {
    zh: '这个文件没有收全，或放得太久了。请重新选择文件。',
    en: 'This file did not arrive whole, or was left for too long. Choose it again.',
  },
  upload_too_large: { zh: '文件超过 {max} MB，没有导入。', en: 'The file is larger than {max} MB; it was not imported.' },
  promotion_code_taken: {
    zh: '券码 {code} 已属于“{name}”，没有保存。',
    en: 'The code {code} already belongs to "{name}"; it was not saved.',
  },
  closing_unknown: { zh: '没有这张 Z 报表。', en: 'No such Z report.' },
  ...weighingErrors,
  ...queueErrors,
  ...ledgerErrors,
  ...deviceErrors,
  ...orderErrors,
} as const satisfies Record<string, Bilingual>;

export type ErrorCode = keyof typeof errorTexts;
export type ErrorDetails = Readonly<Record<string, string | number>>;

export const WireError = z.strictObject({
  code: z.string().min(1).max(64),
  message: z.string().max(1000),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type WireError = z.infer<typeof WireError>;

/** The sentence for an error in one language; an unknown code falls back to the message it came with. */
export function errorText(error: WireError, language: Language): string {
  const texts = Object.hasOwn(errorTexts, error.code) ? errorTexts[error.code as ErrorCode] : undefined;
  if (!texts) return error.message;
  return texts[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(error.details[name] ?? whole));
}

/** An error meant for a person. Anything else thrown becomes `internal` at the gate. */
export class GuitaiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(errorText({ code, message: '', details }, 'en'));
    this.name = 'GuitaiError';
    this.code = code;
    this.details = details;
  }
  /** The form that crosses a boundary. */
  toWire(): WireError {
    return { code: this.code, message: this.message, details: { ...this.details } };
  }
}
