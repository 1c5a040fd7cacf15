/** Bytes of one display line → text, a byte a column: ASCII, and two-byte GBK characters; half a character is a dark column. */
export function tubeText(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0x20;
    const wide = wideCharacter(byte, bytes[at + 1]);
    if (wide !== undefined) {
      text += wide;
      at += 1;
    } else text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ' ';
  }
  return text;
}

const gbk = new TextDecoder('gb18030');

function wideCharacter(lead: number, trail: number | undefined): string | undefined {
  if (lead < 0x81 || lead === 0xff || trail === undefined || trail < 0x40 || trail === 0x7f || trail === 0xff) return undefined;
  const character = gbk.decode(Uint8Array.of(lead, trail));
  return /^[^\ufffd\p{Co}\p{Cn}]$/u.test(character) ? character : undefined;
}
