/**
 * The products of one block that share one token: a sorted list of positions while there are few, a bitmap when there are many.
 * (The idea of Roaring bitmaps, Chambi, Lemire et al. 2016, in the two containers a shop needs.)
 */
export type Posting = Uint16Array | Uint32Array;

/** Positions in one block. */
export const BLOCK_SIZE = 65_536;
/** Room for block numbers in a key. */
export const BLOCK_NUMBERS = 65_536;
const BITMAP_WORDS = BLOCK_SIZE / 32;
/** Stored size of a bitmap; a list is stored in fewer bytes. */
export const BITMAP_BYTES = BLOCK_SIZE / 8;
/** From this many positions on the bitmap is smaller. */
const LIST_LIMIT = BITMAP_BYTES / 2;

/** The key under which the posting of a numbered token in a block is stored: the postings of a token lie together, in rank order. */
export function postingKey(tokenNumber: number, block: number): number {
  return tokenNumber * BLOCK_NUMBERS + block;
}

export const EMPTY_POSTING: Posting = new Uint16Array(0);

function isBitmap(posting: Posting): posting is Uint32Array {
  return posting instanceof Uint32Array;
}

/** Stored bytes → posting: 8192 bytes are a bitmap, fewer a list of 16-bit little-endian positions. */
export function decodePosting(bytes: Uint8Array): Posting {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return bytes.byteLength === BITMAP_BYTES
    ? new Uint32Array(aligned.buffer, aligned.byteOffset, BITMAP_WORDS)
    : new Uint16Array(aligned.buffer, aligned.byteOffset, bytes.byteLength >> 1);
}

export function encodePosting(posting: Posting): Uint8Array {
  return new Uint8Array(posting.buffer, posting.byteOffset, posting.byteLength);
}

export function isEmptyPosting(posting: Posting): boolean {
  return isBitmap(posting) ? posting.every((word) => word === 0) : posting.length === 0;
}

/** Positions in both. */
export function intersect(left: Posting, right: Posting): Posting {
  if (isBitmap(left)) return isBitmap(right) ? intersectBitmaps(left, right) : keepSet(right, left);
  return isBitmap(right) ? keepSet(left, right) : intersectLists(left, right);
}

function intersectBitmaps(left: Uint32Array, right: Uint32Array): Posting {
  const both = new Uint32Array(BITMAP_WORDS);
  for (let index = 0; index < BITMAP_WORDS; index += 1) both[index] = (left[index] ?? 0) & (right[index] ?? 0);
  return both;
}

function keepSet(list: Uint16Array, bitmap: Uint32Array): Posting {
  return list.filter((position) => ((bitmap[position >>> 5] ?? 0) >>> (position & 31)) & 1);
}

function intersectLists(left: Uint16Array, right: Uint16Array): Posting {
  const both = new Uint16Array(Math.min(left.length, right.length));
  let length = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const a = left[i] ?? 0;
    const b = right[j] ?? 0;
    if (a === b) both[length++] = a;
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return both.subarray(0, length);
}

/** Positions in either. */
export function unite(left: Posting, right: Posting): Posting {
  if (!isBitmap(left) && left.length === 0) return right;
  if (!isBitmap(right) && right.length === 0) return left;
  if (!isBitmap(left) && !isBitmap(right) && left.length + right.length < LIST_LIMIT) return uniteLists(left, right);
  const either = new Uint32Array(BITMAP_WORDS);
  setAll(either, left);
  setAll(either, right);
  return either;
}

function uniteLists(left: Uint16Array, right: Uint16Array): Uint16Array {
  const either = new Uint16Array(left.length + right.length);
  let length = 0;
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const a = left[i] ?? BLOCK_SIZE;
    const b = right[j] ?? BLOCK_SIZE;
    either[length++] = Math.min(a, b);
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return either.subarray(0, length);
}

function setAll(bitmap: Uint32Array, posting: Posting): void {
  if (isBitmap(posting)) for (let index = 0; index < BITMAP_WORDS; index += 1) bitmap[index] = (bitmap[index] ?? 0) | (posting[index] ?? 0);
  else for (const position of posting) bitmap[position >>> 5] = (bitmap[position >>> 5] ?? 0) | (1 << (position & 31));
}

/** The posting with some positions put in and others taken out. */
export function changePosting(posting: Posting, added: ArrayLike<number>, removed: readonly number[]): Posting {
  if (!isBitmap(posting) && posting.length + added.length < LIST_LIMIT) {
    const list = uniteLists(posting, Uint16Array.from(added).toSorted());
    return removed.length === 0 ? list : list.filter((position) => !removed.includes(position));
  }
  const bitmap = new Uint32Array(BITMAP_WORDS);
  setAll(bitmap, posting);
  setAll(bitmap, Uint16Array.from(added));
  for (const position of removed) bitmap[position >>> 5] = (bitmap[position >>> 5] ?? 0) & ~(1 << (position & 31));
  return compact(bitmap);
}

/** A list when few are set. */
function compact(bitmap: Uint32Array): Posting {
  let count = 0;
  for (const word of bitmap) count += onesIn(word);
  return count < LIST_LIMIT ? Uint16Array.from(positionsFrom(bitmap, 0, LIST_LIMIT)) : bitmap;
}

function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The first positions at or after `start`, ascending, at most `limit`. */
export function positionsFrom(posting: Posting, start: number, limit: number): number[] {
  const found: number[] = [];
  if (!isBitmap(posting)) {
    for (let index = lowerBound(posting, start); index < posting.length && found.length < limit; index += 1)
      found.push(posting[index] ?? 0);
    return found;
  }
  for (let index = start >>> 5; index < BITMAP_WORDS && found.length < limit; index += 1) {
    let word = posting[index] ?? 0;
    if (index === start >>> 5) word &= -1 << (start & 31);
    for (; word !== 0 && found.length < limit; word &= word - 1) found.push(index * 32 + 31 - Math.clz32(word & -word));
  }
  return found;
}

function lowerBound(list: Uint16Array, value: number): number {
  let low = 0;
  for (let high = list.length; low < high;) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
