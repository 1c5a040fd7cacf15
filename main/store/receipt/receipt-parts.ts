import {
  center,
  centered,
  discountBlocks,
  goodsHead,
  goodsLine,
  goodsName,
  goodsNames,
  salespeopleLine,
  shopContact,
  shopName,
  shortGoodsHead,
  shortGoodsLine,
  slipCode,
  tenderLine,
  textLine,
  type SlipWords,
} from './blocks.ts';
import { countItems } from '../checkout/basket.ts';
import { createLocalTime } from '../local-time.ts';
import type { Shop } from '../shop.ts';
import { discountRows, ownDiscounts, sumOf } from '#contract/discount-rows.ts';
import type { PrintBlock } from '#contract/document.ts';
import { formatYuanGrouped } from '#contract/money.ts';
import { grossOf } from '#contract/pricing.ts';
import type { ReceiptLayout, ReceiptPart } from '#contract/receipt-layout.ts';
import type { Sale } from '#contract/sale.ts';
import { sumOfTenders } from '#contract/tender.ts';

/** Rows of what several lines earned together. */
const MAX_SHARED_ROWS = 20;
/** Reasons told for one line of goods. */
const MAX_REASONS = 8;
/** Lines of goods whose prices are explained. */
const MAX_EXPLAINED_LINES = 100;

/** What a part of a receipt is made from. */
export interface ReceiptSubject {
  readonly sale: Sale;
  readonly shop: Shop;
  readonly words: SlipWords;
  readonly layout: ReceiptLayout;
}

/** What each part says; nothing where it has nothing to say. A new part is one row here and one in the contract. */
export const PART_BUILDERS: Readonly<Record<ReceiptPart, (subject: ReceiptSubject) => PrintBlock[]>> = {
  logo: ({ layout: { logo } }) => (logo ? [{ type: 'image', ...logo, align: 'center' }] : []),
  name: ({ shop, layout }) => [shopName(shop, layout.nameTimes)],
  contact: ({ shop, words }) => shopContact(shop, words),
  numbers,
  salespeople: ({ sale, shop, words }) => salespeopleLine(sale.credits, shop, words),
  goods,
  sums,
  total: ({ sale, words }) => [
    { type: 'pair', left: words.due, right: `￥${formatYuanGrouped(sale.totalMinor)}`, style: { bold: true, heightTimes: 2 } },
  ],
  tenders: ({ sale, words }) => [
    ...sale.tenders.map((tender) => tenderLine(tender, words)),
    ...(sale.back ?? []).map((tender) => tenderLine(tender, words, -1)),
    { type: 'pair', left: words.change, right: formatYuanGrouped(sale.changeMinor - sumOfTenders(sale.back ?? [])) },
  ],
  tax: ({ sale, words }) => [{ type: 'pair', left: words.tax, right: formatYuanGrouped(sale.taxMinor) }],
  note: ({ sale, words }) => textLine(sale.note === undefined ? '' : `${words.note} ${sale.note}`, {}),
  member: ({ sale: { memberId }, shop, words }) =>
    memberId === undefined ? [] : textLine(`${words.member(memberId)} ${shop.maskedPhoneOf?.(memberId) ?? ''}`.trim(), {}),
  saved,
  why,
  code: ({ sale, words }) => slipCode(sale, words),
  promotion: ({ sale, layout: { promotion } }) =>
    sale.businessDate >= promotion.fromDate && sale.businessDate <= promotion.toDate ? textLine(promotion.text) : [],
  suggestions,
  related,
  link: ({ layout: { link } }) => (link.url === '' ? [] : [...textLine(link.words), { type: 'qr', data: link.url }]),
  invoice: ({ sale, shop, words }) => {
    const url = sale.totalMinor > 0 ? shop.invoiceUrlOf?.(sale) : undefined;
    return url === undefined ? [] : [...textLine(words.invoice), { type: 'qr', data: url }];
  },
  footer: ({ shop, layout: { footer } }) => (footer.length > 0 ? footer : shop.receiptFooter).map(centered),
};

