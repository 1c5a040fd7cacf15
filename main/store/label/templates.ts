import type { LoadedRoll } from './label-sql.ts';
import type { LabelElement, LabelMedia, LabelTemplateId, LabelTemplateSummary } from '#contract/label.ts';

type Element<Type extends LabelElement['type']> = Extract<LabelElement, { type: Type }>;
type Place = Pick<LabelElement, 'x' | 'y' | 'width' | 'height'>;

/** A word in braces that stands for something of the product, the piece or the shop. An element all of whose words are empty is left out. */
export type LabelField = 'name' | 'nameEn' | 'spec' | 'sku' | 'code' | 'unit' | 'category' | 'batch' | 'expiry' | 'serial' | 'store';

/** An element whose words come from the product. */
export type TemplateElement =
  | Element<'text'>
  | Element<'bar'>
  | Element<'box'>
  | (Place & Pick<Element<'price'>, 'align'> & { readonly type: 'price'; readonly amount: 'price' | 'was' })
  /** The product's barcode in its own symbology; CODE128 where it is no GTIN. */
  | (Place & Pick<Element<'barcode'>, 'digits'> & { readonly type: 'barcode' })
  /** GS1 DataMatrix of this very piece: (01)(17)(10)(21). */
  | (Place & { readonly type: 'trace' });

export interface LabelTemplate extends LabelTemplateSummary {
  readonly media: LabelMedia;
  readonly elements: readonly TemplateElement[];
}

const GAP: LabelMedia = { type: 'gap', gap: 20 };

