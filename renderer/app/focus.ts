import { useCallback, useEffectEvent, useLayoutEffect, type RefObject } from 'react';

/** Text fields inside an element with this attribute may hold the focus: dialogs that ask for words. */
export const KEEPS_FOCUS = 'data-keeps-focus';

/**
 * The scan field always wins: the focus is back in it within one frame after every tap, closed dialog, payment and error, and a
 * character typed anywhere lands in it. Tab still walks the screen, for people without a pointer.
 */
export function useScanFocus(field: RefObject<HTMLInputElement | null>): () => void {
  const home = useEffectEvent(() => focusUnlessKept(field.current));

  useLayoutEffect(() => {
    let frame = 0;
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => home());
    };
    const onFocusOut = (event: FocusEvent): void => {
      if (event.relatedTarget === null) soon();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (typesCharacter(event) && !(event.target instanceof HTMLInputElement)) home();
    };
    document.addEventListener('click', soon);
    document.addEventListener('focusout', onFocusOut);
    document.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('focus', soon);
    soon();
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('click', soon);
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('focus', soon);
    };
  }, []);

  return useCallback(() => focusUnlessKept(field.current), [field]);
}

function focusUnlessKept(field: HTMLInputElement | null): void {
  if (!field || field.disabled || document.activeElement === field) return;
  if (document.querySelector('dialog[open]')) return;
  if (document.activeElement instanceof HTMLInputElement && document.activeElement.closest(`[${KEEPS_FOCUS}]`)) return;
  field.focus({ preventScroll: true });
}

function typesCharacter(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  return (event.key.length === 1 && event.key !== ' ') || event.key === 'Process' || event.key === 'Unidentified';
}
