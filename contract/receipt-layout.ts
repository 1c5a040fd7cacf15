import { z } from 'zod';

/** What a receipt is made of. */
export const ReceiptPart = z.enum([
  'logo',
  'name',
  'contact',
  'numbers',
  'salespeople',
  'goods',
  'sums',
  'total',
  'tenders',
  'tax',
  'note',
  'member',
  'saved',
  'why',
  'code',
  'promotion',
  'suggestions',
  'related',
  'link',
  'invoice',
  'footer',
]);
export type ReceiptPart = z.infer<typeof ReceiptPart>;

/** Without these it would be no receipt. */
export const NEEDED_PARTS: readonly ReceiptPart[] = ['numbers', 'goods', 'total'];

/** Paper in mm. What a receipt says does not depend on it. */
export const PaperWidth = z.enum(['58', '80']);
export type PaperWidth = z.infer<typeof PaperWidth>;

/** The largest logo: it fits 58 mm paper (384 dots) and is no longer than it is useful. */
export const MAX_LOGO_WIDTH_DOTS = 384;
export const MAX_LOGO_HEIGHT_DOTS = 200;
export const MAX_FOOTER_LINES = 6;
export const MAX_SUGGESTIONS = 10;

/** 1 bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
export const ReceiptLogo = z.strictObject({
  widthDots: z.int().min(1).max(MAX_LOGO_WIDTH_DOTS),
  heightDots: z.int().min(1).max(MAX_LOGO_HEIGHT_DOTS),
  bitsBase64: z.base64().max(13_000),
});
export type ReceiptLogo = z.infer<typeof ReceiptLogo>;

/** How the shop wants its receipts, as it is typed: `layoutProblems` says whether it may be saved. */
export const ReceiptLayout = z.strictObject({
  /** Every part once, in the order printed. */
  parts: z
    .array(z.strictObject({ part: ReceiptPart, on: z.boolean() }))
    .max(ReceiptPart.options.length)
    .refine((parts) => new Set(parts.map(({ part }) => part)).size === parts.length),
  /** `shop`: the language of the settings. */
  language: z.enum(['shop', 'zh', 'en', 'both']),
  nameTimes: z.int().min(1).max(2),
  /** The name of the goods above their figures, or beside them. */
  lineForm: z.enum(['twoRows', 'oneRow']),
  /** What made a line cheaper, told under it; else only their sum. */
  lineDiscounts: z.boolean(),
  logo: ReceiptLogo.nullable(),
  /** None: those of the settings. */
  footer: z.array(z.string().max(100)).max(MAX_FOOTER_LINES),
  /** Printed on sales of these business days. */
  promotion: z.strictObject({ text: z.string().max(200), fromDate: z.string().max(10), toDate: z.string().max(10) }),
  /** The text is printed when goods of this category, tag or brand were sold. */
  suggestions: z.array(z.strictObject({ of: z.string().max(60), text: z.string().max(200) })).max(MAX_SUGGESTIONS),
  link: z.strictObject({ words: z.string().max(60), url: z.string().max(300) }),
});
export type ReceiptLayout = z.infer<typeof ReceiptLayout>;

/** A layout that was saved before some parts existed: they come last, as in a new shop. */
export function withEveryPart(layout: ReceiptLayout): ReceiptLayout {
  const known = new Set(layout.parts.map(({ part }) => part));
  return { ...layout, parts: [...layout.parts, ...DEFAULT_RECEIPT_LAYOUT.parts.filter(({ part }) => !known.has(part))] };
}

const OFF_AT_FIRST: readonly ReceiptPart[] = ['logo', 'member', 'why', 'promotion', 'suggestions', 'related', 'link'];

/** The receipt of a shop that changed nothing. */
export const DEFAULT_RECEIPT_LAYOUT: ReceiptLayout = {
  parts: ReceiptPart.options.map((part) => ({ part, on: !OFF_AT_FIRST.includes(part) })),
  language: 'shop',
  nameTimes: 2,
  lineForm: 'twoRows',
  lineDiscounts: true,
  logo: null,
  footer: [],
  promotion: { text: '', fromDate: '', toDate: '' },
  suggestions: [],
  link: { words: '', url: '' },
};

export type LayoutProblem = 'needed' | 'logo' | 'promotionText' | 'promotionDates' | 'suggestions' | 'link';

const LINK = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\x21-\x7e]*)?$/i;

/** Why a layout may not be saved: something is on that has nothing to say, or off that must be there. */
export function layoutProblems(layout: ReceiptLayout): LayoutProblem[] {
  const on = (part: ReceiptPart): boolean => layout.parts.some((each) => each.part === part && each.on);
  const { promotion, suggestions, link, logo } = layout;
  const found: readonly (readonly [LayoutProblem, boolean])[] = [
    ['needed', !NEEDED_PARTS.every(on)],
    ['logo', logo === null ? on('logo') : !isWhole(logo)],
    ['promotionText', on('promotion') && promotion.text.trim() === ''],
    ['promotionDates', on('promotion') && !areDates(promotion.fromDate, promotion.toDate)],
    [
      'suggestions',
      on('suggestions') && (suggestions.length === 0 || suggestions.some(({ of, text }) => of.trim() === '' || text.trim() === '')),
    ],
    ['link', on('link') && !LINK.test(link.url)],
  ];
  return found.flatMap(([problem, isFound]) => (isFound ? [problem] : []));
}

/** The layout as it may be saved. */
export const SavedReceiptLayout = ReceiptLayout.refine(
  (layout) => layout.parts.length === ReceiptPart.options.length && layoutProblems(layout).length === 0,
);

function isWhole({ widthDots, heightDots, bitsBase64 }: ReceiptLogo): boolean {
  const bytes = Math.ceil(widthDots / 8) * heightDots;
  return bitsBase64.length === Math.ceil(bytes / 3) * 4;
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function areDates(fromDate: string, toDate: string): boolean {
  return isDate(fromDate) && isDate(toDate) && fromDate <= toDate;
}
