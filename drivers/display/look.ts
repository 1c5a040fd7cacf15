import type { CustomerScene } from '#contract/customer-scene.ts';
import { formatYuan } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { drawable, wrapped, type DisplayCharset } from './glyphs.ts';

/** The words beside the digits of an LED8: 单价, 合计, 收款, 找零 (UnifiedPOS calls them descriptors). */
export type Lamp = 'off' | 'price' | 'total' | 'paid' | 'change';

/** One line of a two-line display: words at the left that may be cut or scroll, an amount at the right that never is. */
export interface Row {
  readonly left: string;
  readonly right: string;
}

/** What a scene looks like: a number with its lamp for displays that have digits only, two lines for those with letters. */
export interface Look {
  readonly lamp: Lamp;
  /** Left out: dark. */
  readonly amountMinor?: number;
  /** Digits to be shown as they are, in place of an amount; '' is dark. */
  readonly digits?: string;
  readonly upper: Row;
  readonly lower: Row;
}

const WORDS = {
  ascii: {
    total: 'TOTAL',
    paid: 'PAID',
    change: 'CHANGE',
    pay: 'PLEASE PAY',
    refund: 'REFUND',
    thanks: 'THANK YOU',
    closed: 'CLOSED',
    welcome: 'WELCOME',
  },
  gb18030: {
    total: '合计',
    paid: '收款',
    change: '找零',
    pay: '请付款',
    refund: '退款',
    thanks: '谢谢惠顾',
    closed: '暂停收银',
    welcome: '欢迎光临',
  },
} as const satisfies Record<DisplayCharset, Record<string, string>>;

const row = (left: string, right = ''): Row => ({ left, right });
const EMPTY = row('');

/** The one table of what every pole display shows. `idleText` is the line of the screensaver whose turn it is. */
export function lookOf(scene: CustomerScene, charset: DisplayCharset, idleText: string): Look {
  const words = WORDS[charset];
  switch (scene.scene) {
    case 'closed':
      return { lamp: 'off', upper: row(words.closed), lower: EMPTY };
    case 'idle': {
      const [upper, lower] = wrapped(idleText);
      return { lamp: 'off', upper: row(upper), lower: row(lower) };
    }
    case 'item': {
      const amount = row(words.total, formatYuan(scene.totalMinor));
      return { lamp: 'price', amountMinor: scene.priceMinor, upper: row(nameOf(scene, charset), priceText(scene)), lower: amount };
    }
    case 'weighing': {
      const weight = row(weightText(scene, charset), scene.amountMinor === null ? '' : formatYuan(scene.amountMinor));
      const price = row(nameOf(scene, charset), formatYuan(scene.priceMinor));
      return { lamp: 'price', amountMinor: scene.priceMinor, upper: price, lower: weight };
    }
    case 'total':
    case 'pay': {
      const { totalMinor: amountMinor } = scene;
      const total = row(words.total, formatYuan(amountMinor));
      if (scene.scene === 'total') return { lamp: 'total', amountMinor, upper: total, lower: EMPTY };
      if (scene.receivedMinor === undefined) return { lamp: 'total', amountMinor, upper: total, lower: row(words.pay) };
      const received = row(words.paid, formatYuan(scene.receivedMinor));
      return { lamp: 'total', amountMinor, upper: received, lower: row(words.pay, formatYuan(amountMinor)) };
    }
    case 'refund': {
      const { amountMinor } = scene;
      return { lamp: 'change', amountMinor, upper: row(words.refund, formatYuan(amountMinor)), lower: row(words.thanks) };
    }
    case 'paid':
    case 'change':
    case 'thanks': {
      const [lamp, amountMinor] =
        scene.scene === 'paid' ? (['paid', scene.tenderedMinor] as const) : (['change', scene.changeMinor] as const);
      const upper = scene.scene === 'thanks' ? row(words.thanks) : row(words.paid, formatYuan(scene.tenderedMinor));
      return { lamp, amountMinor, upper, lower: row(words.change, formatYuan(scene.changeMinor)) };
    }
  }
}

/** The screensaver's texts as this display can draw them; a shop name it cannot draw leaves the greeting. */
export function idleTextsOf(texts: readonly string[], shopName: string, charset: DisplayCharset): readonly [string, ...string[]] {
  const [first, ...others] = texts.map((text) => drawable(text, charset).trim()).filter((text) => text !== '');
  if (first !== undefined) return [first, ...others];
  const name = spelled(shopName, charset);
  return name === '' ? [WORDS[charset].welcome] : [WORDS[charset].welcome, name];
}

function priceText({ priceMinor, quantityMilli }: Extract<CustomerScene, { readonly scene: 'item' }>): string {
  const price = formatYuan(priceMinor);
  return quantityMilli === 1000 ? price : `${formatQuantity(quantityMilli)}x${price}`;
}

/** "0.355 kg"; a unit the display cannot draw is left out. */
function weightText({ quantityMilli, unit }: Extract<CustomerScene, { readonly scene: 'weighing' }>, charset: DisplayCharset): string {
  return `${formatQuantity(quantityMilli)} ${drawable(unit, charset)}`.trimEnd();
}

function nameOf(
  { text, latinText = '' }: Extract<CustomerScene, { readonly scene: 'item' | 'weighing' }>,
  charset: DisplayCharset,
): string {
  return spelled(text, charset) || spelled(latinText, charset);
}

/** A text that would lose more than half its characters is left out rather than shown as its remains. */
function spelled(text: string, charset: DisplayCharset): string {
  const drawn = drawable(text, charset).replace(/ +/g, ' ').trim();
  return drawn.length * 2 >= text.length ? drawn : '';
}
