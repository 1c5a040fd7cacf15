import type { ImportRow } from '#main/store/catalog/import-row.ts';
import { checkDigit } from '#contract/gtin.ts';

const BRANDS =
  '禾牧 净芽 小屿 豆芽 贝初 棉绒 朗步 山泉坊 康禾 统味 蒙原 伊朵 晨光里 三本 可可屋 百川 雪岭 娃乐 怡泉 老吉祥 加禾 东岭 脉源 元气谷 汇果 全味斋 旺福 洽香 松果林 良田铺 百草园 盼香 达味 好味友 奥麦 乐薯 佳食 福记 阿山 德芙兰 力架 绿径 益齿 海天阁 锦记坊 千穗 干妈香 金穗 鲁香 临福 稻香村口 北大田 五谷丰 香满楼 双城 金号 思味 三江 湾头 安屿 正禾 黑鸭记 绝香 卫味 白鹿 今麦 一丁 心印 维洁 清风里 洁柔坊 蓝月湾 立净 汰白 奥洁 舒尔 六和 海丝 飘雪 潘云 云南岭 佳齿 高洁 得利 晨彩 真彩虹 公牛坡 南孚里 双鹿岭 名创屋 苏泊湾 美居 九阳坡 小熊屋 飞刻 青岛湾 雪花岭 燕京里 百威坊 冰城 江小屿 红星里 长城岭 长白 重庆巷 乐行 银杏 朝阳坊'.split(
    ' ',
  );
const KINDS =
  '原味 经典 香辣 麻辣 酸菜 红烧 番茄 葱香 海盐 黑糖 抹茶 草莓 蓝莓 芒果 柠檬 蜜桃 荔枝 葡萄 青柠 椰子 低脂 脱脂 全脂 无糖 零度 有机 高钙 鲜榨 特浓 醇香 清爽 冰爽 薄荷 茉莉 乌龙 龙井 观音 绿色 新鲜 精选 优选 家庭装 儿童 成人 加厚 柔韧 抗菌 薰衣草 芦荟 玫瑰 纯棉 婴儿 幼儿 孕妇 便携 轻薄 透气 防水 运动 女童 男童 3段 2段 1段 XL M码 PPSU pro'.split(
    ' ',
  );
const GOODS =
  '饮用水 矿泉水 纯净水 牛奶 酸奶 豆奶 果汁 汽水 可乐 绿茶 红茶 奶茶 咖啡 啤酒 白酒 葡萄酒 方便面 拉面 米粉 挂面 大米 面粉 食用油 酱油 香醋 食盐 白糖 辣酱 番茄酱 火腿肠 腊肠 牛肉干 猪肉脯 鸡翅 鸭脖 水饺 汤圆 馒头 面包 蛋糕 饼干 薯片 瓜子 坚果 花生 开心果 巧克力 糖果 口香糖 果冻 海苔 冰淇淋 鸡蛋 抽纸 卷纸 湿巾 洗衣液 洗衣粉 洗洁精 香皂 沐浴露 洗发水 护发素 牙膏 牙刷 毛巾 电池 插座 圆珠笔 笔记本 保温杯 电饭煲 剃须刀 花露水 蚊香 配方奶粉 拉拉裤 纸尿裤 奶瓶 果泥 米粉棒 连体衣 学步鞋 运动鞋 篮球 瑜伽垫 跳绳 积木 绘本 推车 安全座椅 隔尿垫 围嘴 棉柔巾 润肤乳 爬行垫'.split(
    ' ',
  );
const SPECS =
  '50g 80g 100g 120g 150g 200g 250g 300g 400g 500g 750g 800g 1kg 2.5kg 5kg 10kg 100ml 200ml 240ml 250ml 330ml 350ml 450ml 500ml 550ml 600ml 1L 1.25L 1.5L 2L 5L 4片 44片 6包 10包 12瓶 24罐 80抽×5包 礼盒装 整箱 散装 月白80码 藏青90码 粉红100码 36码 37码 38码 42码'.split(
    ' ',
  );

