import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit } from '#contract/gtin.ts';
import { characterOf, idleWedge, isBurst, stepWedge, type WedgeKey, type WedgeState, type WedgeVerdict } from '#contract/wedge.ts';

const plain = { shift: false, ctrl: false, alt: false, meta: false, capsLock: false, repeat: false } as const;
const enter: Pick<WedgeKey, 'key' | 'code'> = { key: 'Enter', code: 'Enter' };
const tab: Pick<WedgeKey, 'key' | 'code'> = { key: 'Tab', code: 'Tab' };

function digit(character: string): Pick<WedgeKey, 'key' | 'code'> {
  return { key: character, code: `Digit${character}` };
}

/** Keys with the gap before each, as recorded. */
type Recorded = readonly (Partial<WedgeKey> & Pick<WedgeKey, 'key' | 'code'> & { readonly gapMs: number })[];

function play(keys: Recorded, from: WedgeState = idleWedge): { readonly verdicts: readonly WedgeVerdict[]; readonly state: WedgeState } {
  let state = from;
  let atMs = 10_000;
  const verdicts: WedgeVerdict[] = [];
  for (const { gapMs, ...key } of keys) {
    atMs += gapMs;
    const [next, verdict] = stepWedge(state, { ...plain, ...key, atMs });
    state = next;
    verdicts.push(verdict);
  }
  return { verdicts, state };
}

function typed(text: string, gapMs: number): Recorded {
  return Array.from(text, (character) => ({ ...digit(character), gapMs }));
}

const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength: 6, maxLength: 40 });

const scans = (verdicts: readonly WedgeVerdict[]): readonly string[] =>
  verdicts.flatMap((verdict) => (verdict.kind === 'scan' ? [verdict.text] : []));

describe('a scanner', () => {
  test.each([
    ['Datalogic BC2090', 1],
    ['Netum NSL-5', 6],
    ['Honeywell 1400g', 10],
    ['Netum NSC750', 19],
  ])('%s, a key every %i ms, is told from typing', (_, gapMs) => {
    const { verdicts } = play([...typed('6973012450313', gapMs), { ...enter, gapMs }]);
    expect(scans(verdicts)).toEqual(['6973012450313']);
    expect(verdicts[0]).toEqual({ kind: 'first' });
  });

  test('may end with Tab or with the Enter of the number pad', () => {
    expect(scans(play([...typed('000512', 5), { ...tab, gapMs: 5 }]).verdicts)).toEqual(['000512']);
    expect(scans(play([...typed('000512', 5), { key: 'Enter', code: 'NumpadEnter', gapMs: 5 }]).verdicts)).toEqual(['000512']);
  });

  test('with a doubled suffix presses nothing: an Enter within 150 ms is swallowed, a later one is not', () => {
    const scan = [...typed('6973012450313', 5), { ...enter, gapMs: 5 }];
    expect(play([...scan, { ...enter, gapMs: 149 }]).verdicts.at(-1)).toEqual({ kind: 'swallow' });
    expect(play([...scan, { ...enter, gapMs: 151 }]).verdicts.at(-1)).toEqual({ kind: 'pass' });
  });

  test('does not swallow the Enter of a person who typed in between', () => {
    const { verdicts } = play([
      ...typed('6973012450313', 5),
      { ...enter, gapMs: 5 },
      { ...digit('5'), gapMs: 60 },
      { ...enter, gapMs: 60 },
    ]);
    expect(verdicts.at(-1)).toEqual({ kind: 'pass' });
  });

  test('keeps its code whole when a busy machine delivers a key late', () => {
    const { verdicts } = play([
      { ...digit('6'), gapMs: 0 },
      { ...digit('9'), gapMs: 143 },
      { ...digit('7'), gapMs: 32 },
      ...typed('3012450313', 4),
      { ...enter, gapMs: 90 },
    ]);
    expect(scans(verdicts)).toEqual(['6973012450313']);
    expect(verdicts.filter(({ kind }) => kind === 'first')).toHaveLength(1);
  });

  test('two scans in a row are two scans', () => {
    const scan = [...typed('6973012450313', 5), { ...enter, gapMs: 5 }];
    expect(scans(play([...scan, ...scan]).verdicts)).toEqual(['6973012450313', '6973012450313']);
  });

  test('is read through a Chinese input method from the physical keys, with shift', () => {
    const hidden = (code: string, shift = false): Recorded[number] => ({ key: 'Process', code, shift, gapMs: 6 });
    const shiftKey: Recorded[number] = { key: 'Shift', code: 'ShiftLeft', gapMs: 1 };
    const { verdicts } = play([
      shiftKey,
      hidden('KeyA', true),
      hidden('KeyB'),
      hidden('Minus'),
      hidden('Digit1'),
      hidden('Numpad2'),
      hidden('Slash', true),
      hidden('Digit3', true),
      { key: 'Process', code: 'Enter', gapMs: 6 },
    ]);
    expect(scans(verdicts)).toEqual(['Ab-12?#']);
  });

  test('full-width digits of an input method are the keys they were typed with', () => {
    const wide = Array.from('6973012', (character) => ({
      key: String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
      code: `Digit${character}`,
      gapMs: 8,
    }));
    expect(scans(play([...wide, { ...enter, gapMs: 8 }]).verdicts)).toEqual(['6973012']);
  });

  test('sends the GS1 separator as Ctrl+]', () => {
    const { verdicts } = play([
      ...typed('0106973', 5),
      { key: 'Control', code: 'ControlLeft', gapMs: 1 },
      { key: ']', code: 'BracketRight', ctrl: true, gapMs: 1 },
      ...typed('10', 5),
      { ...enter, gapMs: 5 },
    ]);
    expect(scans(verdicts)).toEqual(['0106973\u001d10']);
  });
});

