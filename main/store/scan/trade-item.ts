import { gs1Date, type Gs1Element } from './gs1.ts';
import type { Gs1Trace } from '#contract/basket.ts';
import { divideHalfUp } from '#contract/money.ts';

/** What a GS1 code says of the goods in the cashier's hand. */
export interface TradeItem {
  /** 14 digits, check digit right. */
  readonly gtin: string;
  readonly trace: Gs1Trace | undefined;
  /** (310n) net weight. */
  readonly weightGrams: number | undefined;
  /** (392n) and (393n): the amount printed for these goods, in hundredths of its currency. */
  readonly amountMinor: number | undefined;
  /** (393n) ISO 4217 numeric code; undefined in (392n), which is in the money of the country. */
  readonly currency: string | undefined;
  /** Pieces: (30) of a variable measure article, (37) of a carton of (02). */
  readonly count: number | undefined;
}

/** Application identifier 91, company internal information: how a label of ours names a product that has no GTIN. */
export const OWN_PRODUCT_AI = '91';

const DATES: ReadonlySet<string> = new Set(['11', '12', '13', '15', '16', '17']);

/** The indicator digit of a variable measure article; on any other (30) must be ignored (GS1 General Specifications 3.6.1). */
const VARIABLE_MEASURE = '9';

/** The trade item of a code's elements; undefined when they name none, contradict each other or hold a date that does not exist. */
export function readTradeItem(elements: readonly Gs1Element[], today: string): TradeItem | undefined {
  const fields = collect(elements, today);
  const own = fields?.get('01')?.value;
  const contained = fields?.get('02')?.value;
  const gtin = own ?? contained;
  if (!fields || gtin === undefined || (own !== undefined && contained !== undefined)) return undefined;
  const count = own === undefined ? fields.get('37') : own.startsWith(VARIABLE_MEASURE) ? fields.get('30') : undefined;
  const weight = fields.get('310');
  const local = fields.get('392');
  const foreign = fields.get('393');
  return {
    gtin,
    trace: traceOf(fields, today),
    weightGrams: weight && scaled(weight.value, Number(weight.ai[3]), 3),
    amountMinor:
      (local && scaled(local.value, Number(local.ai[3]), 2)) ?? (foreign && scaled(foreign.value.slice(3), Number(foreign.ai[3]), 2)),
    currency: local ? undefined : foreign?.value.slice(0, 3),
    count: count && Number(count.value),
  };
}

/** A piece of a product without a GTIN, as our own labels name it: (91) company internal, its SKU. */
export interface OwnItem {
  readonly sku: string;
  readonly trace: Gs1Trace | undefined;
}

/** Undefined when the elements do not name one, contradict each other or hold a date that does not exist. */
export function readOwnItem(elements: readonly Gs1Element[], today: string): OwnItem | undefined {
  const fields = collect(elements, today);
  const sku = fields?.get(OWN_PRODUCT_AI)?.value;
  return fields && sku !== undefined ? { sku, trace: traceOf(fields, today) } : undefined;
}

type Fields = ReadonlyMap<string, Gs1Element>;

/** Fields by identifier, that of a measure or price without its digit for the decimals. */
function collect(elements: readonly Gs1Element[], today: string): Fields | undefined {
  const fields = new Map<string, Gs1Element>();
  for (const element of elements) {
    const { ai, value } = element;
    const name = /^3[1-69]/.test(ai) ? ai.slice(0, 3) : ai;
    const before = fields.get(name) ?? element;
    if (before.ai !== ai || before.value !== value) return undefined;
    if (DATES.has(ai) && gs1Date(value, today) === undefined) return undefined;
    fields.set(name, element);
  }
  return fields;
}

function traceOf(fields: Fields, today: string): Gs1Trace | undefined {
  const batch = fields.get('10')?.value;
  const expires = fields.get('17')?.value;
  const expiry = expires === undefined ? undefined : gs1Date(expires, today);
  const serial = fields.get('21')?.value;
  if (batch === undefined && expiry === undefined && serial === undefined) return undefined;
  return {
    ...(batch === undefined ? {} : { batch }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serial === undefined ? {} : { serial }),
  };
}

/** Digits with so many decimals as a whole number with the wanted ones, halves rounded up. */
function scaled(digits: string, decimals: number, wanted: number): number {
  if (decimals <= wanted) return Number(digits) * 10 ** (wanted - decimals);
  return divideHalfUp(Number(digits), 10 ** (decimals - wanted));
}
