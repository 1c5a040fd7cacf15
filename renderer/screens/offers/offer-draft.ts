import type { MemberLevel } from '#contract/member.ts';
import { formatYuan, parseYuan } from '#contract/money.ts';
import { Promotion, type Audience, type Pay, type PromotionRule, type Schedule, type Scope } from '#contract/promotion.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

export type RuleKind = PromotionRule['kind'];
export const RULE_KINDS: readonly RuleKind[] = [
  'special',
  'nthPiece',
  'buyGet',
  'bundle',
  'set',
  'ladder',
  'amountOff',
  'percentOff',
  'reward',
];

/** What one piece costs, as typed: a percentage of the price, a price, or so much off. */
export interface PayDraft {
  readonly kind: Pay['kind'];
  readonly value: string;
}

/** Goods named by lists with commas between. */
export interface ScopeDraft {
  readonly skus: string;
  readonly categories: string;
  readonly brands: string;
  readonly tags: string;
}

/** One row of a rule with several: from so many pieces or so much money, what it costs or what is off. */
export interface TierDraft {
  readonly at: string;
  readonly pay: PayDraft;
}

/** An offer as it stands in the form: everything is text until it is read. */
export interface OfferDraft {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: RuleKind;
  readonly pay: PayDraft;
  readonly nth: string;
  readonly buy: string;
  readonly get: string;
  readonly count: string;
  readonly price: string;
  readonly parts: readonly { readonly scope: ScopeDraft; readonly count: string }[];
  readonly tiers: readonly TierDraft[];
  readonly most: string;
  readonly goods: readonly { readonly sku: string; readonly price: string }[];
  readonly once: boolean;
  readonly repeat: boolean;
  readonly scope: ScopeDraft;
  readonly except: ScopeDraft;
  readonly members: boolean;
  readonly levels: readonly MemberLevel[];
  readonly joinedWithinDays: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly weekdays: readonly number[];
  readonly hours: string;
  readonly perBasket: string;
  readonly perMemberPerDay: string;
  readonly perDay: string;
  readonly total: string;
  readonly group: string;
  readonly priority: string;
  readonly fullPriceOnly: boolean;
  readonly couponCode: string;
  readonly stackGroup: string;
}

export const EMPTY_SCOPE: ScopeDraft = { skus: '', categories: '', brands: '', tags: '' };
const HALF: PayDraft = { kind: 'percent', value: '50' };

/** A new offer of a kind, with figures that make sense of it. */
export function newDraft(kind: RuleKind, id: string): OfferDraft {
  return {
    id,
    nameZh: '',
    nameEn: '',
    kind,
    pay: HALF,
    nth: '2',
    buy: '5',
    get: '1',
    count: kind === 'reward' ? '1' : '3',
    price: '',
    parts: [
      { scope: EMPTY_SCOPE, count: '1' },
      { scope: EMPTY_SCOPE, count: '1' },
    ],
    tiers: [{ at: '', pay: kind === 'amountOff' ? { kind: 'off', value: '' } : { kind: 'percent', value: '90' } }],
    most: '',
    goods: [{ sku: '', price: '0' }],
    once: false,
    repeat: false,
    scope: EMPTY_SCOPE,
    except: EMPTY_SCOPE,
    members: false,
    levels: [],
    joinedWithinDays: '',
    fromDate: '',
    toDate: '',
    weekdays: [],
    hours: '',
    perBasket: '',
    perMemberPerDay: '',
    perDay: '',
    total: '',
    group: '',
    priority: '0',
    fullPriceOnly: false,
    couponCode: '',
    stackGroup: '',
  };
}

/** The form of an offer that is there. */
export function draftOf(promotion: Promotion): OfferDraft {
  const { id, name, rule, scope, audience, schedule, limits, group = '', priority, fullPriceOnly, coupon } = promotion;
  const members = audience.kind === 'members' ? audience : undefined;
  return {
    ...newDraft(rule.kind, id),
    ...ruleDraft(rule),
    nameZh: name.zh,
    nameEn: name.en,
    scope: scopeDraft(scope),
    except: scopeDraft(scope.except),
    members: members !== undefined,
    levels: members?.levels ?? [],
    joinedWithinDays: textOf(members?.joinedWithinDays),
    fromDate: schedule.fromDate ?? '',
    toDate: schedule.toDate ?? '',
    weekdays: schedule.weekdays ?? [],
    hours: (schedule.hours ?? []).map(({ fromMinute, toMinute }) => `${clockOf(fromMinute)}-${clockOf(toMinute)}`).join(', '),
    perBasket: textOf(limits.perBasket),
    perMemberPerDay: textOf(limits.perMemberPerDay),
    perDay: textOf(limits.perDay),
    total: textOf(limits.total),
    group,
    priority: String(priority),
    fullPriceOnly: fullPriceOnly === true,
    couponCode: coupon?.code ?? '',
    stackGroup: coupon?.stackGroup ?? '',
  };
}

