import type { Pay, Promotion, PromotionRule, Scope } from '#contract/promotion.ts';
import type { PricingLine } from '#main/store/promotion/pricing-input.ts';

// The rules of docs/promotions.md once more, in the plainest way: every piece with every offer, every set of thresholds. It shares no code with
// the engine.

interface Piece {
  readonly line: number;
  readonly price: number;
}
type Seat = { readonly offer: number; readonly part: number } | undefined;

/** The most that any combination takes off this basket of pieces. */
export function bruteForce(lines: readonly PricingLine[], promotions: readonly Promotion[], coupons: readonly string[] = []): number {
  const usable = promotions.filter(({ coupon }) => !coupon || coupons.includes(coupon.code));
  const pieces = lines.flatMap((line, index) =>
    Array.from({ length: line.quantityMilli / 1000 }, (): Piece => ({ line: index, price: line.priceMinor })),
  );
  const seats = pieces.map(({ line }): Seat[] => [
    undefined,
    ...usable.flatMap((promotion, offer) => seatsOf(promotion, offer, lines[line])),
  ]);
  let best = 0;
  const seated: Seat[] = [];
  const visit = (piece: number): void => {
    if (piece === pieces.length) {
      best = Math.max(best, worth(lines, pieces, seated, usable));
      return;
    }
    for (const seat of seats[piece] ?? []) {
      seated[piece] = seat;
      visit(piece + 1);
    }
  };
  visit(0);
  return best;
}

const ON_AMOUNTS = new Set(['amountOff', 'percentOff', 'reward']);

function seatsOf({ rule, scope }: Promotion, offer: number, line: PricingLine | undefined): Seat[] {
  if (!line || ON_AMOUNTS.has(rule.kind)) return [];
  if (rule.kind === 'set') {
    const isOut = scope.except !== undefined && !isIn({ except: scope.except }, line);
    return rule.parts.flatMap((part, index) => (!isOut && isIn(part.scope, line) ? [{ offer, part: index }] : []));
  }
  return isIn(scope, line) ? [{ offer, part: 0 }] : [];
}

function isIn({ skus, categories, tags, except }: Scope, line: PricingLine): boolean {
  const named = (names: Scope): boolean =>
    (names.skus?.includes(line.sku) ?? false) ||
    (names.categories?.includes(line.category) ?? false) ||
    (names.tags?.some((tag) => line.tags.includes(tag)) ?? false);
  const isAll = !skus && !categories && !tags;
  return (isAll || named({ skus, categories, tags } as Scope)) && !(except && named(except));
}

function worth(lines: readonly PricingLine[], pieces: readonly Piece[], seated: readonly Seat[], promotions: readonly Promotion[]): number {
  const amounts = lines.map((line) => line.grossMinor);
  const counted = [...amounts];
  const free = lines.map((line) => line.quantityMilli / 1000);
  const usedGroups: string[] = [];
  let saved = 0;
  for (const [offer, promotion] of promotions.entries()) {
    const taken = pieces
      .flatMap((piece, index) => (seated[index]?.offer === offer ? [{ ...piece, part: seated[index]?.part ?? 0 }] : []))
      .toSorted((a, b) => b.price - a.price || a.line - b.line);
    if (taken.length === 0) continue;
    const own = itemSaving(promotion, taken);
    if (!own || sum(own) < 0) return 0;
    const shares = SPREAD.has(promotion.rule.kind) ? spread(taken, sum(own)) : byLine(taken, own);
    if (promotion.group !== undefined) usedGroups.push(promotion.group);
    for (const [index, { line }] of taken.entries()) {
      free[line] = (free[line] ?? 0) - 1;
      counted[line] = (counted[line] ?? 0) - (own[index] ?? 0);
    }
    shares.forEach((share, line) => {
      amounts[line] = (amounts[line] ?? 0) - share;
      saved += share;
    });
  }
  if (new Set(usedGroups).size < usedGroups.length) return 0;
  const onAmounts = promotions.filter(
    ({ rule, group }) => ON_AMOUNTS.has(rule.kind) && !(group !== undefined && usedGroups.includes(group)),
  );
  let best = 0;
  for (let mask = 0; mask < 2 ** onAmounts.length; mask += 1) {
    const chosen = onAmounts.filter((_, index) => (mask >> index) % 2 === 1);
    if (goTogether(chosen)) best = Math.max(best, offAmounts(lines, { amounts, counted, free }, chosen));
  }
  return saved + best;
}

