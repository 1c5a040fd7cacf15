import type { FormEvent, ReactElement, ReactNode } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { Check, ScopeFields, Text, type FormProps } from './fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import { When, Who } from './terms-fields.tsx';

/** Everything about one offer; what its kind means stands above its figures. */
export function OfferForm({
  draft,
  onChange,
  onSubmit,
  children,
}: FormProps & { onSubmit: () => void; children: ReactNode }): ReactElement {
  const t = useText();
  const props = { draft, onChange };
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form className="of-form" onSubmit={submit} noValidate>
      <header>
        <h2>{t(`offers.kind.${draft.kind}`)}</h2>
        <p>{t(`offers.example.${draft.kind}`)}</p>
      </header>
      <div className="of-fields">
        <Text {...props} name="nameZh" says="offers.name.zh" />
        <Text {...props} name="nameEn" says="offers.name.en" />
      </div>
      <RuleFields {...props} />
      {draft.kind === 'set' ? null : <ScopeFields heading="offers.scope" scope={draft.scope} onChange={(scope) => onChange({ scope })} />}
      <ScopeFields heading="offers.except" scope={draft.except} onChange={(except) => onChange({ except })} />
      <Who {...props} />
      <When {...props} />
      <fieldset>
        <legend>{t('offers.limits')}</legend>
        <div className="of-fields">
          <Text {...props} name="perBasket" says="offers.perBasket" inputMode="numeric" />
          <Text {...props} name="perMemberPerDay" says="offers.perMemberPerDay" inputMode="numeric" />
          <Text {...props} name="perDay" says="offers.perDay" inputMode="numeric" />
          <Text {...props} name="total" says="offers.total" inputMode="numeric" />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('offers.rank')}</legend>
        <div className="of-fields">
          <Text {...props} name="group" says="offers.group" />
          <Text {...props} name="priority" says="offers.priority" inputMode="numeric" />
          {draft.kind === 'amountOff' || draft.kind === 'percentOff' ? (
            <>
              <Text {...props} name="couponCode" says="offers.coupon" />
              <Text {...props} name="stackGroup" says="offers.stackGroup" />
            </>
          ) : null}
        </div>
        {draft.kind === 'amountOff' || draft.kind === 'percentOff' || draft.kind === 'reward' ? (
          <Check checked={draft.fullPriceOnly} says="offers.fullPriceOnly" onChange={(fullPriceOnly) => onChange({ fullPriceOnly })} />
        ) : null}
      </fieldset>
      {children}
    </form>
  );
}
