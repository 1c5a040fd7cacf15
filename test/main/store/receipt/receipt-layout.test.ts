import { expect, test } from 'vitest';
import { AFTERNOON_MS, shop } from '../shop-fixture.ts';
import { linesOf } from '../../../drivers/printer/escpos/paper.ts';
import {
  DEFAULT_RECEIPT_LAYOUT,
  layoutProblems,
  NEEDED_PARTS,
  ReceiptPart,
  SavedReceiptLayout,
  type PaperWidth,
  type ReceiptLayout,
} from '#contract/receipt-layout.ts';
import { drawnPaper } from '#main/devices/drawn-paper.ts';
import { buildReceipt } from '#main/store/receipt/receipt.ts';
import { sampleSale } from '#main/store/receipt/sample-sale.ts';

const sale = sampleSale(AFTERNOON_MS, '2026-11-22');

function layoutWith(on: readonly ReceiptPart[], changes: Partial<ReceiptLayout> = {}): ReceiptLayout {
  return { ...DEFAULT_RECEIPT_LAYOUT, parts: ReceiptPart.options.map((part) => ({ part, on: on.includes(part) })), ...changes };
}

const everything = layoutWith(ReceiptPart.options, {
  language: 'both',
  nameTimes: 1,
  lineForm: 'oneRow',
  lineDiscounts: false,
  logo: { widthDots: 8, heightDots: 3, bitsBase64: '/wD/' },
  footer: ['再见 Bye'],
  promotion: { text: '双十二 全场 8 折', fromDate: '2026-11-20', toDate: '2026-12-12' },
  suggestions: [
    { of: '尿裤', text: '配湿巾 第 2 包半价' },
    { of: '奶粉', text: '没有买奶粉' },
  ],
  link: { words: '关注我们', url: 'https://s.cn/a' },
});
const shortEnglish = layoutWith(['numbers', 'goods', 'total'], { language: 'en', lineForm: 'oneRow' });

const paper = (layout: ReceiptLayout, width: PaperWidth, businessDate = '2026-11-22'): readonly string[] =>
  linesOf(drawnPaper(buildReceipt({ ...sale, businessDate }, shop, 0, layout), width).items);

test('a shop that changed nothing, 80 mm: 258.00 + 21.50 − 64.50 − 20.00 = 195.00', () => {
  expect(paper(DEFAULT_RECEIPT_LAYOUT, '80')).toEqual([
    '小满母婴 望京店',
    '朝阳区望京路 9 号',
    '电话 010-5555 0100',
    '------------------------------------------------',
    '单号 S001-01-1-000042                01 号收银台',
    '2026-11-22 15:43:52                  收银员 周敏',
    '------------------------------------------------',
    '商品                    数量      单价      小计',
    '------------------------------------------------',
    '棉绒 拉拉裤 XL 44 片',
    '                           2    129.00    258.00',
    '  第 2 件半价                             -64.50',
    '散装 五常大米',
    '                       2.5kg      8.60     21.50',
    '批号 A1 有效期至 2027-05-31',
    '------------------------------------------------',
    '合计 3 件                                 279.50',
    '  商品优惠                                -64.50',
    '  券 满 200 减 20                         -20.00',
    '应付                                    ￥195.00',
    '银行卡 ****6688                           100.00',
    '现金                                      100.00',
    '找零                                        5.00',
    '含税额                                     21.80',
    '备注 送货上门',
    '本单已省 84.50 元',
    '------------------------------------------------',
    'S001-01-1-000042  校验 0123abcd',
    '谢谢惠顾，欢迎再来',
  ]);
});

test('the same on 58 mm', () => {
  expect(paper(DEFAULT_RECEIPT_LAYOUT, '58')).toEqual([
    '小满母婴 望京店',
    '朝阳区望京路 9 号',
    '电话 010-5555 0100',
    '--------------------------------',
    '单号',
    'S001-01-1-000042     01 号收银台',
    '2026-11-22 15:43:52  收银员 周敏',
    '--------------------------------',
    '商品    数量      单价      小计',
    '--------------------------------',
    '棉绒 拉拉裤 XL 44 片',
    '           2    129.00    258.00',
    '  第 2 件半价             -64.50',
    '散装 五常大米',
    '       2.5kg      8.60     21.50',
    '批号 A1 有效期至 2027-05-31',
    '--------------------------------',
    '合计 3 件                 279.50',
    '  商品优惠                -64.50',
    '  券 满 200 减 20         -20.00',
    '应付                    ￥195.00',
    '银行卡 ****6688           100.00',
    '现金                      100.00',
    '找零                        5.00',
    '含税额                     21.80',
    '备注 送货上门',
    '本单已省 84.50 元',
    '--------------------------------',
    'S001-01-1-000042  校验 0123abcd',
    '谢谢惠顾，欢迎再来',
  ]);
});