function goTogether(chosen: readonly Promotion[]): boolean {
  const groups = chosen.flatMap(({ group }) => (group === undefined ? [] : [group]));
  const coupons = chosen.flatMap(({ coupon }) => (coupon ? [coupon] : []));
  const stacks = coupons.map(({ stackGroup }) => stackGroup ?? 'alone');
  if (coupons.length > 1 && stacks.includes('alone')) return false;
  return new Set(groups).size === groups.length && new Set(stacks).size === stacks.length;
}

function half(numerator: number, denominator: number): number {
  return Math.floor(numerator / denominator + 0.5);
}

type Taken = Piece & { readonly part: number };

const SPREAD = new Set(['nthPiece', 'buyGet', 'bundle', 'set']);

/** What each piece, from the dearest on, saves; undefined where these pieces do not fit the rule. */
function itemSaving({ rule, limits }: Promotion, taken: readonly Taken[]): number[] | undefined {
  const most = limits.perBasket ?? Infinity;
  const save = (price: number, pay: Pay): number => {
    if (pay.kind === 'percent') return price - half(price * pay.payBasisPoints, 10_000);
    return pay.kind === 'price' ? Math.max(0, price - pay.priceMinor) : Math.min(price, pay.offMinor);
  };
  const together = (size: number, priceMinor: number): number[] =>
    taken.map(({ price }, index) => {
      const place = index % size;
      return price - (Math.floor((priceMinor * (place + 1)) / size) - Math.floor((priceMinor * place) / size));
    });
  switch (rule.kind) {
    case 'special':
      return taken.length > most ? undefined : taken.map(({ price }) => save(price, rule.pay));
    case 'ladder': {
      const reached = rule.tiers.filter(({ count }) => count <= taken.length).toSorted((a, b) => b.count - a.count)[0];
      if (!reached || taken.length > most) return undefined;
      return taken.map(({ price }) => save(price, reached.pay));
    }
    case 'nthPiece':
      if (taken.length % rule.nth !== 0 || taken.length / rule.nth > (rule.once ? 1 : most)) return undefined;
      return taken.map(({ price }, index) => (index % rule.nth === rule.nth - 1 ? save(price, rule.pay) : 0));
    case 'buyGet': {
      const size = rule.buy + rule.get;
      const over = taken.length % size;
      if (Math.ceil(taken.length / size) > (rule.once ? 1 : most) || (over !== 0 && over <= rule.buy)) return undefined;
      return taken.map(({ price }, index) => (index % size >= rule.buy ? price : 0));
    }
    case 'bundle': {
      const times = taken.length / rule.count;
      if (!Number.isInteger(times) || times > (rule.once ? 1 : most)) return undefined;
      return together(rule.count, rule.priceMinor);
    }
    case 'set': {
      const times = rule.parts.map(({ count }, part) => taken.filter((piece) => piece.part === part).length / count);
      if (!Number.isInteger(times[0]) || times.some((other) => other !== times[0]) || (times[0] ?? 0) > (rule.once ? 1 : most))
        return undefined;
      return together(sum(rule.parts.map(({ count }) => count)), rule.priceMinor);
    }
    case 'amountOff':
    case 'percentOff':
    case 'reward':
      return undefined;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function byLine(taken: readonly Taken[], values: readonly number[]): Map<number, number> {
  const lines = new Map<number, number>();
  for (const [index, { line }] of taken.entries()) lines.set(line, (lines.get(line) ?? 0) + (values[index] ?? 0));
  return new Map([...lines].toSorted(([a], [b]) => a - b));
}

/** By the price of what was taken of each line. */
function spread(taken: readonly Taken[], saving: number): Map<number, number> {
  const prices = byLine(
    taken,
    taken.map(({ price }) => price),
  );
  const shares = splitExactly(saving, [...prices.values()]);
  return new Map([...prices.keys()].map((line, index) => [line, shares[index] ?? 0]));
}

/** Largest remainder, the earlier of two equal ones first. */
function splitExactly(amount: number, weights: readonly number[]): number[] {
  const all = sum(weights);
  if (all === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => ({ floor: Math.floor((amount * weight) / all), rest: (amount * weight) % all }));
  const missing = amount - sum(exact.map(({ floor }) => floor));
  const lucky = exact
    .map((_, index) => index)
    .toSorted((a, b) => (exact[b]?.rest ?? 0) - (exact[a]?.rest ?? 0) || a - b)
    .slice(0, missing);
  return exact.map(({ floor }, index) => floor + (lucky.includes(index) ? 1 : 0));
}

/** Rewards, then thresholds on the same amounts, then coupons on what is left. */
function offAmounts(
  lines: readonly PricingLine[],
  before: { readonly amounts: readonly number[]; readonly counted: readonly number[]; readonly free: readonly number[] },
  chosen: readonly Promotion[],
): number {
  const left = [...before.amounts];
  const counted = [...before.counted];
  const full = lines.map((line, index) => line.priceMinor * (before.free[index] ?? 0));
  const still = [...before.free];
  for (const promotion of chosen) {
    if (promotion.rule.kind === 'reward') reward(promotion, lines, { left, counted, full, still });
  }
  const gone: { readonly off: number; readonly base: readonly number[]; readonly places: readonly number[] }[] = [];
  for (const isCoupon of [false, true]) {
    for (const { rule, scope, fullPriceOnly, limits } of chosen.filter(({ coupon }) => (coupon !== undefined) === isCoupon)) {
      if (rule.kind !== 'amountOff' && rule.kind !== 'percentOff') continue;
      const base = fullPriceOnly ? full : counted;
      const places = lines.flatMap((line, index) => (isIn(scope, line) ? [index] : []));
      const at = (where: readonly number[], amounts: readonly number[]): number => sum(where.map((place) => amounts[place] ?? 0));
      const takenBefore = gone.map((other) => {
        const all = at(other.places, other.base);
        return all === 0
          ? 0
          : half(
              other.off *
                at(
                  other.places.filter((place) => places.includes(place)),
                  other.base,
                ),
              all,
            );
      });
      const baseMinor = Math.max(0, at(places, base) - (isCoupon ? sum(takenBefore) : 0));
      const room = places.map((place) => Math.max(0, Math.min(base[place] ?? 0, left[place] ?? 0)));
      const off = Math.max(0, Math.min(sum(room), baseMinor, tierOff(rule, baseMinor, limits.perBasket ?? Infinity)));
      const shares = splitExactly(off, room);
      places.forEach((place, index) => {
        left[place] = (left[place] ?? 0) - (shares[index] ?? 0);
      });
      gone.push({ off, base, places });
    }
  }
  return sum(before.amounts) - sum(left);
}

function tierOff(rule: Extract<PromotionRule, { kind: 'amountOff' | 'percentOff' }>, baseMinor: number, most: number): number {
  if (rule.kind === 'percentOff') {
    const offs = rule.tiers.map((tier) => (baseMinor < tier.minimumMinor ? 0 : baseMinor - half(baseMinor * tier.payBasisPoints, 10_000)));
    return Math.min(Math.max(...offs), rule.mostMinor ?? Infinity);
  }
  return Math.max(...rule.tiers.map((tier) => tier.offMinor * Math.min(Math.floor(baseMinor / tier.minimumMinor), rule.repeat ? most : 1)));
}

interface Counts {
  readonly left: number[];
  readonly counted: number[];
  readonly full: number[];
  readonly still: number[];
}

function reward({ rule, scope, limits }: Promotion, lines: readonly PricingLine[], { left, counted, full, still }: Counts): void {
  if (rule.kind !== 'reward') return;
  const goods = lines
    .flatMap((line, at) => {
      const offered = rule.goods.find(({ sku }) => sku === line.sku);
      const saving = offered ? line.priceMinor - offered.priceMinor : 0;
      return saving > 0 ? Array.from({ length: still[at] ?? 0 }, () => ({ at, saving, price: line.priceMinor })) : [];
    })
    .toSorted((a, b) => b.saving - a.saving || a.at - b.at);
  const most = Math.min(goods.length, rule.count * (rule.repeat ? (limits.perBasket ?? Infinity) : 1));
  for (let wanted = most; wanted > 0; wanted -= 1) {
    const taken = goods.slice(0, wanted);
    const base =
      sum(lines.map((line, at) => (isIn(scope, line) ? (counted[at] ?? 0) : 0))) -
      sum(taken.map(({ at, price }) => (lines[at] && isIn(scope, lines[at]) ? price : 0)));
    if (Math.floor(base / rule.minimumMinor) * rule.count < wanted) continue;
    for (const { at, saving, price } of taken) {
      left[at] = (left[at] ?? 0) - saving;
      counted[at] = (counted[at] ?? 0) - price;
      full[at] = (full[at] ?? 0) - price;
      still[at] = (still[at] ?? 0) - 1;
    }
    return;
  }
}
