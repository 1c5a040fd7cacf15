import { isGtin } from './gtin.ts';
import { learnPace, scannerGapMs, type WedgePace } from './wedge-pace.ts';

/**
 * A keyboard-wedge scanner types like a person, only faster: at least 6 characters at its pace, then Enter or Tab. Everything here is pure; the
 * page and the Electron shell both listen to the keyboard and judge alike.
 */
export const MIN_CHARACTERS = 6;
/** So many keys at scanner pace are no person's, though not yet a code: what comes next may be held back. */
export const BURST_CHARACTERS = 5;
/** Keys no further apart than this belong together: a busy machine delivers a key of a scan late, and must not tear the code in two. */
const MAX_RUN_GAP_MS = 600;
const MAX_SUFFIX_GAP_MS = 600;
/** No person's keys come closer than this, whatever the pace that was learnt: the fastest typists hold 60 ms. */
const PERSON_GAP_MS = 60;
/** So many digits may have been typed by hand right before a scan: a quantity. */
const MAX_TYPED = 3;
/** A doubled suffix must press nothing; another key in between shows that a person is at work. */
export const ENTER_AFTER_SCAN_MS = 150;
const MAX_CHARACTERS = 4_096;

/** What the detector needs of a keydown event. `atMs` is the event's own time stamp, so a busy page does not distort it. */
export interface WedgeKey {
  readonly atMs: number;
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly capsLock: boolean;
  readonly repeat: boolean;
}

export interface WedgeState {
  /** The characters that came one soon after the other, as the keyboard layout reads them and as the keys of a US keyboard. */
  readonly run: string;
  readonly usRun: string;
  /** How many of them a person may have typed before the scan began: digits, each with a person's gap behind it. */
  readonly typed: number;
  /** How many of the last ones came at scanner speed, and the most there were in this run. */
  readonly streak: number;
  readonly longestStreak: number;
  readonly fastestGapMs: number;
  readonly slowestGapMs: number;
  readonly lastAtMs: number;
  readonly scannedAtMs: number;
  /** Digits of the number pad typed while Alt is held: the number of one character, complete when another key comes. */
  readonly altDigits: string;
  /** How fast this till's scanners are known to type. */
  readonly pace: WedgePace;
}

export const idleWedge: WedgeState = {
  run: '',
  usRun: '',
  typed: 0,
  streak: 0,
  longestStreak: 0,
  fastestGapMs: Infinity,
  slowestGapMs: 0,
  lastAtMs: -Infinity,
  scannedAtMs: -Infinity,
  altDigits: '',
  pace: [],
};

/**
 * pass: nothing to do with a scan · first: may begin a scan, remember the fields as they are now · next: one more character of it ·
 * again: one more, but if what came so far was typed by hand the scan begins here, so remember the fields once more ·
 * scan: the suffix came, swallow it, put the fields back (with `typed`, as they were at the last `again`) and send the text ·
 * swallow: an Enter that belongs to the scan before it.
 */
export type WedgeVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'first' }
  | { readonly kind: 'next' }
  | { readonly kind: 'again' }
  | { readonly kind: 'scan'; readonly text: string; readonly typed: boolean }
  | { readonly kind: 'swallow' };

