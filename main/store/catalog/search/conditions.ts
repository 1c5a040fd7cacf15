import { hasHan } from './fold.ts';
import { isPinyinText } from './matching.ts';
import { BLOCK_SIZE, EMPTY_POSTING, intersect, isEmptyPosting, type Posting, unite } from './posting.ts';
import { isSyllable, MAX_SYLLABLE_LENGTH } from './syllables.ts';
import { BARCODE_TOKEN_LENGTH, barcodeToken, GRAM_LENGTH, HAN_GRAM_LENGTH } from './tokens.ts';

/** Of longer words only so many grams are looked at after the first blocks. */
const RAREST_GRAMS = 3;
const SAMPLE_BLOCKS = 4;

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
    const start = token(letters.slice(0, GRAM_LENGTH));
    if (start.none || letters.length <= GRAM_LENGTH) return start;
    const unitLengths = firstUnitLengths(letters);
    if (unitLengths.includes(letters.length)) return { ...start, exact: false };
    return both(start, any(unitLengths.map((length) => pinyinFrom(letters.slice(length)))));
  });
  const barcode = (digits: string): Condition => {
    const prefix = token(barcodeToken(digits.slice(0, BARCODE_TOKEN_LENGTH)));
    if (digits.length <= BARCODE_TOKEN_LENGTH) return prefix;
    const ranks = prefix.none ? [] : index.barcodeRanks(digits);
    return ranks ? listed(ranks, index.blocks) : { ...prefix, exact: false };
  };
  return (word) => {
    const characters = Array.from(word);
    if (hasHan(word)) {
      return characters.length <= HAN_GRAM_LENGTH ? token(word) : all(gramsOf(characters, HAN_GRAM_LENGTH).filter(hasHan), token);
    }
    if (characters.length <= GRAM_LENGTH) return token(word);
    const ways = [all(gramsOf(characters, GRAM_LENGTH), token)];
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

/** How many letters the first syllable, letter or digit may have. */
function firstUnitLengths(letters: string): number[] {
  const lengths = Array.from({ length: Math.min(MAX_SYLLABLE_LENGTH, letters.length) }, (_, index) => index + 1);
  return lengths.filter((length) => length === 1 || isSyllable(letters.slice(0, length)));
}

function gramsOf(characters: readonly string[], length: number): string[] {
  return Array.from({ length: characters.length - length + 1 }, (_, start) => characters.slice(start, start + length).join(''));
}

/** Products under all grams, or a few more: of many grams only the rarest are looked at. */
function all(grams: readonly string[], token: (gram: string) => Condition): Condition {
  const conditions: Condition[] = [];
  for (const gram of grams.toReversed()) {
    const condition = token(gram);
    if (condition.none) return NONE;
    conditions.push(condition);
  }
  let rarest = conditions;
  let sorted = conditions.length <= RAREST_GRAMS;
  return {
    exact: false,
    none: false,
    at(blockIndex) {
      if (!sorted && blockIndex >= SAMPLE_BLOCKS) {
        sorted = true;
        rarest = rarestOf(conditions);
      }
      let found = rarest[0]?.at(blockIndex) ?? EMPTY_POSTING;
      for (let next = 1; next < rarest.length && !isEmptyPosting(found); next += 1) {
        found = intersect(found, rarest[next]?.at(blockIndex) ?? EMPTY_POSTING);
      }
      return found;
    },
  };
}

/** Judged by how often they occur in the first blocks, which are read by now. */
function rarestOf(conditions: readonly Condition[]): Condition[] {
  const counted = conditions.map((condition) => {
    let count = 0;
    for (let blockIndex = 0; blockIndex < SAMPLE_BLOCKS; blockIndex += 1) count += condition.at(blockIndex).byteLength;
    return { condition, count };
  });
  return counted
    .toSorted((left, right) => left.count - right.count)
    .slice(0, RAREST_GRAMS)
    .map(({ condition }) => condition);
}

/** Products under both, or a few more. */
function both(first: Condition, second: Condition): Condition {
  if (first.none || second.none) return NONE;
  const known: Posting[] = [];
  const at = (blockIndex: number): Posting => {
    const found = first.at(blockIndex);
    return isEmptyPosting(found) ? found : intersect(found, second.at(blockIndex));
  };
  return { exact: false, none: false, at: (blockIndex) => (known[blockIndex] ??= at(blockIndex)) };
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