/** All lengths in tenths of a millimetre. 30 of text is 24 dots at 203 dpi, the font's own size. */
const templates: readonly LabelTemplate[] = [
  {
    id: 'shelf-40x30',
    width: 400,
    height: 300,
    asks: [],
    serial: false,
    media: GAP,
    elements: [
      { type: 'text', x: 15, y: 12, width: 370, height: 60, text: '{name}', lines: 2, bold: true },
      { type: 'text', x: 15, y: 74, width: 370, height: 25, text: '{spec}' },
      { type: 'price', x: 15, y: 103, width: 300, height: 76, amount: 'price' },
      { type: 'text', x: 320, y: 150, width: 65, height: 28, text: '/{unit}', align: 'right' },
      { type: 'barcode', x: 15, y: 190, width: 370, height: 98, digits: 26 },
    ],
  },
  {
    id: 'shelf-60x40',
    width: 600,
    height: 400,
    asks: [],
    serial: false,
    media: GAP,
    elements: [
      { type: 'text', x: 20, y: 16, width: 560, height: 88, text: '{name}', lines: 2, bold: true },
      { type: 'text', x: 20, y: 112, width: 270, height: 30, text: '{spec}' },
      { type: 'text', x: 300, y: 112, width: 280, height: 30, text: '{sku}', align: 'right' },
      { type: 'bar', x: 20, y: 148, width: 560, height: 3 },
      { type: 'price', x: 20, y: 160, width: 470, height: 110, amount: 'price' },
      { type: 'text', x: 495, y: 236, width: 85, height: 34, text: '/{unit}', align: 'right' },
      { type: 'barcode', x: 20, y: 285, width: 370, height: 100, digits: 28 },
      { type: 'text', x: 400, y: 285, width: 180, height: 60, text: '{nameEn}', lines: 2, align: 'right' },
      { type: 'text', x: 400, y: 352, width: 180, height: 28, text: '{store}', align: 'right' },
    ],
  },
  {
    id: 'promotion-60x40',
    width: 600,
    height: 400,
    asks: ['was'],
    serial: false,
    media: GAP,
    elements: [
      { type: 'box', x: 5, y: 5, width: 590, height: 390, line: 6 },
      { type: 'text', x: 25, y: 22, width: 400, height: 76, text: '{name}', lines: 2, bold: true },
      { type: 'text', x: 430, y: 22, width: 145, height: 56, text: '特价', bold: true, align: 'right' },
      { type: 'text', x: 25, y: 106, width: 270, height: 28, text: '{spec}' },
      { type: 'price', x: 25, y: 140, width: 455, height: 135, amount: 'price' },
      { type: 'text', x: 490, y: 243, width: 85, height: 32, text: '/{unit}', align: 'right' },
      { type: 'barcode', x: 25, y: 295, width: 330, height: 90, digits: 26 },
      { type: 'text', x: 370, y: 300, width: 205, height: 26, text: '原价', align: 'right' },
      { type: 'price', x: 370, y: 332, width: 205, height: 46, amount: 'was', align: 'right' },
    ],
  },
  {
    id: 'item-40x30',
    width: 400,
    height: 300,
    asks: ['batch', 'expiry'],
    serial: false,
    media: GAP,
    elements: [
      { type: 'text', x: 15, y: 12, width: 370, height: 60, text: '{name}', lines: 2, bold: true },
      { type: 'text', x: 15, y: 78, width: 370, height: 28, text: '{spec}' },
      { type: 'text', x: 15, y: 112, width: 370, height: 28, text: '批号 {batch}' },
      { type: 'text', x: 15, y: 144, width: 370, height: 28, text: '有效期至 {expiry}' },
      { type: 'barcode', x: 15, y: 184, width: 370, height: 104, digits: 26 },
    ],
  },
  {
    id: 'serial-40x30',
    width: 400,
    height: 300,
    asks: ['batch', 'expiry'],
    serial: true,
    media: GAP,
    elements: [
      { type: 'text', x: 15, y: 12, width: 370, height: 60, text: '{name}', lines: 2, bold: true },
      { type: 'text', x: 15, y: 80, width: 205, height: 26, text: '{spec}' },
      { type: 'text', x: 15, y: 114, width: 205, height: 26, text: '批号 {batch}' },
      { type: 'text', x: 15, y: 148, width: 205, height: 26, text: '至 {expiry}' },
      { type: 'text', x: 15, y: 190, width: 205, height: 26, text: '{code}' },
      { type: 'trace', x: 225, y: 82, width: 160, height: 160 },
      { type: 'text', x: 15, y: 254, width: 370, height: 30, text: '{serial}', align: 'right' },
    ],
  },
  {
    id: 'garment-40x60',
    width: 400,
    height: 600,
    asks: [],
    serial: false,
    media: GAP,
    elements: [
      { type: 'text', x: 20, y: 80, width: 360, height: 34, text: '{store}', align: 'center' },
      { type: 'bar', x: 20, y: 122, width: 360, height: 3 },
      { type: 'text', x: 20, y: 138, width: 360, height: 84, text: '{name}', lines: 2, bold: true },
      { type: 'text', x: 20, y: 236, width: 360, height: 32, text: '规格 {spec}' },
      { type: 'text', x: 20, y: 276, width: 360, height: 32, text: '货号 {sku}' },
      { type: 'price', x: 20, y: 330, width: 360, height: 100, amount: 'price', align: 'center' },
      { type: 'barcode', x: 15, y: 460, width: 370, height: 120, digits: 28 },
    ],
  },
];

/** The templates of the shop, in the order the screen offers them. */
export function labelTemplates(): readonly LabelTemplate[] {
  return templates;
}

/** The template of that name; there is one for every name of the contract. */
export function findLabelTemplate(id: LabelTemplateId): LabelTemplate {
  const template = templates.find((each) => each.id === id);
  if (!template) throw new Error(`no label template ${id}`);
  return template;
}

/** The size of label a template is printed on. */
export function rollOf({ width, height, media }: LabelTemplate): LoadedRoll {
  return { width, height, media: media.type };
}

/** On what is in the printer it would be printed over the edges. Nobody knows what is in a printer that has printed nothing yet. */
export function needsOtherRoll(template: LabelTemplate, loaded: LoadedRoll | undefined): boolean {
  const { width, height, media } = rollOf(template);
  return loaded !== undefined && (loaded.width !== width || loaded.height !== height || loaded.media !== media);
}