test('everything, in both languages, a line in a row, 80 mm', () => {
  expect(paper(everything, '80')).toEqual([
    '小满母婴 望京店',
    '朝阳区望京路 9 号',
    '电话 Tel 010-5555 0100',
    '------------------------------------------------',
    '单号 No. S001-01-1-000042',
    '01 号收银台 Till 01',
    '2026-11-22 15:43:52',
    '收银员 Cashier 周敏',
    '------------------------------------------------',
    '商品 Item                   数量 Qty 小计 Amount',
    '------------------------------------------------',
    '棉绒 拉拉裤 XL 44 片                 2    258.00',
    'Mianrong nappy pants XL',
    '散装 五常大米                    2.5kg     21.50',
    '批号 Batch A1 有效期至 Use by 2027-05-31',
    '------------------------------------------------',
    '合计 3 件 3 items                         279.50',
    '  商品优惠 Item offers                    -64.50',
    '  券 满 200 减 20 Coupon 20 off 200       -20.00',
    '应付 Total due                          ￥195.00',
    '银行卡 Card ****6688                      100.00',
    '现金 Cash                                 100.00',
    '找零 Change                                 5.00',
    '含税额 VAT included                        21.80',
    '备注 Note 送货上门',
    '会员 1024 号 Member no. 1024',
    '本单已省 84.50 元 You saved 84.50 yuan',
    '------------------------------------------------',
    '价格说明 Why these prices',
    '棉绒 拉拉裤 XL 44 片                      175.50',
    '  第 2 件半价 2nd at half price           -64.50',
    '  券 满 200 减 20 Coupon 20 off 200       -18.00',
    '散装 五常大米                              19.50',
    '  券 满 200 减 20 Coupon 20 off 200        -2.00',
    '------------------------------------------------',
    'S001-01-1-000042  校验 Check 0123abcd',
    '双十二 全场 8 折',
    '配湿巾 第 2 包半价',
    '关注我们',
    '再见 Bye',
  ]);
});

test('the same on 58 mm: long words go on below, figures stay whole at the right edge', () => {
  expect(paper(everything, '58').slice(3)).toEqual([
    '--------------------------------',
    '单号 No. S001-01-1-000042',
    '01 号收银台 Till 01',
    '2026-11-22 15:43:52',
    '收银员 Cashier 周敏',
    '--------------------------------',
    '商品 Item   数量 Qty 小计 Amount',
    '--------------------------------',
    '棉绒 拉拉裤 XL 44 片',
    '                     2    258.00',
    'Mianrong nappy pants XL',
    '散装 五常大米    2.5kg     21.50',
    '批号 Batch A1 有效期至 Use by',
    '2027-05-31',
    '--------------------------------',
    '合计 3 件 3 items         279.50',
    '  商品优惠 Item offers    -64.50',
    '  券 满 200 减 20 Coupon',
    '20 off 200                -20.00',
    '应付 Total due          ￥195.00',
    '银行卡 Card ****6688      100.00',
    '现金 Cash                 100.00',
    '找零 Change                 5.00',
    '含税额 VAT included        21.80',
    '备注 Note 送货上门',
    '会员 1024 号 Member no. 1024',
    '本单已省 84.50 元 You saved',
    '84.50 yuan',
    '--------------------------------',
    '价格说明 Why these prices',
    '棉绒 拉拉裤 XL 44 片      175.50',
    '  第 2 件半价 2nd at half',
    'price                     -64.50',
    '  券 满 200 减 20 Coupon',
    '20 off 200                -18.00',
    '散装 五常大米              19.50',
    '  券 满 200 减 20 Coupon',
    '20 off 200                 -2.00',
    '--------------------------------',
    'S001-01-1-000042  校验 Check',
    '0123abcd',
    '双十二 全场 8 折',
    '配湿巾 第 2 包半价',
    '关注我们',
    '再见 Bye',
  ]);
});

