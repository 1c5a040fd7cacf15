import { hasHan } from './fold.ts';
import { isPinyinText } from './matching.ts';
import { BLOCK_SIZE, countUpTo, EMPTY_POSTING, intersect, isEmptyPosting, type Posting, unite } from './posting.ts';
import { BARCODE_TOKEN_LENGTH, barcodeToken, GRAM_LENGTH, HAN_GRAM_LENGTH, PINYIN_START_LENGTH, pinyinToken } from './tokens.ts';

/** Once a block holds no more candidates than this, reading and comparing them is cheaper than more tokens. */
const FEW_CANDIDATES = 2;
/** The longest syllables have six letters: zhuang, chuang, shuang. */
const SYLLABLE_LENGTH = 6;

/** The candidates for one word, block by block: every product that matches is among them, and when `exact` no other. */
export interface Condition {
  readonly exact: boolean;
  /** Known to have no candidates at all. */
  readonly none: boolean;
  at(blockIndex: number): Posting;
}

const NONE: Condition = { exact: true, none: true, at: () => EMPTY_POSTING };

/** The index as one query sees it. */
export interface IndexView {
  /** Numbers of the blocks, in rank order; conditions count them from 0. */
  readonly blocks: readonly number[];
  token(token: string): Condition;
  /** Ranks of products with a barcode that starts with these digits; undefined when they are too many to list. */
  barcodeRanks(digits: string): readonly number[] | undefined;
}

/** Turns the words of one query into conditions; words and their parts share what they read. */
export function createConditions(index: IndexView): (word: string) => Condition {
  const token = remember((text) => index.token(text));
  const pinyinFrom = remember((letters): Condition => {
    if (letters.length <= GRAM_LENGTH) return token(letters);
    const start = token(pinyinToken(letters.slice(0, PINYIN_START_LENGTH)));
    if (start.none || letters.length <= PINYIN_START_LENGTH) return start;
    return letters.length <= SYLLABLE_LENGTH ? { ...start, exact: false } : followed(start, letters);
  });
  /** The next syllable starts at most a syllable's length after this one. */
  const followed = (start: Condition, letters: string): Condition => {
    const next = any(Array.from({ length: SYLLABLE_LENGTH }, (_, length) => pinyinFrom(letters.slice(length + 1))));
    if (next.none) return NONE;
    return {
      exact: false,
      none: false,
      at: rememberBlocks((blockIndex) => {
        const started = start.at(blockIndex);
        return isEmptyPosting(started) ? started : intersect(started, next.at(blockIndex));
      }),
    };
  };
  const barcode = (digits: string): Condition => {
    const prefix = token(barcodeToken(digits.slice(0, BARCODE_TOKEN_LENGTH)));
    if (digits.length <= BARCODE_TOKEN_LENGTH) return prefix;
    const ranks = prefix.none ? [] : index.barcodeRanks(digits);
    return ranks ? listed(ranks, index.blocks) : { ...prefix, exact: false };
  };
  return (word) => {
    const characters = Array.from(word);
    if (hasHan(word)) {
      return characters.length <= HAN_GRAM_LENGTH ? token(word) : all(gramsOf(characters, HAN_GRAM_LENGTH).filter(hasHan).map(token));
    }
    if (characters.length <= GRAM_LENGTH) return token(word);
    const ways = [all(gramsOf(characters, GRAM_LENGTH).map(token))];
    if (isPinyinText(word) && /[a-z]/.test(word)) ways.push(pinyinFrom(word));
    if (/^\d+$/.test(word)) ways.push(barcode(word));
    return any(ways);
  };
}

function remember(make: (text: string) => Condition): (text: string) => Condition {
  const known = new Map<string, Condition>();
  return (text) => {
    const condition = known.get(text) ?? make(text);
    known.set(text, condition);
    return condition;
  };
}

function rememberBlocks(at: Condition['at']): Condition['at'] {
  const known: Posting[] = [];
  return (blockIndex) => (known[blockIndex] ??= at(blockIndex));
}

function gramsOf(characters: readonly string[], length: number): string[] {
  return Array.from({ length: characters.length - length + 1 }, (_, start) => characters.slice(start, start + length).join(''));
}

/** Products under all conditions, or a few more. The last gram first: codes and names tell more at their end. */
function all(conditions: readonly Condition[]): Condition {
  if (conditions.some((condition) => condition.none)) return NONE;
  return {
    exact: false,
    none: false,
    at(blockIndex) {
      let both = conditions.at(-1)?.at(blockIndex) ?? EMPTY_POSTING;
      for (let next = conditions.length - 2; next >= 0 && countUpTo(both, FEW_CANDIDATES + 1) > FEW_CANDIDATES; next -= 1) {
        both = intersect(both, conditions[next]?.at(blockIndex) ?? EMPTY_POSTING);
      }
      return both;
    },
  };
}

/** Products under at least one condition. */
function any(conditions: readonly Condition[]): Condition {
  const possible = conditions.filter((condition) => !condition.none);
  if (possible.length <= 1) return possible[0] ?? NONE;
  return {
    exact: possible.every((condition) => condition.exact),
    none: false,
    at: (blockIndex) => possible.reduce<Posting>((found, condition) => unite(found, condition.at(blockIndex)), EMPTY_POSTING),
  };
}

function listed(ranks: readonly number[], blocks: readonly number[]): Condition {
  return {
    exact: true,
    none: ranks.length === 0,
    at(blockIndex) {
      const firstRank = (blocks[blockIndex] ?? 0) * BLOCK_SIZE;
      const inBlock = ranks.filter((rank) => rank >= firstRank && rank < firstRank + BLOCK_SIZE);
      return Uint16Array.from(inBlock, (rank) => rank - firstRank).toSorted();
    },
  };
}
