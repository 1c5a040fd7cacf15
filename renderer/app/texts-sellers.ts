import type { Bilingual } from '#contract/language.ts';

/** Words of who sells the basket. */
export const sellerTexts = {
  'seller.title': { zh: '导购员', en: 'Salespeople' },
  'seller.scope': { zh: '算在谁名下', en: 'For which goods' },
  'seller.scope.sale': { zh: '整单', en: 'Whole sale' },
  'seller.scope.line': { zh: '只算 {name}', en: 'Only {name}' },
  'seller.field': { zh: '编号或姓名，或扫工牌', en: 'Number or name, or scan a badge' },
  'seller.people': { zh: '可以选的人', en: 'People' },
  'seller.today': { zh: '今天 {count} 单 {amount}', en: 'Today {count}, {amount}' },
  'seller.chosen': { zh: '按比例分', en: 'Shares' },
  'seller.percent': { zh: '{name} 的百分比', en: 'Percent of {name}' },
  'seller.remove': { zh: '去掉 {name}', en: 'Remove {name}' },
  'seller.clear': { zh: '不记导购员', en: 'Nobody' },
  'seller.nobody': { zh: '还没有人员。请先在“人员”里添加。', en: 'There are no people yet. Add them under Staff first.' },
  'seller.unknown': { zh: '没有编号或姓名是 {code} 的人。', en: 'Nobody has the number or name {code}.' },
  'seller.most': { zh: '最多 {max} 个人一起分。', en: 'At most {max} people can share.' },
  'seller.sum': { zh: '百分比加起来要正好 100，每人都要大于 0。', en: 'The percentages must add up to 100, each above 0.' },
  'seller.of': { zh: '导购 {names}', en: 'Sold by {names}' },
  'seller.and': { zh: '、', en: ', ' },
  'seller.echo.saved': { zh: '导购员已记下', en: 'Salespeople saved' },
  'seller.echo.none': { zh: '不记导购员', en: 'Sold by nobody' },
} as const satisfies Record<string, Bilingual>;
