import { useEffect, useEffectEvent, useRef } from 'react';
import { callerAction, type CallerAction } from './caller-keys.ts';

/** Keys that come faster are a scanner's, not a person's: none of them acts. */
const SCANNER_GAP_MS = 60;

/**
 * The keyboard of the whole screen; a sheet that is open keeps its own. Space acts at once, the other keys when nothing came right behind them, so
 * that a code scanned by mistake skips nobody. Enter presses the button that holds the focus.
 */
export function useCallerKeys(act: (action: CallerAction) => void): void {
  const acting = useEffectEvent(act);
  const lastAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined;
    const isOff = (): boolean => document.querySelector('dialog[open]') !== null;
    function onKey(event: KeyboardEvent): void {
      const gapMs = event.timeStamp - lastAtMs.current;
      lastAtMs.current = event.timeStamp;
      clearTimeout(pending);
      if (event.defaultPrevented || isOff() || event.target instanceof HTMLInputElement) return;
      const action = callerAction(event);
      if (action === undefined || (action.kind === 'start' && event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      if (gapMs < SCANNER_GAP_MS) return;
      if (action.kind === 'next') acting(action);
      else pending = setTimeout(() => isOff() || acting(action), SCANNER_GAP_MS);
    }
    // A browser may press the focused button when the space bar comes up.
    function onKeyUp(event: KeyboardEvent): void {
      if (event.code === 'Space' && !isOff() && !(event.target instanceof HTMLInputElement)) event.preventDefault();
    }
    // A button that was touched does not keep the focus: Enter belongs to the screen again.
    function onClick(event: MouseEvent): void {
      if (event.detail > 0 && !isOff() && document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
    }
    document.addEventListener('keydown', onKey);
    document.addEventListener('keyup', onKeyUp);
    document.addEventListener('click', onClick);
    return () => {
      clearTimeout(pending);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('keyup', onKeyUp);
      document.removeEventListener('click', onClick);
    };
  }, []);
}
