import type { Header } from '../../sheet/header.ts';

/** The columns of a product list: name → what else the header may call it. */
export const COLUMNS = {
  sku: ['货号', '商品编码', '商品编号', '编码'],
  barcodes: ['barcode', '条码', '条形码', '商品条码'],
  name: ['品名', '名称', '商品名称'],
  name_en: ['英文名', '英文名称', '英文品名'],
  spec: ['规格', '规格型号'],
  category: ['分类', '类别', '商品分类'],
  unit: ['单位', '计量单位'],
  price: ['售价', '零售价', '价格', '单价'],
  cost: ['进价', '成本', '成本价'],
  tax_rate: ['税率'],
  weighed: ['称重', '是否称重'],
  active: ['在售', '是否在售', '启用', '是否启用'],
  plu: ['plu码', '秤码'],
  tax_class: ['税收分类编码', '税收编码'],
  image: ['图片'],
  quick_page: ['快捷页', '快捷键'],
  popularity: ['销量', '月销量'],
  brand: ['品牌'],
  tags: ['标签'],
  style: ['款号'],
  size: ['尺码'],
  colour: ['颜色', 'color'],
  pack_of: ['箱内货号'],
  pack_pieces: ['箱内数量'],
  open_price: ['自定价', '临时定价'],
  deposit: ['押金货号'],
  min_age: ['年龄限制'],
  prescription: ['处方', '处方药'],
  gift: ['赠品'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const REQUIRED_COLUMNS = [
  'sku',
  'barcodes',
  'name',
  'spec',
  'category',
  'unit',
  'price',
  'cost',
  'tax_rate',
  'weighed',
  'active',
] as const satisfies readonly Column[];

/** Where each column of a product list stands. */
export type ProductHeader = Header<Column>;