describe('a scanner that sends the GS1 separator by other keys', () => {
  const alt: Recorded[number] = { key: 'Alt', code: 'AltLeft', alt: true, gapMs: 1 };
  const numpad = (number: string): Recorded =>
    Array.from(number, (character) => ({ key: character, code: `Numpad${character}`, alt: true, gapMs: 2 }));

  test('as Alt + 029 on the number pad, also two at the end', () => {
    const { verdicts } = play([
      ...typed('0106973', 5),
      alt,
      ...numpad('029'),
      ...typed('10', 5),
      alt,
      ...numpad('029'),
      { ...enter, gapMs: 5 },
    ]);
    expect(scans(verdicts)).toEqual(['0106973\u001d10\u001d']);
    expect(scans(play([...typed('697301', 5), alt, ...numpad('029'), alt, ...numpad('29'), { ...enter, gapMs: 5 }]).verdicts)).toEqual([
      '697301\u001d\u001d',
    ]);
  });

  test('as F8', () => {
    const { verdicts } = play([...typed('0106973', 5), { key: 'F8', code: 'F8', gapMs: 5 }, ...typed('10', 5), { ...enter, gapMs: 5 }]);
    expect(scans(verdicts)).toEqual(['0106973\u001d10']);
  });

  test('but any other number typed with Alt ends the burst, and F8 pressed by itself is a key', () => {
    expect(scans(play([...typed('0106973', 5), alt, ...numpad('065'), { ...enter, gapMs: 5 }]).verdicts)).toEqual([]);
    expect(scans(play([...typed('0106973', 5), alt, ...numpad('0290'), { ...enter, gapMs: 5 }]).verdicts)).toEqual([]);
    expect(scans(play([...typed('0106973', 5), { key: 'F8', code: 'F8', gapMs: 2000 }, { ...enter, gapMs: 5 }]).verdicts)).toEqual([]);
    expect(play([{ key: 'F8', code: 'F8', gapMs: 0 }, ...numpad('029')]).verdicts.every(({ kind }) => kind === 'pass')).toBe(true);
  });
});