test('only what must be there, in English, on both papers', () => {
  expect(paper(shortEnglish, '80')).toEqual([
    '------------------------------------------------',
    'No. S001-01-1-000042                     Till 01',
    '2026-11-22 15:43:52                 Cashier 周敏',
    '------------------------------------------------',
    'Item                               Qty    Amount',
    '------------------------------------------------',
    'Mianrong nappy pants XL 44 片        2    258.00',
    '  2nd at half price                       -64.50',
    '散装 五常大米                    2.5kg     21.50',
    'Batch A1 Use by 2027-05-31',
    '------------------------------------------------',
    'Total due                               ￥195.00',
  ]);
  expect(paper(shortEnglish, '58')).toEqual([
    '--------------------------------',
    'No. S001-01-1-000042     Till 01',
    '2026-11-22 15:43:52 Cashier 周敏',
    '--------------------------------',
    'Item               Qty    Amount',
    '--------------------------------',
    'Mianrong nappy pants XL 44 片',
    '                     2    258.00',
    '  2nd at half price       -64.50',
    '散装 五常大米    2.5kg     21.50',
    'Batch A1 Use by 2027-05-31',
    '--------------------------------',
    'Total due               ￥195.00',
  ]);
});

test('logo, code and QR are drawn where the layout puts them', () => {
  const { items } = drawnPaper(buildReceipt(sale, shop, 0, everything), '80');
  expect(items[0]).toEqual({ type: 'raster', widthDots: 8, heightDots: 3, bitsBase64: '/wD/', align: 'center' });
  expect(items).toContainEqual(expect.objectContaining({ type: 'qr', data: 'https://s.cn/a' }));
  const turned = { ...everything, parts: everything.parts.toReversed() };
  expect(paper(turned, '80')[0]).toBe('再见 Bye');
});

test('a coming offer is printed from its first to its last day', () => {
  const has = (businessDate: string): boolean => paper(everything, '80', businessDate).includes('双十二 全场 8 折');
  expect(['2026-11-19', '2026-11-20', '2026-12-12', '2026-12-13'].map(has)).toEqual([false, true, true, false]);
});

test.each<[string, Partial<ReceiptLayout>, readonly string[]]>([
  ['whole', {}, []],
  ['goods off', { parts: everything.parts.map(({ part, on }) => ({ part, on: on && part !== 'goods' })) }, ['needed']],
  ['no logo', { logo: null }, ['logo']],
  ['a logo with bytes missing', { logo: { widthDots: 16, heightDots: 16, bitsBase64: '/wD/' } }, ['logo']],
  ['no words', { promotion: { text: ' ', fromDate: '2026-11-20', toDate: '2026-12-12' } }, ['promotionText']],
  ['days the wrong way round', { promotion: { text: 'x', fromDate: '2026-12-12', toDate: '2026-11-20' } }, ['promotionDates']],
  ['no such day', { promotion: { text: 'x', fromDate: '2026-02-30', toDate: '2026-12-12' } }, ['promotionDates']],
  ['nothing bought', { suggestions: [{ of: '', text: 'x' }] }, ['suggestions']],
  ['a script', { link: { words: '', url: 'javascript:alert(1)' } }, ['link']],
  ['a line break', { link: { words: '', url: 'https://s.cn/a\nb' } }, ['link']],
  ['a user in the address', { link: { words: '', url: 'https://bank.cn@evil.cn/' } }, ['link']],
])('a layout may be saved or not: %s', (_, changes, problems) => {
  const layout = { ...everything, ...changes };
  expect(layoutProblems(layout)).toEqual(problems);
  expect(SavedReceiptLayout.safeParse(layout).success).toBe(problems.length === 0);
});

test('a layout has every part once', () => {
  const [first, ...others] = DEFAULT_RECEIPT_LAYOUT.parts;
  expect(SavedReceiptLayout.safeParse({ ...DEFAULT_RECEIPT_LAYOUT, parts: others }).success).toBe(false);
  expect(SavedReceiptLayout.safeParse({ ...DEFAULT_RECEIPT_LAYOUT, parts: [...others, others[0]] }).success).toBe(false);
  expect(SavedReceiptLayout.safeParse({ ...DEFAULT_RECEIPT_LAYOUT, parts: [...others, first] }).success).toBe(true);
});

test('a member is named by number and masked phone, never by more', () => {
  const layout = layoutWith([...NEEDED_PARTS, 'member']);
  const { items } = drawnPaper(buildReceipt(sale, { ...shop, maskedPhoneOf: (id) => (id === 1024 ? '138****6027' : '') }, 0, layout), '58');
  expect(linesOf(items).at(-1)).toBe('会员 1024 号 138****6027');
});
