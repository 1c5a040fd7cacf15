/** Most text of a receipt needs no cleaning; this recognises it without normalizing. Everything outside goes the long way. */
const CLEAN = /^[ -~\u3001-\u3007\u4e00-\u9fff\uff01-\uff5e]*$/;
const BREAKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
/** C0, DEL, C1 (Cc), bidi marks, zero width joiners and tags (Cf), unpaired surrogates (Cs), variation selectors and fillers, skin tones of emoji. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/gu;

/**
 * Text as a person meant it, NFC, with nothing in it that steers a printer or hides from a reader: line breaks and tabs become spaces;
 * control characters, bidi controls, zero-width characters and unpaired surrogates are dropped. The only gate through which data reaches paper.
 */
export function printable(text: string): string {
  if (CLEAN.test(text)) return text;
  return text.replace(BREAKS, ' ').replace(INVISIBLE, '').normalize('NFC');
}