describe('a scanner set to a US keyboard', () => {
  const code = (codes: readonly string[], keys: string): Recorded =>
    codes.map((each, index) => ({ key: keys[index] ?? '', code: each, gapMs: 6 }));

  test('on a German till keeps its AIM id, which the layout reads as +', () => {
    const aim: Recorded = [
      { key: '+', code: 'BracketRight', gapMs: 6 },
      { key: 'Q', code: 'KeyQ', shift: true, gapMs: 6 },
      ...typed('3', 6),
      ...typed('0106973', 6),
      { key: 'ß', code: 'Minus', gapMs: 6 },
      { key: 'z', code: 'KeyY', gapMs: 6 },
    ];
    expect(scans(play([...aim, { ...enter, gapMs: 6 }]).verdicts)).toEqual([']Q30106973-y']);
  });

  test('on a French till reads digits, which the layout types as signs', () => {
    const keys = code(['Digit6', 'Digit9', 'Digit7', 'Digit3', 'Digit0', 'Digit1'], '-çè"à&');
    expect(scans(play([...keys, { ...enter, gapMs: 6 }]).verdicts)).toEqual(['697301']);
  });

  test('but a sign typed on a digit key in front of a code stays a sign', () => {
    const times: Recorded = [
      { ...digit('3'), gapMs: 200 },
      { key: '*', code: 'Digit8', gapMs: 200 },
    ];
    expect(scans(play([...times, ...typed('6973012450771', 6), { ...enter, gapMs: 6 }]).verdicts)).toEqual(['3*6973012450771']);
  });

  test('but one set to the layout of the till is believed', () => {
    const german: Recorded = [...typed('69730', 6), { key: 'z', code: 'KeyY', gapMs: 6 }, { key: '-', code: 'Slash', gapMs: 6 }];
    expect(scans(play([...german, { ...enter, gapMs: 6 }]).verdicts)).toEqual(['69730z-']);
    const altGr = { ctrl: true, alt: true, key: ']', code: 'Digit9', gapMs: 6 };
    const aim: Recorded = [altGr, { key: 'C', code: 'KeyC', shift: true, gapMs: 6 }, ...typed('10106973', 6)];
    expect(scans(play([...aim, { ...enter, gapMs: 6 }]).verdicts)).toEqual([']C10106973']);
  });
});

