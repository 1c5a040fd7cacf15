import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BITMAP_BYTES,
  changePosting,
  decodePosting,
  EMPTY_POSTING,
  encodePosting,
  intersect,
  isEmptyPosting,
  type Posting,
  positionsFrom,
  unite,
} from '#main/store/catalog/search/posting.ts';

const dense = Array.from({ length: 6000 }, (_, index) => index * 7 + 3);
const positions = fc.oneof(
  fc.uniqueArray(fc.nat(65_535), { maxLength: 60 }),
  fc.uniqueArray(fc.nat(200), { maxLength: 60 }),
  fc.constant(dense),
  fc.uniqueArray(fc.nat(65_535), { maxLength: 20 }).map((some) => [...new Set([...dense, ...some])]),
);
const posting = (from: readonly number[]): Posting => changePosting(EMPTY_POSTING, from, []);
const sorted = (values: Iterable<number>): number[] => [...values].toSorted((left, right) => left - right);
const all = (from: Posting): number[] => positionsFrom(from, 0, 65_536);

describe('postings', () => {
  it('keeps few positions as a list of two bytes each and many as a bitmap of 8192 bytes', () => {
    expect(encodePosting(posting([5, 1, 258]))).toEqual(new Uint8Array([1, 0, 5, 0, 2, 1]));
    expect(encodePosting(posting(dense)).byteLength).toBe(BITMAP_BYTES);
    expect(encodePosting(posting(Array.from({ length: 4095 }, (_, index) => index))).byteLength).toBe(8190);
  });

  it('reads back what it wrote, also from bytes that are not aligned', () => {
    fc.assert(
      fc.property(positions, (from) => {
        const bytes = encodePosting(posting(from));
        const shifted = new Uint8Array(bytes.byteLength + 1);
        shifted.set(bytes, 1);
        expect(all(decodePosting(bytes))).toEqual(sorted(from));
        expect(all(decodePosting(shifted.subarray(1)))).toEqual(sorted(from));
      }),
    );
  });

  it('intersects and unites like sets', () => {
    fc.assert(
      fc.property(positions, positions, (left, right) => {
        const inRight = new Set(right);
        expect(all(intersect(posting(left), posting(right)))).toEqual(sorted(left.filter((position) => inRight.has(position))));
        expect(all(unite(posting(left), posting(right)))).toEqual(sorted(new Set([...left, ...right])));
      }),
    );
  });

  it('gains and loses positions like a set and goes back to a list when it shrinks', () => {
    fc.assert(
      fc.property(positions, positions, positions, (before, gained, lost) => {
        const expected = new Set([...before, ...gained]);
        for (const position of lost) expected.delete(position);
        const after = changePosting(posting(before), gained, lost);
        expect(all(after)).toEqual(sorted(expected));
        expect(isEmptyPosting(after)).toBe(expected.size === 0);
        expect(after instanceof Uint32Array).toBe(encodePosting(after).byteLength === BITMAP_BYTES);
      }),
    );
    expect(changePosting(posting(dense), [], dense.slice(10))).toEqual(Uint16Array.from(dense.slice(0, 10)));
  });

  it('gives positions from anywhere, no more than asked for', () => {
    expect(positionsFrom(posting([1, 31, 32, 65_535]), 31, 2)).toEqual([31, 32]);
    expect(positionsFrom(posting(dense), 4, 3)).toEqual([10, 17, 24]);
    expect(positionsFrom(posting(dense), 41_997, 3)).toEqual([]);
  });
});
