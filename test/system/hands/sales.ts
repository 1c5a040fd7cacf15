import type { Hands } from './hands.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';
const PUREE = '6971188203351';
const MILK = '6970031800297';
const BOTTLE = '6974460912200';
const SOCKS = '6975520100117';
/** Rice, ¥8.80 on the label of the scale. */
const RICE_LABEL = '2100103008809';

type Work = (hands: Hands) => Promise<void>;

/** One customer, served by keys alone or by fingers alone; both end with the money taken. */
export interface PlannedSale {
  readonly name: string;
  /** What was paid in the end, worked out by hand. */
  readonly paid: string;
  readonly keys: Work;
  readonly touch: Work;
}

const payByKeys: Work = async (hands) => {
  await hands.press('F9');
  await hands.see('.recv');
  await hands.press('Enter');
};
const payByTouch: Work = async (hands) => {
  await hands.tap(hands.page.locator('.payb'));
  await hands.see('.recv');
  await hands.tap(hands.page.locator('.payb'));
};

/** Scans each article and waits for what is due then. */
const scanned = async (hands: Hands, ...goods: readonly (readonly [code: string, due: string])[]): Promise<void> => {
  for (const [code, due] of goods) {
    await hands.scan(code);
    // What the customer before paid may look the same.
    await hands.see('.ln');
    await hands.total(due);
  }
};