describe('digits typed by hand right before a scan', () => {
  const scan: Recorded = [...typed('6973012450313', 5), { ...enter, gapMs: 5 }];
  const after = (digitsBefore: string, gapMs: number, burst: Recorded = scan): Recorded => [
    ...typed(digitsBefore, 200),
    ...burst.map((key, index) => (index === 0 ? { ...key, gapMs } : key)),
  ];

  test('are not part of it: "2" and then the article is the article, and the fields are remembered again before it', () => {
    const { verdicts } = play(after('2', 300));
    expect(verdicts[0]).toEqual({ kind: 'first' });
    expect(verdicts[1]).toEqual({ kind: 'again' });
    expect(verdicts.at(-1)).toEqual({ kind: 'scan', text: '6973012450313', typed: true });
    expect(scans(play(after('120', 60)).verdicts)).toEqual(['6973012450313']);
  });

  test('are not taken off what does not prove itself: a wrong check digit, a code of the shop, four digits and more', () => {
    const whole = (digitsBefore: string, text: string): readonly string[] =>
      scans(play(after(digitsBefore, 300, [...typed(text, 5), { ...enter, gapMs: 5 }])).verdicts);
    expect(whole('2', '6973012450314')).toEqual(['26973012450314']);
    expect(whole('2', '000512')).toEqual(['2000512']);
    expect(whole('1234', '6973012450313')).toEqual(['12346973012450313']);
  });

  test('are left where an AIM id says that the code begins', () => {
    const aim: Recorded = [
      { key: ']', code: 'BracketRight', gapMs: 300 },
      { key: 'C', code: 'KeyC', shift: true, gapMs: 5 },
      ...typed('0', 5),
    ];
    expect(scans(play([...typed('2', 200), ...aim, ...typed('000512', 5), { ...enter, gapMs: 5 }]).verdicts)).toEqual([']C0000512']);
  });

  test('of a whole code whose first key came late stay its own: a GTIN-14 is no EAN-13 behind a digit', () => {
    expect(scans(play(after('1', 300, [...typed('0614141000415', 5), { ...enter, gapMs: 5 }])).verdicts)).toEqual(['10614141000415']);
  });

  test('with a key of the scan that came late the whole is sent, and refused', () => {
    const late = scan.map((key, index) => (index === 6 ? { ...key, gapMs: 90 } : key));
    expect(scans(play(after('2', 300, late)).verdicts)).toEqual(['26973012450313']);
  });

  test('"3*" at any pace stays in front of the code, or in the field', () => {
    const times = fc.constantFrom<Recorded[number]>(
      { key: '*', code: 'NumpadMultiply', gapMs: 0 },
      { key: '*', code: 'Digit8', shift: true, gapMs: 0 },
      { key: '*', code: 'Digit8', gapMs: 0 },
    );
    const gap = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(fc.constantFrom('3', '12'), times, gap, gap, gap, (count, sign, first, second, third) => {
        const keys = [
          ...typed(count, first),
          { ...sign, gapMs: second },
          ...scan.map((key, index) => (index === 0 ? { ...key, gapMs: third } : key)),
        ];
        expect(scans(play(keys).verdicts)).toEqual([`${count}*6973012450313`]);
      }),
    );
  });

  test('whatever the gaps, a GTIN is sent as itself or with what was typed before it, never as another GTIN', () => {
    const gtin = fc
      .tuple(fc.constantFrom(7, 11, 12), fc.infiniteStream(fc.nat(9)))
      .map(([length, stream]) => Array.from({ length }, () => stream.next().value ?? 0).join(''))
      .map((body) => body + String(checkDigit(body)));
    const hand = fc.constantFrom('', '2', '22', '305');
    fc.assert(
      fc.property(gtin, hand, fc.infiniteStream(fc.oneof(fc.integer({ min: 0, max: 29 }), fc.nat(600))), (code, before, gaps) => {
        const keys = [...Array.from(before + code, digit), enter].map((key) => ({ ...key, gapMs: gaps.next().value ?? 0 }));
        const sent = scans(play([{ key: 'Escape', code: 'Escape', gapMs: 0 }, ...keys]).verdicts);
        // A key that came more than 600 ms late begins anew; none does here.
        expect(sent.every((text) => text === code || text === before + code)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a scanner slower than usual', () => {
  const slow = (gapMs: number): Recorded => [...typed('6973012450313', gapMs), { ...enter, gapMs }];
  const pause: Recorded = [{ key: 'Escape', code: 'Escape', gapMs: 5_000 }];

  test('is typing until three bursts agreed, then its codes are scans, short ones too', () => {
    const { verdicts, state } = play([...pause, ...slow(38), ...pause, ...slow(38), ...pause, ...slow(38)]);
    expect(scans(verdicts)).toEqual([]);
    expect(state.pace).toEqual([38, 38, 38]);
    expect(scans(play([...pause, ...typed('697301', 44), { ...enter, gapMs: 44 }], state).verdicts)).toEqual(['697301']);
    expect(scans(play([...pause, ...typed('697301', 48), { ...enter, gapMs: 48 }], state).verdicts)).toEqual([]);
  });

  test('is forgotten when eight bursts of a faster one followed', () => {
    const { state } = play([...pause, ...slow(38), ...pause, ...slow(38), ...pause, ...slow(38)]);
    const after = play(Array.from({ length: 8 }, () => [...pause, ...slow(6)]).flat(), state).state;
    expect(after.pace).toEqual([6, 6, 6, 6, 6, 6, 6, 6]);
    expect(scans(play([...pause, ...slow(38)], after).verdicts)).toEqual([]);
  });

  test('is not learnt from a person: too few keys, an uneven hand, or a held key', () => {
    const uneven = Array.from('6973012450313', (character, index) => ({ ...digit(character), gapMs: index % 2 ? 12 : 45 }));
    const held = Array.from({ length: 20 }, (_, index) => ({ ...digit('0'), repeat: index > 0, gapMs: 33 }));
    const { state } = play([
      ...pause,
      ...typed('6973012', 38),
      { ...enter, gapMs: 38 },
      ...pause,
      ...uneven,
      { ...enter, gapMs: 20 },
      ...pause,
      ...held,
      { ...enter, gapMs: 33 },
    ]);
    expect(state.pace).toEqual([]);
  });

  test('whatever was learnt, keys 50 ms or more apart are never a scan', () => {
    const pace = fc.array(fc.double({ min: 0.1, max: 49.9, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(pace, digits, fc.infiniteStream(fc.integer({ min: 50, max: 2_000 })), (learnt, text, gaps) => {
        const keys = [...Array.from(text, digit), enter].map((key) => ({ ...key, gapMs: gaps.next().value ?? 50 }));
        expect(scans(play(keys, { ...idleWedge, pace: learnt }).verdicts)).toEqual([]);
      }),
    );
  });

  test('whatever was learnt, the published scanners stay scanners', () => {
    const pace = fc.array(fc.double({ min: 0.1, max: 49.9, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(pace, digits, fc.constantFrom(1, 6, 10, 19), (learnt, text, gapMs) => {
        const keys = [...Array.from(text, digit), enter].map((key) => ({ ...key, gapMs }));
        expect(scans(play([...pause, ...keys], { ...idleWedge, pace: learnt }).verdicts)).toEqual([text]);
      }),
    );
  });
});

describe('a fast typist', () => {
  test('with 120 words a minute, two fingers rolling now and then, is never a scan and teaches nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...Array.from('abcdefghij0123456789')), fc.integer({ min: 55, max: 180 }), fc.nat(9)), {
          minLength: 60,
          maxLength: 200,
        }),
        (strokes) => {
          // One key in ten comes with a roll: the next finger is down 8 to 40 ms after the one before.
          const keys = strokes.flatMap(([character, gapMs, roll]) => [
            { key: character, code: `Key${character.toUpperCase()}`, gapMs },
            ...(roll === 0 ? [{ key: 'e', code: 'KeyE', gapMs: 8 + (gapMs % 32) }] : []),
            ...(roll === 9 ? [{ ...enter, gapMs: 90 }] : []),
          ]);
          const { verdicts, state } = play(keys);
          expect(scans(verdicts)).toEqual([]);
          expect(state.pace).toEqual([]);
        },
      ),
    );
  });

  test('typing a barcode by hand is no scan', () => {
    expect(scans(play([...typed('6973012450313', 120), { ...enter, gapMs: 120 }]).verdicts)).toEqual([]);
  });

  test('rolling two keys together is no scan', () => {
    const keys = Array.from('697301245', (character, index) => ({ ...digit(character), gapMs: index % 2 ? 12 : 90 }));
    expect(scans(play([...keys, { ...enter, gapMs: 90 }]).verdicts)).toEqual([]);
  });

  test('holding a key down is no scan', () => {
    const held = Array.from({ length: 20 }, (_, index) => ({ ...digit('0'), repeat: index > 0, gapMs: 15 }));
    expect(scans(play([...held, { ...enter, gapMs: 15 }]).verdicts)).toEqual([]);
  });

  test('five fast characters are too few', () => {
    expect(scans(play([...typed('69730', 5), { ...enter, gapMs: 5 }]).verdicts)).toEqual([]);
  });

  test('an Enter long after fast characters is a person pressing it', () => {
    expect(scans(play([...typed('6973012450313', 5), { ...enter, gapMs: 800 }]).verdicts)).toEqual([]);
  });

  test('shortcuts and arrows are no characters and end a burst', () => {
    const { verdicts } = play([
      ...typed('69730', 5),
      { key: 'ArrowDown', code: 'ArrowDown', gapMs: 5 },
      ...typed('1', 5),
      { ...enter, gapMs: 5 },
    ]);
    expect(scans(verdicts)).toEqual([]);
    expect(characterOf({ ...plain, atMs: 0, key: 'r', code: 'KeyR', alt: true })).toBeUndefined();
    expect(characterOf({ ...plain, atMs: 0, key: 'F9', code: 'F9' })).toBeUndefined();
  });
});

test('while keys come at scanner speed the field holds half a code', () => {
  const { state } = play(typed('697', 5));
  expect(isBurst(state, state.lastAtMs + 10)).toBe(true);
  expect(isBurst(state, state.lastAtMs + 100)).toBe(false);
  expect(isBurst(play(typed('697', 80)).state, 10_240)).toBe(false);
});

test('any six or more characters less than 30 ms apart with a suffix are one scan of exactly these characters', () => {
  fc.assert(
    fc.property(digits, fc.infiniteStream(fc.integer({ min: 0, max: 29 })), (text, gaps) => {
      const keys = [...Array.from(text, digit), enter].map((key) => ({ ...key, gapMs: gaps.next().value ?? 0 }));
      expect(scans(play([{ key: 'Escape', code: 'Escape', gapMs: 0 }, ...keys]).verdicts)).toEqual([text]);
    }),
  );
});

test('characters 30 ms or more apart are never a scan', () => {
  fc.assert(
    fc.property(digits, fc.infiniteStream(fc.integer({ min: 30, max: 2_000 })), (text, gaps) => {
      const keys = [...Array.from(text, digit), enter].map((key) => ({ ...key, gapMs: gaps.next().value ?? 30 }));
      expect(scans(play(keys).verdicts)).toEqual([]);
    }),
  );
});

test('whatever was typed before, with a pause a scan is read whole', () => {
  const noise = fc.array(
    fc.record({
      key: fc.constantFrom('a', '7', 'Enter', 'Escape', 'Process', 'Shift', '*'),
      code: fc.constantFrom('KeyA', 'Enter', 'Digit7'),
      gapMs: fc.nat(400),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(noise, digits, (before, text) => {
      const { state } = play(before);
      const scan = Array.from(text, (character, index) => ({ ...digit(character), gapMs: index === 0 ? 20_000 : 5 }));
      expect(scans(play([...scan, { ...enter, gapMs: 5 }], state).verdicts)).toEqual([text]);
    }),
  );
});

test('any keys in any order throw nothing, and nothing grows without end', () => {
  const anyKey = fc.record({
    key: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('Enter', 'Tab', 'Alt', 'Process', 'Dead', '\u001d', '１', 'é')),
    code: fc.constantFrom('KeyA', 'Digit7', 'Enter', 'Tab', 'Numpad0', 'Numpad9', 'BracketRight', 'F8', 'toString', '', 'Space'),
    gapMs: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_000 })),
    shift: fc.boolean(),
    ctrl: fc.boolean(),
    alt: fc.boolean(),
    meta: fc.boolean(),
    capsLock: fc.boolean(),
    repeat: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 200 }), (keys) => {
      const { state, verdicts } = play(keys);
      expect(state.altDigits.length).toBeLessThanOrEqual(3);
      expect(state.pace.length).toBeLessThanOrEqual(8);
      for (const text of scans(verdicts)) expect(text.replaceAll('\u001d', '-')).toMatch(/^[ -~]{6,}$/);
    }),
  );
});

test('keys without end are never kept beyond 4096 characters', () => {
  const { state } = play(typed('9'.repeat(10_000), 1));
  expect(state.run.length).toBe(1808);
});
