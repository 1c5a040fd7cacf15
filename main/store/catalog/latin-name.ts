import { hasHan, squeeze } from './search/fold.ts';
import { parseReadings } from './search/matching.ts';

/**
 * A Chinese name as it is read, for displays that have Latin letters only: 棉绒 拉拉裤 XL → "MianRong LaLaKu XL". `readings` is what the
 * catalogue stores of the product. Undefined while nobody knows how the name is read, and for a name without Chinese characters.
 */
export function latinName(name: string, readings: string): string | undefined {
  if (!hasHan(name) || readings === '') return undefined;
  const units = parseReadings(readings);
  let at = 0;
  let latin = '';
  for (const character of name) {
    const typed = Array.from(squeeze(character));
    if (hasHan(character)) {
      const [syllable = ''] = units[at] ?? [];
      if (!/^[a-z]+$/.test(syllable)) return undefined;
      latin += syllable.slice(0, 1).toUpperCase() + syllable.slice(1);
    } else latin += typed.length === 0 ? ' ' : character;
    at += typed.length;
  }
  return latin;
}
