import { formatYuan } from '#contract/money.ts';
import { Promotion, type Pay, type PromotionRule } from '#contract/promotion.ts';
import type { TextKey } from '#renderer/app/i18n.ts';
import { EMPTY_SCOPE, exceptOf, readScope, scopeDraft, type ScopeDraft } from './scope-draft.ts';
import { NEW_TERMS, readAudience, readSchedule, termsOf, type TermsDraft } from './terms-draft.ts';
import { countOf, given, optionalCount, percent, reading, required, textOf, yuan, type Reading } from './typed.ts';

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

/** One row of a rule with several: from so many pieces or so much money, what it costs or what is off. */
export interface TierDraft {
  readonly at: string;
  readonly pay: PayDraft;
}

/** An offer as it stands in the form: everything is text until it is read. */
export interface OfferDraft extends TermsDraft {
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

const HALF: PayDraft = { kind: 'percent', value: '50' };

/** A new offer of a kind, with figures that make sense of it. */
export function newDraft(kind: RuleKind, id: string): OfferDraft {
  return {
    ...NEW_TERMS,
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
  return {
    ...newDraft(rule.kind, id),
    ...termsOf(audience, schedule),
    ...ruleDraft(rule),
    nameZh: name.zh,
    nameEn: name.en,
    scope: scopeDraft(scope),
    except: scopeDraft(scope.except),
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

/** The offer the form stands for, or why it is none. `before` keeps what the form does not show. */
export function readOffer(draft: OfferDraft, before?: Promotion): Reading<Promotion> {
  return reading(() => {
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
    return read.success ? { value: read.data } : { why: whyOf(read.error.issues[0]?.path ?? []) };
  });
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