/** A repeatable stream of numbers from 0 to below 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** `count` products with names of brand, one or two kinds, goods and spec; popularity falls as in a shop: few sell much, most hardly. */
export function* generateProducts(count: number): Generator<ImportRow> {
  const random = createRandom(42);
  for (let number = 1; number <= count; number += 1) {
    const kinds = random() < 0.35 ? pick(random, KINDS) + pick(random, KINDS) : pick(random, KINDS);
    const maker = String(1_000_000 + ((number * 7919) % 8_999_993)).padStart(7, '0');
    const digits = `69${maker}${String(number % 1000).padStart(3, '0')}`;
    yield {
      sku: `SP${String(number).padStart(7, '0')}`,
      barcodes: [digits + checkDigit(digits)],
      name: `${pick(random, BRANDS)} ${kinds}${pick(random, GOODS)}`,
      spec: pick(random, SPECS),
      category: '综合',
      unit: '件',
      priceMinor: 100 + Math.floor(random() * 20_000),
      costMinor: null,
      taxRateBasisPoints: 1300,
      weighed: false,
      active: true,
      popularity: Math.floor(20 / (0.001 + random() * random() * 20)),
    };
  }
}

/** What a cashier types on the way to a product: every beginning of a word, by class. */
export interface Keystrokes {
  readonly han1: readonly string[];
  readonly han2: readonly string[];
  readonly han3: readonly string[];
  readonly initials: readonly string[];
  readonly pinyin: readonly string[];
  readonly code: readonly string[];
  readonly words: readonly string[];
  readonly miss: readonly string[];
}

/** The first `from` to `to` characters of a text. */
function beginnings(text: string, from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, Math.min(text.length, to) - from + 1) }, (_, more) => text.slice(0, from + more));
}

/** `read` spells a Chinese text as syllables. */
export function generateKeystrokes(read: (text: string) => readonly string[]): Keystrokes {
  const random = createRandom(777);
  const goods = Array.from(
    { length: 60 },
    (_, turn) => [pick(random, BRANDS), pick(random, GOODS), pick(random, KINDS) + pick(random, GOODS)][turn % 3] ?? '',
  );
  const names = Array.from(
    { length: 40 },
    (_, turn) =>
      [pick(random, BRANDS) + pick(random, KINDS), pick(random, KINDS) + pick(random, GOODS), pick(random, GOODS)][turn % 3] ?? '',
  );
  const numbers = Array.from({ length: 40 }, () => 1 + Math.floor(random() * 100_000));
  return {
    han1: goods.flatMap((text) => beginnings(text, 1, 1)),
    han2: goods.flatMap((text) => beginnings(text, 2, 2)),
    han3: goods.flatMap((text) => beginnings(text, 3, 5)),
    initials: names.flatMap((text) =>
      beginnings(
        read(text)
          .map((syllable) => syllable.slice(0, 1))
          .join('')
          .toLowerCase(),
        1,
        6,
      ),
    ),
    pinyin: names.flatMap((text) => beginnings(read(text).join('').toLowerCase(), 2, 14)),
    code: numbers.flatMap((number) => [
      ...beginnings(`SP${String(number).padStart(7, '0')}`, 2, 9),
      ...beginnings(`69${String(1_000_000 + ((number * 7919) % 8_999_993))}${String(number % 1000).padStart(3, '0')}`, 4, 12),
    ]),
    words: Array.from({ length: 60 }, (_, turn) => `${pick(random, turn % 2 ? BRANDS : KINDS)} ${pick(random, turn % 3 ? GOODS : SPECS)}`),
    miss: [
      '火星',
      '飞碟香皂',
      '可乐可',
      '坦克',
      '恐龙蛋',
      'zzqx',
      'qqqq',
      'yingerzzz',
      'niunaizzz',
      '9999999',
      '牛奶 火星',
      '可乐 薄荷 矿泉水',
      '红茶 奶粉 大米',
      '原味 香辣 麻辣',
      'nf yk qq',
      '拉拉裤 篮球',
      '100ml 500g',
      'sp99999999',
      '6999999999',
      '茶奶 水饮',
      'niunaikele',
      '巧克力咖啡奶茶',
      '啤酒 白酒 红茶',
    ],
  };
}
