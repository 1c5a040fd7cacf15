import { parseYuan } from '#contract/money.ts';
import { Pack, ProductTraits, type Variant } from '#contract/product.ts';
import type { TraitChanges } from '../import-row.ts';
import { tagWords, text, yesNo, type Field } from '../../sheet/field.ts';
import type { Column, ProductHeader } from './columns.ts';

const MAX_TAGS = 20;
const MAX_TAG_CHARACTERS = 30;
const MAX_SKU_CHARACTERS = 64;

type ProductField = Field<Column>;

/** The traits a row speaks of: an empty cell takes one away, a column that is not there leaves it as it is. */
export function parseTraits(header: ProductHeader, field: ProductField): TraitChanges | undefined {
  const has = (column: Column): boolean => header.has(column);
  const changes: TraitChanges = {
    ...(has('name_en') ? { nameEn: text(field, 'name_en', 200) || null } : {}),
    ...(has('brand') ? { brand: text(field, 'brand', 60) || null } : {}),
    ...(has('tags') ? { tags: orNone(tagWords(field, 'tags', MAX_TAGS, MAX_TAG_CHARACTERS)) } : {}),
    ...(has('style') ? { variant: variant(field) } : {}),
    ...(has('pack_of') ? { pack: pack(field) } : {}),
    ...(has('open_price') ? { openPrice: openPrice(field) } : {}),
    ...(has('deposit') ? { deposit: text(field, 'deposit', MAX_SKU_CHARACTERS) || null } : {}),
    ...(has('min_age') ? { minimumAge: minimumAge(field) } : {}),
    ...(has('prescription') ? { prescription: yesNo(field, 'prescription', false) || null } : {}),
    ...(has('gift') ? { gift: yesNo(field, 'gift', false) || null } : {}),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

function orNone(words: string[]): string[] | null {
  return words.length === 0 ? null : words;
}

/** A style has a size, a colour or both. */
function variant(field: ProductField): Variant | null {
  const style = text(field, 'style', 40);
  const place = { style, size: text(field, 'size', 20), colour: text(field, 'colour', 20) };
  if (style === '') return null;
  if (place.size === '' && place.colour === '') field.refuse('style', '有款号就要有尺码或颜色', 'needs a size or a colour');
  return place;
}

function pack(field: ProductField): Pack | null {
  const sku = text(field, 'pack_of', MAX_SKU_CHARACTERS);
  if (sku === '') return null;
  const read = Pack.safeParse({ sku, pieces: Number(field.cell('pack_pieces')) });
  if (!read.success) field.refuse('pack_pieces', '应为 2 到 10000 的整数', 'must be a whole number from 2 to 10000');
  return read.data ?? null;
}

/** `5-500`, in yuan. */
function openPrice(field: ProductField): NonNullable<ProductTraits['openPrice']> | null {
  const value = field.cell('open_price');
  if (value === '') return null;
  const [from = '', to = ''] = value.split(/[-–~～]/);
  const [minMinor, maxMinor] = [parseYuan(from), parseYuan(to)];
  if (minMinor !== undefined && maxMinor !== undefined && minMinor <= maxMinor) return { minMinor, maxMinor };
  field.refuse('open_price', '应为“最低-最高”，如 5-500', 'must be lowest-highest in yuan, e.g. 5-500');
  return null;
}

function minimumAge(field: ProductField): number | null {
  const value = field.cell('min_age');
  if (value === '' || value === '0') return null;
  const age = ProductTraits.shape.minimumAge.safeParse(Number(value));
  if (!age.success) field.refuse('min_age', '应为 1 到 99 的整数', 'must be a whole number from 1 to 99');
  return age.data ?? null;
}
