import type { CDPSession, Page } from 'playwright-core';

/** Between two keys: a quick scanner, far below what a person's fingers do. */
const KEY_GAP_S = 0.005;
/** Longer than keys of one scan are ever apart. */
const EARLIER_S = 0.9;
// Input.dispatchKeyEvent, modifiers
const CTRL = 2;

interface Key {
  readonly key: string;
  readonly code: string;
  readonly text?: string;
  readonly windowsVirtualKeyCode?: number;
  readonly modifiers?: number;
}

/** Keys that are no character, by the name a test gives them. */
const NAMED: Readonly<Record<string, Key>> = {
  Enter: { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  F8: { key: 'F8', code: 'F8', windowsVirtualKeyCode: 119 },
  'Control+BracketRight': { key: ']', code: 'BracketRight', windowsVirtualKeyCode: 221, modifiers: CTRL },
};
const SIGNS: Readonly<Record<string, string>> = {
  ':': 'Semicolon',
  '/': 'Slash',
  '?': 'Slash',
  '.': 'Period',
  '-': 'Minus',
  '=': 'Equal',
  '&': 'Digit7',
  '(': 'Digit9',
  ')': 'Digit0',
  '*': 'Digit8',
  ']': 'BracketRight',
  '%': 'Digit5',
  ' ': 'Space',
};

interface ScannerWire {
  readonly session: Promise<CDPSession>;
  freeAt: number;
}
const sessions = new WeakMap<Page, ScannerWire>();

/**
 * A scanner that types like a keyboard: each character of `text`, then `suffix`. The keys carry their own time stamps, 5 ms apart, so the page
 * sees a scanner however busy the machine is. An array mixes characters with named keys (`F8`, `Control+BracketRight`) for GS.
 */
export async function scanByWedge(page: Page, text: string | readonly string[], suffix: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
  const wire = wireOf(page);
  const session = await wire.session;
  const keys = [...(typeof text === 'string' ? text.split('') : text), suffix].map(keyOf);
  const nowS = Date.now() / 1000;
  // The last key is pressed now: what the test presses next comes after it.
  const beginS = Math.max(nowS - keys.length * KEY_GAP_S, wire.freeAt);
  wire.freeAt = beginS + keys.length * KEY_GAP_S;
  await Promise.all(keys.map((key, index) => pressAt(session, key, beginS + index * KEY_GAP_S)));
}

/** What a person typed before reaching for the scanner: its keys are stamped so long ago that nothing scanned now runs into them. */
export async function typeEarlier(page: Page, text: string): Promise<void> {
  const session = await wireOf(page).session;
  const atS = Date.now() / 1000 - EARLIER_S;
  for (const key of text.split('').map(keyOf)) await pressAt(session, key, atS);
}

function wireOf(page: Page): ScannerWire {
  const known = sessions.get(page);
  if (known) return known;
  const wire = { session: page.context().newCDPSession(page), freeAt: 0 };
  sessions.set(page, wire);
  return wire;
}

async function pressAt(session: CDPSession, key: Key, timestamp: number): Promise<void> {
  const { text: _text, ...released } = key;
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: key.text === undefined ? 'rawKeyDown' : 'keyDown', timestamp, ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...released }),
  ]);
}

function keyOf(name: string): Key {
  const known = NAMED[name];
  if (known) return known;
  const code = /^[0-9]$/.test(name) ? `Digit${name}` : /^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : SIGNS[name];
  if (code === undefined) throw new Error(`no key for ${name}`);
  return { key: name, code, text: name };
}