/** The sales of a day in small. Every kind comes by keys and by touch. */
export const plannedSales: readonly PlannedSale[] = [
  {
    name: 'one article, exact cash',
    paid: '¥129.00',
    async keys(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00']);
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00']);
      await payByTouch(hands);
    },
  },
  {
    name: 'three articles, change of a note',
    paid: '¥181.70',
    async keys(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00'], [WIPES, '¥168.90'], [PUREE, '¥181.70']);
      await hands.press('F9');
      await hands.see('.recv');
      await hands.type('200');
      await hands.press('Enter');
    },
    async touch(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00'], [WIPES, '¥168.90'], [PUREE, '¥181.70']);
      await hands.tap(hands.page.locator('.payb'));
      await hands.see('.recv');
      await hands.tap(hands.page.locator('.bills button', { hasText: '200' }));
      await hands.tap(hands.page.locator('.payb'));
    },
  },
  {
    name: 'six of one article',
    paid: '¥239.40',
    async keys(hands) {
      await hands.type('6*');
      await scanned(hands, [WIPES, '¥239.40']);
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [WIPES, '¥39.90']);
      await hands.tap(hands.page.locator('.qty'));
      await hands.see('dialog[open] .keypad');
      await hands.tap(hands.button(/^6$/));
      await hands.tap(hands.page.locator('dialog[open] .foot button'));
      await hands.total('¥239.40');
      await payByTouch(hands);
    },
  },
  {
    name: 'scanned once too often',
    paid: '¥178.00',
    async keys(hands) {
      await scanned(hands, [BOTTLE, '¥89.00'], [BOTTLE, '¥178.00'], [BOTTLE, '¥267.00']);
      await hands.press('-');
      await hands.total('¥178.00');
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [BOTTLE, '¥89.00'], [BOTTLE, '¥178.00'], [BOTTLE, '¥267.00']);
      await hands.tap(hands.page.locator('.step button').first());
      await hands.total('¥178.00');
      await payByTouch(hands);
    },
  },
  {
    name: 'goods by weight, with a label',
    paid: '¥8.80',
    async keys(hands) {
      await scanned(hands, [RICE_LABEL, '¥8.80']);
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [RICE_LABEL, '¥8.80']);
      await payByTouch(hands);
    },
  },
  {
    name: 'ten percent off the sale',
    paid: '¥268.20',
    async keys(hands) {
      await scanned(hands, [MILK, '¥298.00']);
      await hands.press('F8');
      await hands.see('dialog[open]');
      await hands.type('10');
      await hands.press('Enter');
      await hands.total('¥268.20');
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [MILK, '¥298.00']);
      await hands.tap(hands.button('整单优惠'));
      await hands.see('dialog[open] .usual');
      await hands.tap(hands.button('减 10%'));
      await hands.total('¥268.20');
      await payByTouch(hands);
    },
  },
  {
    name: 'held while another pays',
    paid: '¥129.00',
    async keys(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00']);
      await hands.press('F6');
      await hands.total('¥0.00');
      await scanned(hands, [SOCKS, '¥25.90']);
      await payByKeys(hands);
      await hands.see('.paidp');
      await hands.press('F7');
      await hands.see('.hsum');
      await hands.press('Enter');
      await hands.see('.ln');
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00']);
      await hands.tap(hands.button('挂单'));
      await hands.total('¥0.00');
      await scanned(hands, [SOCKS, '¥25.90']);
      await payByTouch(hands);
      await hands.see('.paidp');
      await hands.tap(hands.page.locator('.payb'));
      await hands.total('¥0.00');
      await hands.tap(hands.button('取单'));
      await hands.see('.hsum');
      await hands.tap(hands.page.locator('.payb'));
      await hands.see('.ln');
      await payByTouch(hands);
    },
  },
  {
    name: 'a part in cash, the rest by card',
    paid: '¥129.00',
    async keys(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00']);
      await hands.press('F9');
      await hands.see('.recv');
      await hands.type('50');
      await hands.press('+');
      await hands.total('¥79.00');
      await hands.press('ArrowDown');
      await hands.page.locator('.meth .on').getByText('银行卡').waitFor();
      await hands.press('Enter');
    },
    async touch(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00']);
      await hands.tap(hands.page.locator('.payb'));
      await hands.see('.recv');
      await hands.tap(hands.button(/^5$/));
      await hands.tap(hands.button(/^0$/));
      await hands.tap(hands.button('余款换一种方式'));
      await hands.total('¥79.00');
      await hands.tap(hands.button('银行卡'));
      await hands.page.locator('.meth .on').getByText('银行卡').waitFor();
      await hands.tap(hands.page.locator('.payb'));
    },
  },
  {
    name: 'removed, and back by undo',
    paid: '¥168.90',
    async keys(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00'], [WIPES, '¥168.90']);
      await hands.press('Delete');
      await hands.total('¥129.00');
      await hands.press('Control+z');
      await hands.total('¥168.90');
      await payByKeys(hands);
    },
    async touch(hands) {
      await scanned(hands, [PULL_UPS, '¥129.00'], [WIPES, '¥168.90']);
      await hands.tap(hands.page.locator('.ed .danger'));
      await hands.total('¥129.00');
      await hands.tap(hands.page.locator('.bf').getByRole('button', { name: '撤销' }));
      await hands.total('¥168.90');
      await payByTouch(hands);
    },
  },
  {
    name: 'all of the last receipt comes back',
    paid: '¥168.90',
    async keys(hands) {
      await hands.scan(await hands.lastReceipt());
      await hands.see('.rline');
      await hands.press('Alt+a');
      await hands.total('¥168.90');
      await hands.press('Enter');
      await hands.see('dialog[open] .reasons');
      await hands.press('Enter');
    },
    async touch(hands) {
      await hands.scan(await hands.lastReceipt());
      await hands.see('.rline');
      await hands.tap(hands.button('全部退'));
      await hands.total('¥168.90');
      await hands.tap(hands.page.locator('.payb'));
      await hands.see('dialog[open] .reasons');
      await hands.tap(hands.button('质量问题'));
    },
  },
  {
    name: 'found by its name in pinyin, or on its tile',
    paid: '¥12.80',
    async keys(hands) {
      await hands.type('guoni');
      await hands.see('.found');
      await hands.press('Enter');
      await hands.total('¥12.80');
      await payByKeys(hands);
    },
    async touch(hands) {
      await hands.tap(hands.page.locator('.payb'));
      await hands.see('.tile');
      await hands.tap(hands.page.locator('.tile', { hasText: '果泥' }));
      await hands.total('¥12.80');
      await payByTouch(hands);
    },
  },
  {
    name: 'by function barcodes alone',
    paid: '¥79.80',
    async keys(hands) {
      await scanned(hands, [WIPES, '¥39.90'], ['GT:MORE', '¥79.80']);
      await hands.scan('GT:CASH');
    },
    async touch(hands) {
      await scanned(hands, [WIPES, '¥39.90'], ['GT:MORE', '¥79.80']);
      await hands.scan('GT:CASH');
    },
  },
];
