import { ENGLISH_NAMES } from './demo/english.ts';
import { FAMILIES, type Family } from './demo/families.ts';
import { SPECIAL } from './demo/special.ts';
import { WEIGHED } from './demo/weighed.ts';
import { checkDigit } from '#contract/gtin.ts';
import type { ImportRow, QuickTile } from './import-row.ts';
import { FIRST_QUICK_PAGE, MAX_QUICK_TILES } from './quick-pages-sql.ts';

const GENERAL_TAX_RATE_BASIS_POINTS = 1300;
const FARM_TAX_RATE_BASIS_POINTS = 900;
/** What the shop pays for its goods, in percent of the price. */
const COST_PERCENT = 64;

/** Units a month from which there is a full shelf. */
const POPULAR = 100;

/** Letters of a category's SKUs. */
const SKU_LETTERS: Readonly<Record<string, string>> = {
  奶粉: 'NF',
  尿裤: 'NK',
  喂养: 'WY',
  洗护: 'XH',
  玩具: 'WJ',
  童装: 'TZ',
  鞋帽: 'XM',
  运动: 'YD',
  日用: 'RY',
};

/** The pages of tiles besides the first, in their order: the best-selling products of a category, one of each kind before a second. */
const QUICK_CATEGORIES = ['奶粉', '尿裤', '喂养', '洗护', '童装', '鞋帽', '运动'];

/** The first page, as `name · spec` of its products in order. */
const EVERYDAY = [
  '购物袋 中号 · ',
  '净芽 棉柔巾 · 100 抽',
  '净芽 手口湿巾 · 80 抽×5 包',
  '豆芽 有机果泥 苹果胡萝卜 · 100 g',
  '棉绒 拉拉裤 XL · 44 片',
  '禾牧 幼儿配方奶粉 3段 · 800 g',
  '贝初 PPSU 宽口奶瓶 · 240 ml',
  '棉绒 儿童棉袜 3 双装 · M 3–5 岁',
  '朗步 学步鞋 · 内长 13.5 cm',
  '贝初 吸管杯 带重力球 · 300 ml',
  '乐芽 叠叠圈 6 层 · 彩虹',
  '散装 红富士苹果 · ',
];

/** First 8 digits of the EAN-13 of a brand's goods. */
const MAKERS: Readonly<Record<string, string>> = {
  禾牧: '69700318',
  棉绒: '69730124',
  净芽: '69730124',
  小屿: '69755201',
  豆芽: '69711882',
  贝初: '69744609',
};
const OTHER_MAKERS_FROM = 69_770_011;
const MAKER_STEP = 37;

/** Items whose number is fixed: the ones scanned in the manual. */
const FIXED_ITEMS: Readonly<Record<string, string>> = {
  '棉绒 拉拉裤 XL · 44 片': '5031',
  '净芽 手口湿巾 · 80 抽×5 包': '5077',
  '小屿 纯棉连体哈衣 · 月白 80 码': '0084',
  '豆芽 有机果泥 苹果胡萝卜 · 100 g': '0335',
  '贝初 PPSU 宽口奶瓶 · 240 ml': '1220',
  '禾牧 幼儿配方奶粉 3段 · 800 g': '0029',
};
const FIRST_ITEM = 2001;

/** The products of the demo shop, always the same: mother-and-baby, apparel, sports, and loose goods by weight. Brands are invented. */
export function demoProducts(): ImportRow[] {
  const numberOf = createNumbers();
  const rows = [...carrierBags(), ...FAMILIES.flatMap((family) => familyRows(family, numberOf)), ...SPECIAL, ...weighedRows()];
  const tiles = chooseTiles(rows);
  return rows.map((row) => ({ ...row, ...inEnglish(row), quickTiles: tiles.get(label(row)) ?? [] }));
}

function inEnglish({ name, traits }: ImportRow): Pick<ImportRow, 'traits'> {
  const nameEn = ENGLISH_NAMES[name];
  return nameEn === undefined ? {} : { traits: { ...traits, nameEn } };
}

function label({ name, spec }: Pick<ImportRow, 'name' | 'spec'>): string {
  return `${name} · ${spec}`;
}

interface Numbers {
  sku(category: string): string;
  ean13(brand: string, productLabel: string): string;
}

/** Counts SKUs by category and items by maker. */
function createNumbers(): Numbers {
  const counts = new Map<string, number>();
  const makers = new Map<string, string>();
  const next = (series: string): number => {
    const number = counts.get(series) ?? 0;
    counts.set(series, number + 1);
    return number;
  };
  const makerOf = (brand: string): string => {
    const maker = MAKERS[brand] ?? makers.get(brand) ?? String(OTHER_MAKERS_FROM + makers.size * MAKER_STEP);
    if (!(brand in MAKERS)) makers.set(brand, maker);
    return maker;
  };
  return {
    sku: (category) => `${SKU_LETTERS[category]}${String(next(category) + 1).padStart(4, '0')}`,
    ean13(brand, productLabel) {
      const maker = makerOf(brand);
      const digits = maker + (FIXED_ITEMS[productLabel] ?? String(FIRST_ITEM + next(maker)));
      return digits + checkDigit(digits);
    },
  };
}

