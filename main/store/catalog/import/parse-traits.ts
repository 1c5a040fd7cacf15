import { parseYuan } from '#contract/money.ts';
import { Pack, ProductTraits, type Variant } from '#contract/product.ts';
import type { TraitChanges } from '../import-row.ts';
import type { Column, Header } from './columns.ts';
import { text, yesNo, type Field } from './field.ts';

const MAX_TAGS = 20;
const MAX_TAG_CHARACTERS = 30;
const MAX_SKU_CHARACTERS = 64;

/** The traits a row speaks of: an empty cell takes one away, a column that is not there leaves it as it is. */
export function parseTraits(header: Header, field: Field): TraitChanges | undefined {
  const has = (column: Column): boolean => header.has(column);
  const changes: TraitChanges = {
    ...(has('brand') ? { brand: text(field, 'brand', 60) || null } : {}),
    ...(has('tags') ? { tags: tags(field) } : {}),
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

/** `新品|有机`, each once. */
function tags(field: Field): string[] | null {
  const words = text(field, 'tags', MAX_TAGS * (MAX_TAG_CHARACTERS + 1))
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const distinct = [...new Set(words)];
  if (distinct.length > MAX_TAGS || distinct.some((word) => word.length > MAX_TAG_CHARACTERS))
    field.refuse(
      'tags',
      `最多 ${MAX_TAGS} 个，每个最多 ${MAX_TAG_CHARACTERS} 字`,
      `takes ${MAX_TAGS} words of ${MAX_TAG_CHARACTERS} characters`,
    );
  return distinct.length === 0 ? null : distinct;
}

/** A style has a size, a colour or both. */
function variant(field: Field): Variant | null {
  const style = text(field, 'style', 40);
  const place = { style, size: text(field, 'size', 20), colour: text(field, 'colour', 20) };
  if (style === '') return null;
  if (place.size === '' && place.colour === '') field.refuse('style', '有款号就要有尺码或颜色', 'needs a size or a colour');
  return place;
}

function pack(field: Field): Pack | null {
  const sku = text(field, 'pack_of', MAX_SKU_CHARACTERS);
  if (sku === '') return null;
  const read = Pack.safeParse({ sku, pieces: Number(field.cell('pack_pieces')) });
  if (!read.success) field.refuse('pack_pieces', '应为 2 到 10000 的整数', 'must be a whole number from 2 to 10000');
  return read.data ?? null;
}

/** `5-500`, in yuan. */
function openPrice(field: Field): NonNullable<ProductTraits['openPrice']> | null {
  const value = field.cell('open_price');
  if (value === '') return null;
  const [from = '', to = ''] = value.split(/[-–~～]/);
  const [minMinor, maxMinor] = [parseYuan(from), parseYuan(to)];
  if (minMinor !== undefined && maxMinor !== undefined && minMinor <= maxMinor) return { minMinor, maxMinor };
  field.refuse('open_price', '应为“最低-最高”，如 5-500', 'must be lowest-highest in yuan, e.g. 5-500');
  return null;
}

function minimumAge(field: Field): number | null {
  const value = field.cell('min_age');
  if (value === '' || value === '0') return null;
  const age = ProductTraits.shape.minimumAge.safeParse(Number(value));
  if (!age.success) field.refuse('min_age', '应为 1 到 99 的整数', 'must be a whole number from 1 to 99');
  return age.data ?? null;
}
