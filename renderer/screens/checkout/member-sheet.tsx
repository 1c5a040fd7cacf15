import { useState, type FormEvent, type ReactElement } from 'react';
import type { WireError } from '#contract/error.ts';
import type { MemberCard } from '#contract/member.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { wireErrorText } from './message.ts';
import { useTill } from './use-till.ts';

/** For whom the basket is: a card code or a whole phone number, typed or scanned into the field. */
export function MemberSheet({ member }: { member: MemberCard | null }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const [text, setText] = useState('');
  const [error, setError] = useState<WireError>();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== '') void till.setMember(text.trim()).then(setError);
  }
  return (
    <Dialog title={t('price.member.title')} closeLabel={t('checkout.close')} onClose={till.close}>
      <form onSubmit={submit} noValidate>
        <label className="field">
          <span>{t('price.member.field')}</span>
          <input
            value={text}
            maxLength={64}
            autoComplete="off"
            aria-invalid={error !== undefined}
            onChange={(event) => {
              setError(undefined);
              setText(event.target.value);
            }}
            data-first
          />
        </label>
        <p className="field" role="alert">
          <span className="why">{error ? wireErrorText(error, language) : ''}</span>
        </p>
        <div className="foot">
          {member ? <Button onClick={() => void till.setMember(null).then(setError)}>{t('price.member.remove')}</Button> : null}
          <Button kind="primary" type="submit" keys="Enter">
            {t('price.member.find')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
