import type { Right, StaffRole } from '#contract/rights.ts';
import type { Bilingual } from '#contract/language.ts';

const rights = {
  'people.right.line.void': { zh: '删除一行', en: 'Remove a line' },
  'people.right.sale.void': { zh: '清空购物篮', en: 'Clear the basket' },
  'people.right.price.change': { zh: '改价', en: 'Change a price' },
  'people.right.price.floor': { zh: '低于最低价', en: 'Go below the lowest price' },
  'people.right.discount': { zh: '小额打折', en: 'Give a small discount' },
  'people.right.discount.more': { zh: '中等折扣', en: 'Give a middling discount' },
  'people.right.discount.large': { zh: '大折扣', en: 'Give a large discount' },
  'people.right.discount.any': { zh: '不限折扣', en: 'Give any discount' },
  'people.right.gift': { zh: '送赠品', en: 'Give a present' },
  'people.right.goods.expired': { zh: '卖过期商品', en: 'Sell goods past their date' },
  'people.right.goods.serial': { zh: '卖被拦下的一物一码', en: 'Sell a piece whose code was stopped' },
  'people.right.goods.short': { zh: '库存不够也卖', en: 'Sell more than is on hand' },
  'people.right.stock.count': { zh: '改库存数', en: 'Correct the stock' },
  'people.right.refund.receipt': { zh: '凭小票退货', en: 'Refund with a receipt' },
  'people.right.refund.noReceipt': { zh: '无小票退货', en: 'Refund without a receipt' },
  'people.right.order.cancel': { zh: '取消预订、退定金', en: 'Cancel an order and give the deposit back' },
  'people.right.order.forfeit': { zh: '扣下定金', en: 'Keep a deposit' },
  'people.right.refund.price': { zh: '改退货价', en: 'Change the price of a refund' },
  'people.right.drawer.open': { zh: '不收款开钱箱', en: 'Open the drawer without a sale' },
  'people.right.cash.move': { zh: '现金存入、取出', en: 'Pay cash in or out' },
  'people.right.receipt.reprint': { zh: '补打小票', en: 'Print a receipt again' },
  'people.right.product.add': { zh: '快速新增商品', en: 'Add a product at the till' },
  'people.right.label.print': { zh: '打标签', en: 'Print labels' },
  'people.right.report.x': { zh: '看班次小结 (X)', en: 'See the X report' },
  'people.right.shift.close': { zh: '交班、日结 (Z)', en: 'Close the shift (Z)' },
  'people.right.shift.difference': { zh: '确认现金长短款', en: 'Accept a cash difference' },
  'people.right.settings': { zh: '改设置和设备', en: 'Change settings and devices' },
  'people.right.export': { zh: '导出数据', en: 'Export data' },
  'people.right.backup': { zh: '备份', en: 'Back up' },
  'people.right.training': { zh: '培训模式', en: 'Training mode' },
  'people.right.member.manage': { zh: '管理会员资料', en: 'Manage members' },
  'people.right.promotion.manage': { zh: '设置促销和价格表', en: 'Promotions and price lists' },
  'people.right.staff.manage': { zh: '管理人员和权限', en: 'Manage people and rights' },
  'people.right.audit.read': { zh: '看异常操作', en: 'See unusual acts' },
} as const satisfies Record<`people.right.${Right}`, Bilingual>;

const roles = {
  'people.role.cashier': { zh: '收银员', en: 'Cashier' },
  'people.role.lead': { zh: '领班', en: 'Lead' },
  'people.role.manager': { zh: '店长', en: 'Manager' },
  'people.role.owner': { zh: '店主', en: 'Owner' },
} as const satisfies Record<`people.role.${StaffRole}`, Bilingual>;

/** The words about the people at the till: signing in, leave, who works here and what each may do. */
export const peopleTexts = {
  ...rights,
  ...roles,

  'people.code': { zh: '编号', en: 'Number' },
  'people.code.hint': { zh: '或扫工牌', en: 'or scan badge' },
  'people.pin': { zh: '密码', en: 'PIN' },
  'people.signIn': { zh: '登录', en: 'Sign in' },
  'people.locked': { zh: '收银台已锁', en: 'The till is locked' },
  'people.locked.last': { zh: '刚才是 {name}。谁来收银，谁登录。', en: 'Last here: {name}. Whoever sells now signs in.' },
  'people.locked.nobody': { zh: '谁来收银，谁登录。', en: 'Whoever sells now signs in.' },
  'people.locked.basket': { zh: '购物篮里的 {count} 件商品还在。', en: '{count} {count|item|items} in the basket, kept.' },
  'people.lock': { zh: '{name}（{role}），点一下锁台或换人', en: '{name} ({role}), press to lock or hand over' },
  'people.lock.open': {
    zh: '还没有收银员，不用锁台。先在“人员”里建店主账号。',
    en: 'There are no operators yet, so nothing to lock. Create the owner under "People" first.',
  },
  'people.manage': { zh: '人员', en: 'People' },

  'people.leave.title': { zh: '需要授权：{right}', en: 'Needs leave: {right}' },
  'people.leave.how': {
    zh: '请有这项权限的另一个人输入编号和密码，只允许这一次。',
    en: 'Another person who may do this types number and PIN. It counts for this once.',
  },
  'people.leave.do': { zh: '同意这一次', en: 'Allow it this once' },
  'people.reason': { zh: '原因', en: 'Reason' },
  'people.reason.hint': { zh: '点下面一个，或输入', en: 'Tap one below, or type' },
  'people.reason.customer': { zh: '顾客要求', en: 'Customer asks' },
  'people.reason.mistake': { zh: '操作有误', en: 'Mistake' },
  'people.reason.change': { zh: '换零钱', en: 'Change money' },
  'people.reason.training': { zh: '新人带教', en: 'Showing a new colleague' },
} as const satisfies Record<string, Bilingual>;