/** Thrown by the readers below: what is wrong, to be said beside the form. */
class Wrong extends Error {
  readonly why: TextKey;
  constructor(why: TextKey) {
    super(why);
    this.why = why;
  }
}

/** The offer the form stands for, or why it is none. `before` keeps what the form does not show. */
export function readOffer(draft: OfferDraft, before?: Promotion): { readonly promotion: Promotion } | { readonly why: TextKey } {
  try {
    const read = Promotion.safeParse({
      id: draft.id,
      name: { zh: required(draft.nameZh, 'offers.wrong.name'), en: draft.nameEn.trim() || draft.nameZh.trim() },
      rule: readRule(draft),
      scope: { ...(draft.kind === 'set' ? {} : readScope(draft.scope)), ...exceptOf(draft.except) },
      audience: readAudience(draft, before?.audience),
      schedule: readSchedule(draft),
      ...(before?.stores ? { stores: before.stores } : {}),
      limits: given({
        perBasket: optionalCount(draft.perBasket),
        perMemberPerDay: optionalCount(draft.perMemberPerDay),
        perDay: optionalCount(draft.perDay),
        total: optionalCount(draft.total),
      }),
      ...(draft.group.trim() === '' ? {} : { group: draft.group.trim() }),
      priority: Number(draft.priority),
      ...(draft.fullPriceOnly ? { fullPriceOnly: true } : {}),
      ...(draft.couponCode.trim() === ''
        ? {}
        : {
            coupon: {
              code: draft.couponCode.trim().toUpperCase(),
              ...(draft.stackGroup.trim() === '' ? {} : { stackGroup: draft.stackGroup.trim() }),
            },
          }),
    });
    return read.success ? { promotion: read.data } : { why: whyOf(read.error.issues[0]?.path ?? []) };
  } catch (error) {
    if (error instanceof Wrong) return { why: error.why };
    throw error;
  }
}

function whyOf(path: readonly PropertyKey[]): TextKey {
  const [first, second] = path;
  if (first === 'coupon') return second === undefined ? 'offers.wrong.couponRule' : 'offers.wrong.coupon';
  if (first === 'schedule') return 'offers.wrong.dates';
  if (first === 'limits') return 'offers.wrong.limits';
  return first === 'name' ? 'offers.wrong.name' : 'offers.wrong.rule';
}

function ruleDraft(rule: PromotionRule): Partial<OfferDraft> {
  switch (rule.kind) {
    case 'special':
      return { pay: payDraft(rule.pay) };
    case 'nthPiece':
      return { nth: String(rule.nth), pay: payDraft(rule.pay), once: rule.once === true };
    case 'buyGet':
      return { buy: String(rule.buy), get: String(rule.get), once: rule.once === true };
    case 'bundle':
      return { count: String(rule.count), price: formatYuan(rule.priceMinor), once: rule.once === true };
    case 'set':
      return {
        parts: rule.parts.map(({ scope, count }) => ({ scope: scopeDraft(scope), count: String(count) })),
        price: formatYuan(rule.priceMinor),
        once: rule.once === true,
      };
    case 'ladder':
      return { tiers: rule.tiers.map(({ count, pay }) => ({ at: String(count), pay: payDraft(pay) })) };
    case 'amountOff':
      return {
        tiers: rule.tiers.map(({ minimumMinor, offMinor }) => ({
          at: formatYuan(minimumMinor),
          pay: { kind: 'off' as const, value: formatYuan(offMinor) },
        })),
        repeat: rule.repeat === true,
      };
    case 'percentOff':
      return {
        tiers: rule.tiers.map(({ minimumMinor, payBasisPoints }) => ({
          at: formatYuan(minimumMinor),
          pay: { kind: 'percent' as const, value: String(payBasisPoints / 100) },
        })),
        most: rule.mostMinor === undefined ? '' : formatYuan(rule.mostMinor),
      };
    case 'reward':
      return {
        price: formatYuan(rule.minimumMinor),
        goods: rule.goods.map(({ sku, priceMinor }) => ({ sku, price: formatYuan(priceMinor) })),
        count: String(rule.count),
        repeat: rule.repeat === true,
      };
  }
}