/** Takes one keydown and says what it is. */
export function stepWedge(before: WedgeState, key: WedgeKey): readonly [WedgeState, WedgeVerdict] {
  if (isModifier(key.key)) return [key.key === 'Alt' && !key.repeat ? withAltCharacter(before) : before, { kind: 'pass' }];
  const altDigit = altDigitOf(key);
  if (altDigit !== undefined && before.run !== '' && before.altDigits.length < 3)
    return [{ ...before, altDigits: before.altDigits + altDigit, lastAtMs: key.atMs }, { kind: 'next' }];
  const state = withAltCharacter(before);
  if (isSuffix(key)) return stepSuffix(state, key);
  const gapMs = key.atMs - state.lastAtMs;
  const character = key.repeat ? undefined : (characterOf(key) ?? separatorWithin(state, key, gapMs));
  if (character === undefined) return [idle(state), { kind: 'pass' }];
  // What Ctrl or AltGr made is no matter of the layout.
  const usCharacter = key.ctrl || character === GROUP_SEPARATOR ? character : (characterOfCode(key) ?? character);
  if (state.run === '' || gapMs > MAX_RUN_GAP_MS || state.run.length >= MAX_CHARACTERS) {
    const first = { ...idle(state), run: character, usRun: usCharacter, streak: 1, longestStreak: 1, lastAtMs: key.atMs };
    return [first, { kind: 'first' }];
  }
  const streak = gapMs < scannerGapMs(state.pace) ? state.streak + 1 : 1;
  const again = gapMs >= PERSON_GAP_MS && state.longestStreak === 1 && /^\d+$/.test(textOf(state)) && state.run.length <= MAX_TYPED;
  const next = {
    ...withGap(state, gapMs),
    run: state.run + character,
    usRun: state.usRun + usCharacter,
    typed: again ? state.run.length : state.typed,
    streak,
    longestStreak: Math.max(streak, state.longestStreak),
    lastAtMs: key.atMs,
  };
  return [next, { kind: again ? 'again' : 'next' }];
}

/** Enter and Tab end a scan, or are a person's. Either way a burst no person could have typed tells how fast the scanner is. */
function stepSuffix(state: WedgeState, key: WedgeKey): readonly [WedgeState, WedgeVerdict] {
  const gapMs = key.atMs - state.lastAtMs;
  const isScan = state.longestStreak >= MIN_CHARACTERS && gapMs <= MAX_SUFFIX_GAP_MS && !key.repeat;
  const { fastestGapMs, slowestGapMs } = withGap(state, gapMs);
  const pace = key.repeat ? state.pace : learnPace(state.pace, { characters: state.run.length, fastestGapMs, slowestGapMs });
  if (isScan)
    return [
      { ...idleWedge, pace, scannedAtMs: key.atMs },
      { kind: 'scan', ...codeOf(state) },
    ];
  if (isTab(key)) return [{ ...idleWedge, pace }, { kind: 'pass' }];
  const swallow = key.atMs - state.scannedAtMs <= ENTER_AFTER_SCAN_MS;
  return [{ ...idleWedge, pace, scannedAtMs: state.scannedAtMs }, { kind: swallow ? 'swallow' : 'pass' }];
}

/** Nothing typed; what was learnt stays. */
function idle({ pace }: WedgeState): WedgeState {
  return { ...idleWedge, pace };
}

function withGap(state: WedgeState, gapMs: number): WedgeState {
  return { ...state, fastestGapMs: Math.min(state.fastestGapMs, gapMs), slowestGapMs: Math.max(state.slowestGapMs, gapMs) };
}

/**
 * The code, without digits that a person typed so shortly before that they ran into it ("2", then a scan). Only a code that proves itself is taken
 * out of a longer text: a GTIN whose check digit is right or one announced by an AIM id, all of it at the scanner's pace, where the whole is neither.
 */
function codeOf(state: WedgeState): { readonly text: string; readonly typed: boolean } {
  const { run, usRun, typed, streak } = state;
  const whole = textOf(state);
  const text = textOf({ run: run.slice(typed), usRun: usRun.slice(typed) });
  const cut = typed > 0 && streak === run.length - typed && provesItself(text) && !provesItself(whole);
  return cut ? { text, typed: true } : { text: whole, typed: false };
}

function provesItself(text: string): boolean {
  return isGtin(text) || /^\][A-Za-z][0-9A-Za-z]/.test(text);
}

/** Whether the keys of a scan that was heard elsewhere came behind digits typed by hand, as far as they were seen here. */
export function isTypedBefore({ run, usRun, typed }: WedgeState, code: string): boolean {
  const begins = (from: number): boolean => [run, usRun].some((seen) => code.startsWith(seen.slice(from)));
  return typed > 0 && begins(typed) && !begins(0);
}

/**
 * A scanner set to a US keyboard on a till with another layout types wrong characters with the right keys. That is certain where the keys
 * spell an AIM id or a code of digits alone and the layout made something else of them. A * is never made of a digit: it is the quantity in front of
 * a code.
 */