/** In both languages the words are too long to stand beside each other. */
function numbers({ sale, shop, words, layout }: ReceiptSubject): PrintBlock[] {
  const at = createLocalTime(shop.timeZone)(sale.completedAtMs);
  const rows = [
    [`${words.number} ${sale.receiptNumber}`, words.till(shop.terminal)],
    [`${at.date} ${at.time}`, sale.operator ? `${words.operator} ${sale.operator.name}` : ''],
  ] as const;
  const told = layout.language === 'both' ? rows.flatMap((row) => row.flatMap((text) => textLine(text, {}))) : undefined;
  const place = textLine(sale.till === undefined ? '' : `${words.rungUpAt} ${sale.till}`, {});
  return [{ type: 'rule' }, ...(told ?? rows.map(([left, right]): PrintBlock => ({ type: 'pair', left, right }))), ...place];
}

function goods({ sale, words, layout }: ReceiptSubject): PrintBlock[] {
  const [head, row] = layout.lineForm === 'oneRow' ? [shortGoodsHead, shortGoodsLine] : [goodsHead, goodsLine];
  const lines = sale.lines.flatMap((line) => row(line, words, layout.lineDiscounts ? ownDiscounts(line) : []));
  return [...head(words), ...lines, { type: 'rule' }];
}

/** What the goods cost before discounts, what was told with the lines, and one row for everything that several lines earned together. */
function sums({ sale: { lines }, words }: ReceiptSubject): PrintBlock[] {
  const ownMinor = sumOf(lines.flatMap(ownDiscounts));
  const own: PrintBlock = { type: 'pair', left: `  ${words.lineOffers}`, right: formatYuanGrouped(-ownMinor) };
  return [
    { type: 'pair', left: words.items(countItems(lines)), right: formatYuanGrouped(grossTotal(lines)) },
    ...(ownMinor === 0 ? [] : [own]),
    ...discountBlocks(
      discountRows(lines).filter(({ shared }) => shared),
      words,
      MAX_SHARED_ROWS,
    ),
  ];
}

function saved({ sale: { lines, totalMinor }, words }: ReceiptSubject): PrintBlock[] {
  const savedMinor = grossTotal(lines) - totalMinor;
  return savedMinor > 0 ? textLine(words.saved(formatYuanGrouped(savedMinor)), { align: 'center', bold: true }) : [];
}

/** Every line that was cheaper, with its share in everything that made it so. */
function why({ sale, words }: ReceiptSubject): PrintBlock[] {
  const cheaper = sale.lines.filter(({ discounts }) => discounts !== undefined).slice(0, MAX_EXPLAINED_LINES);
  if (cheaper.length === 0) return [];
  return [
    { type: 'rule' },
    { type: 'text', text: words.why, style: center },
    ...cheaper.flatMap((line): PrintBlock[] => [
      { type: 'pair', left: goodsName(line), right: formatYuanGrouped(line.amountMinor) },
      ...discountBlocks(line.discounts ?? [], words, MAX_REASONS),
    ]),
  ];
}

/** The shop's words for what was bought, each once. */
function suggestions({ sale, layout }: ReceiptSubject): PrintBlock[] {
  const bought = new Set(sale.lines.flatMap(({ category, brand, tags }) => [category, brand, ...(tags ?? [])]));
  return layout.suggestions.filter(({ of }) => bought.has(of)).map(({ text }) => centered(text));
}

/** What other customers bought with it. */
function related({ sale, shop, words }: ReceiptSubject): PrintBlock[] {
  const found = shop.goesWith?.(sale) ?? [];
  if (found.length === 0) return [];
  return [...textLine(words.goesWith), ...found.flatMap((each) => goodsNames(each, words).map(centered))];
}

function grossTotal(lines: Sale['lines']): number {
  return lines.reduce((sum, line) => sum + grossOf(line), 0);
}
