import { useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import { BURST_CHARACTERS, idleWedge, isBurst, isTypedBefore, stepWedge, type WedgeKey } from '#contract/wedge.ts';
import { readPace, scannerGapMs, USUAL_GAP_MS, writePace } from '#contract/wedge-pace.ts';

export interface WedgeOptions {
  /** Called at every key that may begin a burst; returns what puts everything back as it was, should it be a scan. */
  readonly remember: () => () => void;
  readonly onScan: (text: string) => void;
}

export interface Wedge {
  /** True while keys are arriving at scanner speed. */
  isBurst(): boolean;
  /** This code came to the shop another way, in Electron ahead of this page: the keys of it that fell into a field are taken back. */
  takeBack(code: string): void;
  /** The gap between keys learnt for a slow scanner at this till, in milliseconds; undefined while nothing had to be learnt. */
  learntGapMs(): number | undefined;
  /** Forgets what was learnt: the scanner was changed, or typing is taken for a scan. */
  forgetPace(): void;
}

/** The rest of a scan whose first keys the page saw comes no later. */
const TAKE_BACK_MS = 1_000;
const PACE_KEY = 'guitai.wedge.pace';

/**
 * Listens to the whole page for a keyboard-wedge scanner, whatever has the focus and whichever input method is on. The keys of a
 * scan are taken back from the field they fell into and its Enter presses nothing; a person's typing passes untouched.
 */
export function useWedge(options: WedgeOptions): Wedge {
  const state = useRef(idleWedge);
  const restore = useRef<() => void>(() => {});
  /** The same, but for digits typed by hand right before the scan, which stay. */
  const restoreTyped = useRef<() => void>(() => {});
  const remember = useEffectEvent(options.remember);
  const onScan = useEffectEvent(options.onScan);

  // Before the screen can be seen: who scans the moment it appears is heard from the first key.
  useLayoutEffect(() => {
    state.current = { ...idleWedge, pace: readPace(localStorage.getItem(PACE_KEY)) };
    function listen(event: KeyboardEvent): void {
      const [next, verdict] = stepWedge(state.current, wedgeKeyOf(event));
      if (next.pace !== state.current.pace) localStorage.setItem(PACE_KEY, writePace(next.pace));
      state.current = next;
      if (verdict.kind === 'first') restore.current = remember();
      if (verdict.kind === 'again') restoreTyped.current = remember();
      if (verdict.kind !== 'scan' && verdict.kind !== 'swallow') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (verdict.kind === 'swallow') return;
      (verdict.typed ? restoreTyped : restore).current();
      onScan(verdict.text);
    }
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);

  return useMemo(
    () => ({
      isBurst: () => isBurst(state.current, performance.now()),
      takeBack(code) {
        const { longestStreak, lastAtMs, pace } = state.current;
        if (longestStreak < BURST_CHARACTERS || performance.now() - lastAtMs > TAKE_BACK_MS) return;
        const typed = isTypedBefore(state.current, code);
        state.current = { ...idleWedge, pace };
        (typed ? restoreTyped : restore).current();
      },
      learntGapMs() {
        const gapMs = scannerGapMs(state.current.pace);
        return gapMs > USUAL_GAP_MS ? Math.round(gapMs) : undefined;
      },
      forgetPace() {
        localStorage.removeItem(PACE_KEY);
        state.current = idleWedge;
      },
    }),
    [],
  );
}

function wedgeKeyOf(event: KeyboardEvent): WedgeKey {
  return {
    atMs: event.timeStamp,
    key: event.key,
    code: event.code,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    capsLock: event.getModifierState('CapsLock'),
    repeat: event.repeat,
  };
}

/** Remembers the focused text field and the fields given, and returns what puts their text back and ends an input-method composition. */
export function rememberFields(fields: readonly (HTMLInputElement | null)[]): () => void {
  const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
  const kept = [...new Set([focused, ...fields])]
    .filter((field) => field !== null)
    .map((field) => ({ field, value: field.value, caret: field.selectionStart }));
  return () => {
    // Leaving the field commits a composition; only then does writing its value stay.
    focused?.blur();
    for (const { field, value, caret } of kept) {
      writeField(field, value);
      if (caret !== null) field.setSelectionRange(caret, caret);
    }
    focused?.focus({ preventScroll: true });
  };
}

/** Writes a text field so that React's onChange and onInput see it. */
export function writeField(field: HTMLInputElement, value: string): void {
  if (field.value === value) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
