import { createScope } from './conditions.ts';
import { scopesOf } from './offer-index.ts';
import type { PricedGoods } from './pricing-input.ts';
import { fitting } from './words.ts';
import type { Words } from '#contract/language.ts';
import type { Audience, Promotion, Schedule, Scope } from '#contract/promotion.ts';

/** An offer that meets a draft on some goods at some time, and what then happens. */
export interface Conflict {
  readonly id: string;
  readonly name: Words;
  readonly words: Words;
}

/** The offers a draft meets. `goodsOf` tells what a SKU is; goods that are only named by category, brand and tag in turn may always meet. */
export function conflictsOf(draft: Promotion, others: readonly Promotion[], goodsOf: (sku: string) => PricedGoods | undefined): Conflict[] {
  return others
    .filter((other) => other.id !== draft.id && meets(draft, other, goodsOf))
    .map((other) => ({ id: other.id, name: other.name, words: whatHappens(draft, other) }));
}

function meets(a: Promotion, b: Promotion, goodsOf: (sku: string) => PricedGoods | undefined): boolean {
  return (
    meetSchedules(a.schedule, b.schedule) &&
    meetAudiences(a.audience, b.audience) &&
    meetNames(a.stores, b.stores) &&
    scopesOf(a).some((scopeA) => scopesOf(b).some((scopeB) => meetScopes(scopeA, scopeB, goodsOf)))
  );
}

function whatHappens(draft: Promotion, other: Promotion): Words {
  if (draft.group !== undefined && draft.group === other.group) {
    if (draft.priority === other.priority) return { zh: '同组互斥，用更省的一个', en: 'Same group: the better one is used' };
    const first = draft.priority > other.priority ? draft.name : other.name;
    return fitting({ zh: `同组互斥，先用“${first.zh}”`, en: `Same group: "${first.en}" goes first` });
  }
  const [isItem, isOtherItem] = [draft, other].map(
    ({ rule: { kind } }) => kind !== 'amountOff' && kind !== 'percentOff' && kind !== 'reward',
  );
  if (isItem && isOtherItem) return { zh: '一件商品只用其中一个，自动选更省的组合', en: 'A piece uses one of them: the best combination' };
  if (isItem || isOtherItem)
    return { zh: '会叠加：先单品优惠，再按优惠后的金额算门槛', en: 'They add up: the threshold counts what is left' };
  return { zh: '会叠加：两个都减', en: 'They add up: both are taken off' };
}

function meetSchedules(a: Schedule, b: Schedule): boolean {
  const dates = (a.fromDate ?? '') <= (b.toDate ?? '9999') && (b.fromDate ?? '') <= (a.toDate ?? '9999');
  return dates && meetNames(a.weekdays, b.weekdays) && meetHours(a, b);
}

function meetHours(a: Schedule, b: Schedule): boolean {
  if (!a.hours || !b.hours) return true;
  const [spansA, spansB] = [spansOf(a.hours), spansOf(b.hours)];
  return spansA.some(([fromA, toA]) => spansB.some(([fromB, toB]) => fromA < toB && fromB < toA));
}

/** Hours over midnight as what they are of each day. */
function spansOf(hours: NonNullable<Schedule['hours']>): (readonly [number, number])[] {
  return hours.flatMap(({ fromMinute, toMinute }) =>
    fromMinute < toMinute ? [[fromMinute, toMinute] as const] : [[fromMinute, 1440] as const, [0, toMinute] as const],
  );
}

function meetAudiences(a: Audience, b: Audience): boolean {
  if (a.kind === 'all' || b.kind === 'all') return true;
  return meetNames(a.levels, b.levels);
}

/** Something in common; nothing named = everything. */
function meetNames<Name>(a: readonly Name[] | undefined, b: readonly Name[] | undefined): boolean {
  return !a || !b || a.some((name) => b.includes(name));
}

function meetScopes(a: Scope, b: Scope, goodsOf: (sku: string) => PricedGoods | undefined): boolean {
  const [inA, inB] = [createScope(a), createScope(b)];
  const named = [...(a.skus ?? []), ...(b.skus ?? [])].flatMap((sku) => goodsOf(sku) ?? []);
  if (named.some((goods) => inA(goods) && inB(goods))) return true;
  const [wideA, wideB] = [isWide(a), isWide(b)];
  if (!wideA || !wideB) return false;
  const [categoriesA, categoriesB] = [a.categories, b.categories];
  const bothByCategory = categoriesA && categoriesB && !a.brands && !b.brands && !a.tags && !b.tags;
  return bothByCategory ? categoriesA.some((category) => categoriesB.includes(category)) : true;
}

/** It names more than single products. */
function isWide({ skus, categories, brands, tags }: Scope): boolean {
  return !skus || categories !== undefined || brands !== undefined || tags !== undefined;
}
