import { createScope } from './conditions.ts';
import type { PricedGoods } from './pricing-input.ts';
import type { Promotion, Scope } from '#contract/promotion.ts';

/** Finds the offers that may be about some goods without asking each of them. Made once for the offers of a shop. */
export interface OfferIndex {
  /** For each offer by its number, the places of the goods each of its scopes is about: one scope, or the parts of a set. */
  placesOf(goods: readonly (PricedGoods | undefined)[]): ReadonlyMap<number, readonly (readonly number[])[]>;
}

interface Entry {
  readonly offer: number;
  readonly part: number;
  readonly parts: number;
  readonly isAbout: (goods: PricedGoods) => boolean;
}

const prepared = new WeakMap<readonly Promotion[], OfferIndex>();

/** The index of these offers; the same array is indexed once. */
export function offerIndex(promotions: readonly Promotion[]): OfferIndex {
  const known = prepared.get(promotions);
  if (known) return known;
  const made = createOfferIndex(promotions);
  prepared.set(promotions, made);
  return made;
}

/** The scopes of an offer: its own, or of a set those of its parts, each without what the set excludes. */
export function scopesOf({ rule, scope }: Promotion): readonly Scope[] {
  return rule.kind === 'set' ? rule.parts.map((part) => without(part.scope, scope.except)) : [scope];
}

function without(scope: Scope, excluded: Scope['except'] = {}): Scope {
  const { except = {} } = scope;
  const both = NAMES.map((name) => [name, [...(except[name] ?? []), ...(excluded[name] ?? [])]] as const);
  return { ...scope, except: Object.fromEntries(both.filter(([, names]) => names.length > 0)) };
}

const NAMES = ['skus', 'categories', 'brands', 'tags'] as const;

function createOfferIndex(promotions: readonly Promotion[]): OfferIndex {
  const byName = new Map<string, Entry[]>();
  const everywhere: Entry[] = [];
  promotions.forEach((promotion, offer) => {
    const scopes = scopesOf(promotion);
    scopes.forEach((scope, part) => {
      const entry = { offer, part, parts: scopes.length, isAbout: createScope(scope) };
      const names = namesOf(scope);
      if (!names) everywhere.push(entry);
      else for (const name of names) byName.set(name, [...(byName.get(name) ?? []), entry]);
    });
  });
  return {
    placesOf(goods) {
      const places = new Map<number, number[][]>();
      const add = ({ offer, part, parts, isAbout }: Entry, item: PricedGoods, at: number): void => {
        if (!isAbout(item)) return;
        const known = places.get(offer) ?? Array.from({ length: parts }, () => []);
        places.set(offer, known);
        const ofPart = known[part];
        if (ofPart && ofPart.at(-1) !== at) ofPart.push(at);
      };
      goods.forEach((item, at) => {
        if (!item) return;
        for (const entry of everywhere) add(entry, item, at);
        for (const name of namesOfGoods(item)) for (const entry of byName.get(name) ?? []) add(entry, item, at);
      });
      return places;
    },
  };
}

/** undefined for all goods. */
function namesOf({ skus, categories, brands, tags }: Scope): string[] | undefined {
  if (!skus && !categories && !brands && !tags) return undefined;
  return [
    ...(skus ?? []).map((sku) => `sku ${sku}`),
    ...(categories ?? []).map((category) => `category ${category}`),
    ...(brands ?? []).map((brand) => `brand ${brand}`),
    ...(tags ?? []).map((tag) => `tag ${tag}`),
  ];
}

function namesOfGoods({ sku, category, brand, tags }: PricedGoods): string[] {
  return [`sku ${sku}`, `category ${category}`, `brand ${brand}`, ...tags.map((tag) => `tag ${tag}`)];
}