function familyRows(family: Family, numbers: Numbers): ImportRow[] {
  const { category, unit, brands, variants, specs, taxRateBasisPoints = GENERAL_TAX_RATE_BASIS_POINTS } = family;
  const combinations = brands.flatMap((brand) => variants.flatMap((_, variant) => specs.map((_spec, spec) => ({ brand, variant, spec }))));
  let style = '';
  return combinations.map(({ brand, variant, spec }) => {
    const name = [brand, family.name, variants[variant]].filter((part) => part !== '').join(' ');
    const priceMinor = family.priceMinor + variant * (family.variantStepMinor ?? 0) + spec * (family.specStepMinor ?? 0);
    const product = { name, spec: specs[spec] ?? '' };
    const sku = numbers.sku(category);
    if (spec === 0) style = `K-${sku}`;
    const place = placeOf(product.spec);
    return {
      ...product,
      sku,
      barcodes: [numbers.ean13(brand, label(product))],
      category,
      unit,
      priceMinor,
      costMinor: costOf(priceMinor),
      taxRateBasisPoints,
      weighed: false,
      active: true,
      popularity: Math.floor(family.popularity / (1 + brands.indexOf(brand) * 0.6 + variant * 0.3 + spec * 0.2)),
      traits: { ...(brand === '' ? {} : { brand }), ...(place && specs.length > 1 ? { variant: { style, ...place } } : {}) },
    };
  });
}

/** The size, and the colour where it says one, of `月白 80 码`, `26 码`, `内长 13 cm` and `黑 XL`; undefined for any other spec. */
function placeOf(spec: string): { readonly size: string; readonly colour: string } | undefined {
  const [, colour = '', size] = /^(?:内长 |(\S+) )?([\d.]+ (?:码|cm)|X?[SL]|M)$/.exec(spec) ?? [];
  return size === undefined ? undefined : { size, colour };
}

function costOf(priceMinor: number): number {
  return Math.round((priceMinor * COST_PERCENT) / 100);
}

/** Bags at the till carry the shop's own number instead of an EAN. */
function carrierBags(): ImportRow[] {
  return ['小号', '中号', '大号'].map((size, index) => ({
    sku: `00051${index + 1}`,
    barcodes: [`00051${index + 1}`],
    name: `购物袋 ${size}`,
    spec: '',
    category: '日用',
    unit: '个',
    priceMinor: [30, 50, 100][index] ?? 0,
    costMinor: [12, 18, 35][index] ?? 0,
    taxRateBasisPoints: GENERAL_TAX_RATE_BASIS_POINTS,
    weighed: false,
    active: true,
    popularity: 900 + index,
  }));
}

function weighedRows(): ImportRow[] {
  return WEIGHED.map(([plu, name, category, priceMinor, popularity]) => ({
    sku: `SC${plu}`,
    barcodes: [],
    name,
    spec: '',
    category,
    unit: 'kg',
    priceMinor,
    costMinor: costOf(priceMinor),
    taxRateBasisPoints: FARM_TAX_RATE_BASIS_POINTS,
    weighed: true,
    active: true,
    plu,
    popularity,
  }));
}

/** Label of a product → the pages it is on. */
function chooseTiles(rows: readonly ImportRow[]): ReadonlyMap<string, QuickTile[]> {
  const tiles = new Map<string, QuickTile[]>();
  const put = (productLabel: string, page: string, position: number): void => {
    tiles.set(productLabel, [...(tiles.get(productLabel) ?? []), { page, position }]);
  };
  EVERYDAY.forEach((productLabel, index) => put(productLabel, FIRST_QUICK_PAGE, index + 1));
  for (const category of QUICK_CATEGORIES) {
    const sold = rows
      .filter((row) => row.category === category)
      .toSorted((left, right) => (right.popularity ?? 0) - (left.popularity ?? 0));
    const firstOfName = sold.filter((row, index) => sold.findIndex((other) => other.name === row.name) === index);
    const chosen = [...firstOfName, ...sold.filter((row) => !firstOfName.includes(row))].slice(0, MAX_QUICK_TILES);
    chosen.forEach((row, index) => put(label(row), category, index + 1));
  }
  return tiles;
}

/** What the demo shop begins with of every article that is counted: a few of each size, some sold out, more of what sells. */
export function demoStock(): readonly { readonly sku: string; readonly countedMilli: number }[] {
  const rows = demoProducts();
  const deposits = new Set(rows.map(({ traits }) => traits?.deposit));
  const isCounted = ({ sku, traits }: ImportRow): boolean => !traits?.pack && !traits?.openPrice && !deposits.has(sku);
  return rows.filter(isCounted).map(({ sku, weighed, popularity = 0 }, place) => {
    const few = (place * 7) % 13;
    const pieces = weighed ? 20 + few * 3 : popularity > POPULAR ? 20 + few * 10 : few;
    return { sku, countedMilli: pieces * 1000 };
  });
}

/** settings.json of the demo shop: virtual devices and the label rules of common scales. */
export function demoSettings(): unknown {
  return {
    store: { code: 'S001', name: '小满母婴 望京店', currency: 'CNY', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
    terminal: '01',
    devices: {
      scanners: [{ id: 'gun', type: 'virtual' }],
      printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'virtual' } }],
      displays: [{ id: 'pole', protocol: 'led8', transport: { type: 'virtual' } }],
      scales: [{ id: 'scale', protocol: 'toledo-8217', transport: { type: 'virtual' } }],
      drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
      labelPrinters: [{ id: 'labels', model: 'tspl-203', transport: { type: 'virtual' } }],
    },
    roles: {
      receiptPrinter: 'receipt',
      ticketPrinter: 'receipt',
      lineDisplay: 'pole',
      cashDrawer: 'drawer',
      scale: 'scale',
      labelPrinter: 'labels',
    },
    barcodes: { labels: [{ layout: '21PPPPPAAAAAC' }, { layout: '22PPPPPWWWWWC' }] },
    demo: true,
  };
}
