import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDuplicateGuard } from '#drivers/scanner/duplicate-guard.ts';

interface Read {
  readonly text: string;
  readonly gapMs: number;
}

/** Plays reads one gap after the other and returns which were kept, and when. */
function play(
  windowMs: number,
  reads: readonly Read[],
): readonly { readonly text: string; readonly atMs: number; readonly kept: boolean }[] {
  const guard = createDuplicateGuard(windowMs);
  let atMs = 0;
  return reads.map(({ text, gapMs }) => {
    atMs += gapMs;
    return { text, atMs, kept: !guard.isDuplicate(text, atMs) };
  });
}

const kept = (windowMs: number, reads: readonly Read[]): readonly boolean[] => play(windowMs, reads).map((read) => read.kept);
const cola = (gapMs: number): Read => ({ text: '6901234567892', gapMs });
const milk = (gapMs: number): Read => ({ text: '6907777777774', gapMs });

describe('within 300 ms', () => {
  test('the same code is a duplicate, at 300 ms it is the next article', () => {
    expect(kept(300, [cola(0), cola(1), cola(298), cola(1)])).toEqual([true, false, false, true]);
  });

  test('a code held in the beam does not push the end of the window away', () => {
    expect(
      kept(
        300,
        Array.from({ length: 7 }, () => cola(100)),
      ),
    ).toEqual([true, false, false, true, false, false, true]);
  });

  test('another code in between makes it an article again', () => {
    expect(kept(300, [cola(0), milk(50), cola(50)])).toEqual([true, true, true]);
  });
});

const reads = fc.array(fc.record({ text: fc.constantFrom('1', '2', '3'), gapMs: fc.nat(1000) }), { maxLength: 60 });

test('without a window nothing is ever a duplicate, not even within the same millisecond', () => {
  fc.assert(
    fc.property(reads, (all) => {
      expect(kept(0, all)).toEqual(all.map(() => true));
    }),
  );
});

test('whatever the window, what is ignored equals the article kept before it, less than one window ago', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), reads, (windowMs, all) => {
      const played = play(windowMs, all);
      for (const [index, read] of played.entries()) {
        const before = played.slice(0, index).findLast((candidate) => candidate.kept);
        expect(read.kept).toBe(before === undefined || before.text !== read.text || read.atMs - before.atMs >= windowMs);
      }
    }),
  );
});