function readRule(draft: OfferDraft): unknown {
  const { kind, tiers } = draft;
  const once = draft.once ? { once: true } : {};
  const repeat = draft.repeat ? { repeat: true } : {};
  switch (kind) {
    case 'special':
      return { kind, pay: readPay(draft.pay) };
    case 'nthPiece':
      return { kind, nth: countOf(draft.nth), pay: readPay(draft.pay), ...once };
    case 'buyGet':
      return { kind, buy: countOf(draft.buy), get: countOf(draft.get), ...once };
    case 'bundle':
      return { kind, count: countOf(draft.count), priceMinor: yuan(draft.price), ...once };
    case 'set':
      return {
        kind,
        parts: draft.parts.map((part) => ({ scope: readScope(part.scope), count: countOf(part.count) })),
        priceMinor: yuan(draft.price),
        ...once,
      };
    case 'ladder':
      return { kind, tiers: tiers.map(({ at, pay }) => ({ count: countOf(at), pay: readPay(pay) })) };
    case 'amountOff':
      return { kind, tiers: tiers.map(({ at, pay }) => ({ minimumMinor: yuan(at), offMinor: yuan(pay.value) })), ...repeat };
    case 'percentOff':
      return {
        kind,
        tiers: tiers.map(({ at, pay }) => ({ minimumMinor: yuan(at), payBasisPoints: percent(pay.value) })),
        ...(draft.most.trim() === '' ? {} : { mostMinor: yuan(draft.most) }),
      };
    case 'reward':
      return {
        kind,
        minimumMinor: yuan(draft.price),
        goods: draft.goods.map(({ sku, price }) => ({ sku: required(sku, 'offers.wrong.goods'), priceMinor: yuan(price) })),
        count: countOf(draft.count),
        ...repeat,
      };
  }
}

function payDraft(pay: Pay): PayDraft {
  if (pay.kind === 'percent') return { kind: 'percent', value: String(pay.payBasisPoints / 100) };
  return { kind: pay.kind, value: formatYuan(pay.kind === 'price' ? pay.priceMinor : pay.offMinor) };
}

function readPay({ kind, value }: PayDraft): Pay {
  if (kind === 'percent') return { kind, payBasisPoints: percent(value) };
  return kind === 'price' ? { kind, priceMinor: yuan(value) } : { kind, offMinor: yuan(value) };
}

const SCOPE_FIELDS = ['skus', 'categories', 'brands', 'tags'] as const;

function scopeDraft(scope: Omit<Scope, 'except'> | undefined): ScopeDraft {
  const [skus = '', categories = '', brands = '', tags = ''] = SCOPE_FIELDS.map((field) => (scope?.[field] ?? []).join(', '));
  return { skus, categories, brands, tags };
}

function readScope(draft: ScopeDraft): Omit<Scope, 'except'> {
  const lists = SCOPE_FIELDS.map((field) => [field, listOf(draft[field])] as const).filter(([, names]) => names.length > 0);
  return Object.fromEntries(lists);
}

function exceptOf(draft: ScopeDraft): Pick<Scope, 'except'> {
  const except = readScope(draft);
  return Object.keys(except).length === 0 ? {} : { except };
}

/** Chinese and Latin commas, and lines. */
function listOf(text: string): string[] {
  return text
    .split(/[,，、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readAudience({ members, levels, joinedWithinDays }: OfferDraft, before: Audience | undefined): unknown {
  if (!members) return { kind: 'all' };
  const tags = before?.kind === 'members' && before.tags ? { tags: before.tags } : {};
  return {
    kind: 'members',
    ...tags,
    ...(levels.length > 0 ? { levels: [...levels] } : {}),
    ...given({ joinedWithinDays: optionalCount(joinedWithinDays) }),
  };
}

function readSchedule({ fromDate, toDate, weekdays, hours }: OfferDraft): Schedule {
  const windows = listOf(hours).map(readHours);
  return {
    ...(fromDate === '' ? {} : { fromDate }),
    ...(toDate === '' ? {} : { toDate }),
    ...(weekdays.length > 0 ? { weekdays: weekdays.toSorted((a, b) => a - b) } : {}),
    ...(windows.length > 0 ? { hours: windows } : {}),
  };
}

function readHours(text: string): { fromMinute: number; toMinute: number } {
  const match = /^(\d{1,2})[:：](\d{2})\s*[-–~]\s*(\d{1,2})[:：](\d{2})$/.exec(text);
  const [fromHour = 99, fromMinutes = 99, toHour = 99, toMinutes = 99] = (match ?? []).slice(1).map(Number);
  const fromMinute = fromHour * 60 + fromMinutes;
  const toMinute = toHour * 60 + toMinutes;
  if (fromMinutes > 59 || toMinutes > 59 || fromMinute > 1440 || toMinute > 1440) throw new Wrong('offers.wrong.hours');
  return { fromMinute, toMinute };
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function required(text: string, why: TextKey): string {
  if (text.trim() === '') throw new Wrong(why);
  return text.trim();
}

function countOf(text: string): number {
  if (!/^\d{1,8}$/.test(text.trim()) || Number(text) === 0) throw new Wrong('offers.wrong.count');
  return Number(text);
}

function optionalCount(text: string): number | undefined {
  return text.trim() === '' ? undefined : countOf(text);
}

function yuan(text: string): number {
  const minor = parseYuan(text.trim());
  if (minor === undefined) throw new Wrong('offers.wrong.amount');
  return minor;
}

/** "85", "8.5": a percentage with up to two decimals, in basis points. */
function percent(text: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  const basisPoints = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : 10_001;
  if (basisPoints > 10_000) throw new Wrong('offers.wrong.percent');
  return basisPoints;
}

function given<Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
