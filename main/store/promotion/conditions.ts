import type { Buyer, Moment, PricedGoods } from './pricing-input.ts';
import type { Words } from '#contract/language.ts';
import type { Audience, Schedule, Scope } from '#contract/promotion.ts';

/** The goods a scope is about, asked of every line; one lookup table for each way of naming goods. */
export function createScope({ except, ...named }: Scope): (goods: PricedGoods) => boolean {
  const included = createNames(named);
  const excluded = createNames(except ?? {});
  return (goods) => (included === undefined || included(goods)) && !excluded?.(goods);
}

type Names = Pick<Scope, 'skus' | 'categories' | 'brands' | 'tags'>;

/** undefined where nothing is named. */
function createNames({ skus, categories, brands, tags }: Names): ((goods: PricedGoods) => boolean) | undefined {
  if (!skus && !categories && !brands && !tags) return undefined;
  const [bySku, byCategory, byBrand, byTag] = [new Set(skus), new Set(categories), new Set(brands), new Set(tags)];
  return (goods) =>
    bySku.has(goods.sku) || byCategory.has(goods.category) || byBrand.has(goods.brand) || goods.tags.some((tag) => byTag.has(tag));
}

/** Why an offer does not hold now; undefined where it does. */
export function outOfSchedule(schedule: Schedule, { date, weekday, minuteOfDay }: Moment): Words | undefined {
  const { fromDate, toDate, weekdays, hours } = schedule;
  if (fromDate !== undefined && date < fromDate) return { zh: `${fromDate} 开始`, en: `Begins on ${fromDate}` };
  if (toDate !== undefined && date > toDate) return { zh: `${toDate} 已结束`, en: `Ended on ${toDate}` };
  if (weekdays && !weekdays.includes(weekday)) return { zh: '今天不在活动星期内', en: 'Not on this day of the week' };
  if (hours && !hours.some((span) => isWithin(span, minuteOfDay))) return { zh: '现在不在活动时段内', en: 'Not at this time of the day' };
  return undefined;
}

function isWithin({ fromMinute, toMinute }: { readonly fromMinute: number; readonly toMinute: number }, minute: number): boolean {
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

/** Why an offer is not for this buyer; undefined where it is. */
export function notForBuyer(audience: Audience, buyer: Buyer | undefined, { date }: Moment): Words | undefined {
  if (audience.kind === 'all') return undefined;
  if (!buyer) return { zh: '会员专享，还没有会员', en: 'For members; no member yet' };
  const { levels, tags, joinedWithinDays } = audience;
  if (levels && !levels.includes(buyer.level)) return { zh: '不是这个会员等级', en: 'Not for this member level' };
  if (tags && !tags.some((tag) => buyer.tags.includes(tag))) return { zh: '会员没有这个标签', en: 'The member has none of its tags' };
  if (joinedWithinDays !== undefined && daysBetween(buyer.joinedOn, date) > joinedWithinDays)
    return { zh: `只限入会 ${joinedWithinDays} 天内`, en: `Only within ${joinedWithinDays} days of joining` };
  return undefined;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
