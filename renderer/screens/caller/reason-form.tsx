import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import '#renderer/parts/people.css';

const MAX_REASON_CHARACTERS = 100;

/** Asks why: a tap on the usual reasons, or words. `children` are other ways out, beside the one thing to do. */
export function ReasonForm({
  label,
  reasons,
  submit,
  disabled,
  onSubmit,
  children,
}: {
  label: string;
  reasons: readonly string[];
  submit: string;
  disabled: boolean;
  onSubmit: (reason: string) => void;
  children?: ReactNode;
}): ReactElement {
  const [reason, setReason] = useState('');
  const t = useText();
  function send(event: FormEvent): void {
    event.preventDefault();
    const words = reason.trim();
    if (words !== '' && !disabled) onSubmit(words);
  }
  return (
    <form onSubmit={send}>
      <label className="field">
        <span>{label}</span>
        <input
          value={reason}
          maxLength={MAX_REASON_CHARACTERS}
          placeholder={t('people.reason.hint')}
          onChange={(event) => setReason(event.target.value)}
          data-first
        />
      </label>
      <div className="quickreasons">
        {reasons.map((each) => (
          <Button key={each} size="small" aria-pressed={reason === each} onClick={() => setReason(each)}>
            {each}
          </Button>
        ))}
      </div>
      <div className="foot">
        {children}
        <Button kind="primary" type="submit" keys="Enter" disabled={disabled || reason.trim() === ''}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