function textOf({ run, usRun }: Pick<WedgeState, 'run' | 'usRun'>): string {
  const announced = /^\][A-Za-z][0-9A-Za-z]/.test(usRun) && !run.startsWith(']');
  const digits = /^\d+$/.test(usRun) && !/^\d+$/.test(run) && !run.includes('*');
  return announced || digits ? usRun : run;
}

/** True while keys are coming at scanner speed: what is in the field now is half a code. */
export function isBurst(state: WedgeState, nowMs: number): boolean {
  return state.streak >= 3 && nowMs - state.lastAtMs <= scannerGapMs(state.pace);
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'AltGraph' || key === 'Meta' || key === 'CapsLock';
}

function isSuffix(key: WedgeKey): boolean {
  if (key.ctrl || key.alt || key.meta) return false;
  return key.code === 'Enter' || key.code === 'NumpadEnter' || key.key === 'Enter' || isTab(key);
}

function isTab(key: WedgeKey): boolean {
  return key.code === 'Tab' || key.key === 'Tab';
}

/** A scanner that cannot send control characters may type GS by its number: Alt + 0 2 9 on the number pad. */
function altDigitOf(key: WedgeKey): string | undefined {
  return key.alt && !key.ctrl && !key.meta && !key.repeat ? /^Numpad([0-9])$/.exec(key.code)?.[1] : undefined;
}

function withAltCharacter(state: WedgeState): WedgeState {
  if (state.altDigits === '') return state;
  if (!/^0?29$/.test(state.altDigits)) return idle(state);
  return { ...state, run: state.run + GROUP_SEPARATOR, usRun: state.usRun + GROUP_SEPARATOR, altDigits: '' };
}

/** Within a burst F8 is the GS of scanners that send function keys for control characters (ZKTeco); pressed by itself it is a key. */
function separatorWithin(state: WedgeState, key: WedgeKey, gapMs: number): string | undefined {
  return key.code === 'F8' && !key.ctrl && !key.alt && !key.meta && state.longestStreak >= 3 && gapMs <= MAX_RUN_GAP_MS
    ? GROUP_SEPARATOR
    : undefined;
}

const GROUP_SEPARATOR = '\u001d';
const SHIFTED_DIGITS = ')!@#$%^&*(';
const PUNCTUATION: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};

/**
 * The character a key stands for. A Chinese input method hides it (`key` is "Process", keyCode 229, or a full-width sign), then the
 * physical key is read as a US keyboard, which is what scanners emulate. GS, the GS1 separator, arrives as Ctrl+] (or, within a burst, as Alt + 029 or F8).
 */
export function characterOf(key: WedgeKey): string | undefined {
  if (key.key === GROUP_SEPARATOR || (key.ctrl && !key.alt && key.code === 'BracketRight')) return GROUP_SEPARATOR;
  // AltGr, which counts as Ctrl and Alt, reaches signs on many layouts: ] on a German keyboard is AltGr+9.
  if (key.ctrl && key.alt && !key.meta && /^[\x21-\x7e]$/.test(key.key) && !/[0-9A-Za-z]/.test(key.key)) return key.key;
  if (key.ctrl || key.alt || key.meta) return undefined;
  if (/^[\x20-\x7e]$/.test(key.key)) return key.key;
  const hidden = key.key === 'Process' || key.key === 'Unidentified' || key.key === 'Dead' || (key.key.length === 1 && key.key > '\x7e');
  return hidden ? characterOfCode(key) : undefined;
}

function characterOfCode(key: WedgeKey): string | undefined {
  const letter = /^Key([A-Z])$/.exec(key.code)?.[1];
  if (letter !== undefined) return key.shift === key.capsLock ? letter.toLowerCase() : letter;
  const digit = /^Digit([0-9])$/.exec(key.code)?.[1];
  if (digit !== undefined) return key.shift ? SHIFTED_DIGITS[Number(digit)] : digit;
  const numpad = /^Numpad([0-9])$/.exec(key.code)?.[1];
  if (numpad !== undefined) return numpad;
  return Object.hasOwn(PUNCTUATION, key.code) ? PUNCTUATION[key.code]?.[key.shift ? 1 : 0] : undefined;
}
