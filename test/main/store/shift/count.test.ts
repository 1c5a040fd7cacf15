import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CashCount, countedMinor } from '#contract/shift.ts';
import { bookMinor, cashMoved, describeDrawer, drawerCounted, expectedMinor, openDrawer, type Drawer } from '#main/store/shift/count.ts';

describe('a count of notes and coins', () => {
  test('adds up face by face', () => {
    expect(
      countedMinor([
        { kind: 'note', faceMinor: 10_000, pieces: 3 },
        { kind: 'note', faceMinor: 100, pieces: 2 },
        { kind: 'coin', faceMinor: 100, pieces: 4 },
        { kind: 'coin', faceMinor: 10, pieces: 7 },
        { kind: 'coin', faceMinor: 1, pieces: 3 },
      ]),
    ).toBe(30_673);
    expect(countedMinor([])).toBe(0);
  });

  test('names faces that exist, each once', () => {
    const ten = { kind: 'note', faceMinor: 1_000, pieces: 1 } as const;
    expect(CashCount.safeParse([ten]).success).toBe(true);
    expect(CashCount.safeParse([ten, ten]).success).toBe(false);
    expect(CashCount.safeParse([{ ...ten, faceMinor: 3_000 }]).success).toBe(false);
    expect(CashCount.safeParse([{ ...ten, kind: 'coin' }]).success).toBe(false);
    expect(CashCount.safeParse([{ ...ten, pieces: -1 }]).success).toBe(false);
    expect(CashCount.safeParse([{ ...ten, pieces: 1.5 }]).success).toBe(false);
    expect(CashCount.safeParse([{ ...ten, pieces: 10_000 }]).success).toBe(false);
  });
});

describe('the drawer of a shift', () => {
  test('should hold float + sales − refunds + deposits + moves, whatever was counted', () => {
    let drawer = openDrawer(50_000);
    drawer = cashMoved(drawer, 'sale', 12_900);
    drawer = cashMoved(drawer, 'refund', -3_990);
    drawer = cashMoved(drawer, 'move', -20_000);
    drawer = cashMoved(drawer, 'deposit', 10_000);
    drawer = cashMoved(drawer, 'deposit', -4_000);
    drawer = drawerCounted(drawer, 44_900);
    expect(describeDrawer(drawer)).toEqual({
      floatMinor: 50_000,
      salesMinor: 12_900,
      refundsMinor: 3_990,
      movedMinor: -20_000,
      depositsMinor: 6_000,
      expectedMinor: 44_910,
      countedMinor: 44_900,
      differenceMinor: -10,
      counts: 1,
    });
    expect(bookMinor(drawer)).toBe(44_900);
  });

  test('forgets its count when cash moves, and keeps it when none does', () => {
    const counted = drawerCounted(openDrawer(100), 90);
    expect(cashMoved(counted, 'sale', 0)).toMatchObject({ countedMinor: 90, counts: 1 });
    expect(cashMoved(counted, 'sale', 5)).toMatchObject({ countedMinor: null, counts: 0, adjustedMinor: -10 });
  });

  test('whatever happens in whatever order: the book is what was counted last and what moved since, and the differences add up', () => {
    const amount = fc.integer({ min: 0, max: 5_000_000 });
    const step = fc.oneof(
      fc.tuple(fc.constant('sale' as const), amount),
      fc.tuple(fc.constant('refund' as const), amount),
      fc.tuple(fc.constant('in' as const), amount),
      fc.tuple(fc.constant('out' as const), amount),
      fc.tuple(fc.constant('count' as const), amount),
    );
    fc.assert(
      fc.property(amount, fc.array(step, { maxLength: 40 }), (floatMinor, steps) => {
        let drawer: Drawer = openDrawer(floatMinor);
        let inDrawer = floatMinor;
        let shouldHold = floatMinor;
        let posted = 0;
        for (const [kind, minor] of steps) {
          if (kind === 'count') {
            posted += minor - inDrawer;
            inDrawer = minor;
            drawer = drawerCounted(drawer, minor);
            expect(describeDrawer(drawer).differenceMinor).toBe(posted);
            continue;
          }
          const signed = kind === 'sale' || kind === 'in' ? minor : -minor;
          inDrawer += signed;
          shouldHold += signed;
          drawer = cashMoved(drawer, kind === 'sale' || kind === 'refund' ? kind : 'move', signed);
        }
        expect(bookMinor(drawer)).toBe(inDrawer);
        expect(expectedMinor(drawer)).toBe(shouldHold);
      }),
    );
  });
});
