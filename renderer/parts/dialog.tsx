import { useEffect, useId, useRef, type CSSProperties, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';

/** A modal sheet. Esc, the scrim and the close button all call `onClose`; the caller unmounts it. `data-first` takes the focus. */
export function Dialog({
  title,
  closeLabel,
  widthRem = 30,
  onClose,
  children,
}: {
  title: string;
  closeLabel: string;
  widthRem?: number;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    }
    return () => dialog?.close();
  }, []);
  const style: CSSProperties & Record<'--dlg-w', string> = { '--dlg-w': `${widthRem}rem` };
  return (
    <dialog
      ref={ref}
      className="dlg"
      style={style}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <Button keys="Esc" onClick={onClose}>
          {closeLabel}
        </Button>
      </header>
      <div className="body">{children}</div>
    </dialog>
  );
}
