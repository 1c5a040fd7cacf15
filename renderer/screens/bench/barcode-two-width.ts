/** Width of a wide element in narrow ones; both standards allow 2 to 3. */
const WIDE_MODULES = 3;

/** Code 39 characters in the order of their patterns (ISO/IEC 16388, table 1); `*` starts and ends a symbol. */
const CODE39_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*';
/** Nine elements a character, bar first, 1 = wide, as hexadecimal. */
const code39Patterns = (
  '034 121 061 160 031 130 070 025 124 064 109 049 148 019 118 058 00d 10c 04c 01c 103 043 ' +
  '142 013 112 052 007 106 046 016 181 0c1 1c0 091 190 0d0 085 184 0c4 0a8 0a2 08a 02a 094'
)
  .split(' ')
  .map((hex) => Number.parseInt(hex, 16).toString(2).padStart(9, '0'));

/** Five elements a digit, 1 = wide (ISO/IEC 16390, table 1). */
const itfPatterns = ['00110', '10001', '01001', '11000', '00101', '10100', '01100', '00011', '10010', '01010'] as const;

/** Elements (1 = wide), bar first, as modules (1 = bar). */
const draw = (elements: string): string =>
  Array.from(elements, (wide, index) => (index % 2 === 0 ? '1' : '0').repeat(wide === '1' ? WIDE_MODULES : 1)).join('');

/** Code 39 as modules with its start and stop characters; undefined for a character outside its 43 or an asterisk in the data. */
export function code39Modules(data: string): string | undefined {
  if (data === '' || data.includes('*')) return undefined;
  const patterns = Array.from(`*${data}*`, (character) => code39Patterns[CODE39_CHARACTERS.indexOf(character)]);
  return patterns.includes(undefined) ? undefined : patterns.map((pattern) => draw(pattern ?? '')).join('0');
}

/** Interleaved 2 of 5 as modules; undefined unless the data is an even number of digits. */
export function itfModules(data: string): string | undefined {
  if (!/^(\d\d)+$/.test(data)) return undefined;
  let elements = '0000';
  for (let index = 0; index < data.length; index += 2) {
    const bars = itfPatterns[Number(data[index])] ?? '';
    const spaces = itfPatterns[Number(data[index + 1])] ?? '';
    elements += Array.from(bars, (bar, element) => bar + (spaces[element] ?? '')).join('');
  }
  return draw(`${elements}100`);
}
