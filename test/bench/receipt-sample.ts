import type { PrintBlock, PrintDocument } from '#contract/document.ts';

/** A receipt as a supermarket prints it: 30 lines of text, 12 items, one name too long for its column, one with a rare ideograph, QR and cut. */
export const shop = {
  name: '小满母婴(望京店)',
  address: '朝阳区望京西路9号 010-55550100',
  number: '单号:S001-01-1-000063',
  cashier: '收银员:周小敏',
  time: '时间:2026-11-22 15:43:52',
  heading: ['商品', '数量', '单价', '小计'],
  items: [
    ['棉绒拉拉裤XL44片', '2', '129.00', '258.00'],
    ['净芽手口湿巾80抽', '3', '39.90', '119.70'],
    ['小屿纯棉连体哈衣', '1', '99.00', '99.00'],
    ['豆芽果泥苹果味100g', '6', '12.80', '76.80'],
    ['贝初宽口奶瓶240ml', '1', '89.00', '89.00'],
    ['云禾有机大米(散装)', '1.235', '9.98', '12.33'],
    ['禾牧幼儿配方奶粉3段', '2', '298.00', '596.00'],
    ['朱镕堂山楂条', '1', '18.00', '18.00'],
    ['月白婴儿洗衣液2L', '1', '46.90', '46.90'],
    ['小象软毛牙刷2支装', '2', '15.90', '31.80'],
    ['跃步男童运动鞋', '1', '169.00', '169.00'],
    ['森森儿童三合一冲锋衣140码加绒', '1', '399.00', '399.00'],
  ],
  total: '1915.53',
  paid: '2000.00',
  change: '84.47',
  count: '22.235',
  member: '会员:138****6027 本次积分:1915',
  thanks: '谢谢惠顾,欢迎再次光临!',
  returns: '未拆封商品凭小票7日内可退换',
  qr: 'https://r.example.com/i?s=S001&n=000063&t=1915.53&k=9f8c2b71',
  foot: '扫码取电子小票、开发票',
} as const;

function row([name = '', quantity = '', price = '', amount = '']: readonly string[]): PrintBlock {
  return {
    type: 'table',
    cells: [
      { text: name },
      { text: quantity, columns: 8, align: 'right' },
      { text: price, columns: 9, align: 'right' },
      { text: amount, columns: 10, align: 'right' },
    ],
  };
}

/** The receipt as the till would hand it to any printer. */
export function sampleReceipt(): PrintDocument {
  return {
    title: shop.number,
    blocks: [
      { type: 'text', text: shop.name, style: { align: 'center', bold: true, widthTimes: 2, heightTimes: 2 } },
      { type: 'text', text: shop.address, style: { align: 'center' } },
      { type: 'rule' },
      { type: 'pair', left: shop.number, right: shop.cashier },
      { type: 'text', text: shop.time },
      { type: 'rule' },
      row(shop.heading),
      ...shop.items.map(row),
      { type: 'rule' },
      { type: 'pair', left: '合计件数', right: shop.count },
      { type: 'pair', left: '应收', right: `￥${shop.total}`, style: { bold: true, heightTimes: 2 } },
      { type: 'pair', left: '现金', right: shop.paid },
      { type: 'pair', left: '找零', right: shop.change },
      { type: 'text', text: shop.member },
      { type: 'rule' },
      { type: 'text', text: shop.thanks, style: { align: 'center' } },
      { type: 'text', text: shop.returns, style: { align: 'center' } },
      { type: 'qr', data: shop.qr },
      { type: 'text', text: shop.foot, style: { align: 'center' } },
      { type: 'cut' },
    ],
  };
}
