import type { FormEvent, ReactElement, ReactNode } from 'react';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Input, ScopeFields } from '../offers/fields.tsx';
import { When, Who } from '../offers/terms-fields.tsx';
import type { ListDraft } from './list-draft.ts';

/** What a price list is: its name, for whom, when and where it holds, and a share of every price. */
export function ListForm({
  draft,
  onChange,
  onSubmit,
  children,
}: {
  draft: ListDraft;
  onChange: (change: Partial<ListDraft>) => void;
  onSubmit: () => void;
  children: ReactNode;
}): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const name = language === 'en' ? draft.nameEn || draft.nameZh : draft.nameZh;
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form className="of-form" onSubmit={submit} noValidate>
      <header>
        <h2>{name === '' ? t('prices.new') : name}</h2>
        <p>{t('prices.lowest')}</p>
      </header>
      <div className="of-fields">
        <Input label={t('offers.name.zh')} value={draft.nameZh} onChange={(nameZh) => onChange({ nameZh })} />
        <Input label={t('offers.name.en')} value={draft.nameEn} onChange={(nameEn) => onChange({ nameEn })} />
      </div>
      <Who draft={draft} onChange={onChange} />
      <When draft={draft} onChange={onChange} />
      <fieldset>
        <legend>{t('prices.where')}</legend>
        <Input label={t('prices.stores')} value={draft.stores} onChange={(stores) => onChange({ stores })} />
      </fieldset>
      <fieldset>
        <legend>{t('prices.rate')}</legend>
        <Input label={t('prices.rate.percent')} value={draft.rate} inputMode="decimal" onChange={(rate) => onChange({ rate })} />
        {draft.rate.trim() === '' ? null : (
          <>
            <ScopeFields heading="offers.scope" scope={draft.scope} onChange={(scope) => onChange({ scope })} />
            <ScopeFields heading="offers.except" scope={draft.except} onChange={(except) => onChange({ except })} />
          </>
        )}
      </fieldset>
      {children}
    </form>
  );
}
