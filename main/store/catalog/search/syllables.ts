/** Mandarin syllables without tones, ü written v, by their first letter: what follows it; an empty place is the letter alone. */
const ENDINGS: Readonly<Record<string, string>> = {
  a: ' i n ng o',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  c: 'a ai an ang ao e en eng ha hai han hang hao he hen heng hi hong hou hu hua huai huan huang hui hun huo i ong ou u uan ui un uo',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  e: ' i n ng r',
  f: 'a an ang ei en eng o ou u',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve',
  m: ' a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  n: ' a ai an ang ao e ei en eng g i ian iang iao ie in ing iu ong ou u uan uo v ve',
  o: ' u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  s: 'a ai an ang ao e en eng ha hai han hang hao he hei hen heng hi hou hu hua huai huan huang hui hun huo i ong ou u uan ui un uo',
  t: 'a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo',
  w: 'a ai an ang ei en eng o u',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  z: 'a ai an ang ao e ei en eng ha hai han hang hao he hei hen heng hi hong hou hu hua huai huan huang hui hun huo i ong ou u uan ui un uo',
};

const SYLLABLES: ReadonlySet<string> = new Set(
  Object.entries(ENDINGS).flatMap(([first, endings]) => endings.split(' ').map((ending) => first + ending)),
);

/** Letters of the longest syllables: zhuang, chuang, shuang. */
export const MAX_SYLLABLE_LENGTH = 6;

/** Whether the text is one whole syllable as the dictionary writes it. */
export function isSyllable(text: string): boolean {
  return SYLLABLES.has(text);
}
