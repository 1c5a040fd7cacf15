import { isGtin } from '#contract/gtin.ts';
import { GROUP_SEPARATOR } from '../scan/gs1.ts';
import { OWN_PRODUCT_AI } from '../scan/trade-item.ts';
import type { LabelField, LabelTemplate, TemplateElement } from './templates.ts';
import type { LabelDocument, LabelElement, LabelItem } from '#contract/label.ts';
import type { Product } from '#contract/product.ts';

/** What one label says beside the product's own record. */
export type LabelDetails = Pick<LabelItem, 'wasMinor' | 'batch' | 'expiry'> & { readonly serial?: string; readonly reprint?: boolean };

/** A template with the words of one product. Empty words leave their element out. Pure. */
export function fillTemplate(template: LabelTemplate, product: Product, details: LabelDetails, storeName: string): LabelDocument {
  const fields = fieldsOf(product, details, storeName);
  const elements = template.elements.flatMap((element) => fillElement(element, product, details, fields));
  const { width, height, media } = template;
  return { title: product.name.slice(0, 100), width, height, media, elements };
}

type Fields = Readonly<Record<LabelField, string>>;

function fieldsOf(product: Product, details: LabelDetails, storeName: string): Fields {
  const { name, nameEn = '', spec, sku, unit, category } = product;
  return {
    name,
    nameEn,
    spec,
    sku,
    unit,
    category,
    code: codeOf(product) ?? '',
    batch: details.batch ?? '',
    expiry: details.expiry ?? '',
    serial: [details.serial, details.reprint ? '补' : ''].filter(Boolean).join(' '),
    store: storeName,
  };
}

function fillElement(element: TemplateElement, product: Product, details: LabelDetails, fields: Fields): readonly LabelElement[] {
  switch (element.type) {
    case 'bar':
    case 'box':
      return [element];
    case 'text': {
      const text = fillWords(element.text, fields);
      return text === undefined ? [] : [{ ...element, text }];
    }
    case 'price': {
      const { amount, ...place } = element;
      const amountMinor = amount === 'was' ? details.wasMinor : product.priceMinor;
      return amountMinor === undefined ? [] : [{ ...place, amountMinor, struck: amount === 'was' }];
    }
    case 'barcode': {
      const code = codeOf(product);
      return code === undefined ? [] : [{ ...element, symbology: symbologyOf(code), data: code }];
    }
    case 'trace': {
      const data = traceCode(product, details);
      return data === undefined ? [] : [{ ...element, type: 'matrix', symbology: 'GS1_DATAMATRIX', data }];
    }
  }
}

/** Undefined when the text has words and all of them are empty. */
function fillWords(text: string, fields: Fields): string | undefined {
  let any = false;
  let filled = false;
  const words = text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(fields, name)) return whole;
    const word = fields[name as LabelField];
    any = true;
    filled ||= word !== '';
    return word;
  });
  return any && !filled ? undefined : words.slice(0, 400);
}

/** The code a label carries as bars: the first GTIN, else the first barcode, else the SKU where Code 128 can write it. */
function codeOf({ barcodes, sku }: Product): string | undefined {
  return barcodes.find(isGtin) ?? [...barcodes, sku].find((code) => /^[!-~]{1,40}$/.test(code));
}

function symbologyOf(code: string): 'EAN13' | 'EAN8' | 'UPCA' | 'CODE128' {
  if (!isGtin(code)) return 'CODE128';
  if (code.length === 13) return 'EAN13';
  if (code.length === 12) return 'UPCA';
  return code.length === 8 ? 'EAN8' : 'CODE128';
}

/**
 * The element string of one piece: (01) GTIN, or (91) SKU for a product that has none; (17) expiry; (10) batch; (21) serial number, GS after what has no
 * fixed length and is not last. Undefined when the product can be named neither way.
 */
export function traceCode(product: Pick<Product, 'barcodes' | 'sku'>, { batch, expiry, serial }: LabelDetails): string | undefined {
  const gtin = product.barcodes.find(isGtin);
  if (gtin === undefined && !/^[!"%-/0-9:-?A-Z_a-z]{1,64}$/.test(product.sku)) return undefined;
  const fields = [
    gtin === undefined ? `${OWN_PRODUCT_AI}${product.sku}${GROUP_SEPARATOR}` : `01${gtin.padStart(14, '0')}`,
    expiry === undefined ? '' : `17${expiry.slice(2).replaceAll('-', '')}`,
    batch === undefined ? '' : `10${batch}${GROUP_SEPARATOR}`,
    serial === undefined ? '' : `21${serial}`,
  ];
  const code = fields.join('');
  return code.endsWith(GROUP_SEPARATOR) ? code.slice(0, -1) : code;
}
