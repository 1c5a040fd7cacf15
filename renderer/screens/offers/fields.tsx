import type { HTMLAttributes, ReactElement } from 'react';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import type { OfferDraft } from './offer-draft.ts';
import type { ScopeDraft } from './scope-draft.ts';

/** Names of the draft's fields that hold text. */
export type TextField = { [Name in keyof OfferDraft]: OfferDraft[Name] extends string ? Name : never }[keyof OfferDraft];

export interface FormProps {
  readonly draft: OfferDraft;
  readonly onChange: (change: Partial<OfferDraft>) => void;
}

/** One text of the draft. */
export function Text({
  draft,
  onChange,
  name,
  says,
  type = 'text',
  ...more
}: FormProps & { name: TextField; says: TextKey; type?: string } & Pick<HTMLAttributes<HTMLInputElement>, 'inputMode'>): ReactElement {
  const t = useText();
  return <Input label={t(says)} value={draft[name]} type={type} onChange={(value) => onChange({ [name]: value })} {...more} />;
}

export function Input({
  label,
  value,
  onChange,
  type = 'text',
  inputMode,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: string;
} & Pick<HTMLAttributes<HTMLInputElement>, 'inputMode'>): ReactElement {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        value={value}
        type={type}
        inputMode={inputMode}
        maxLength={type === 'text' ? 2000 : undefined}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

export function Check({
  checked,
  says,
  onChange,
}: {
  checked: boolean;
  says: TextKey;
  onChange: (checked: boolean) => void;
}): ReactElement {
  const t = useText();
  return (
    <label className="of-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{t(says)}</span>
    </label>
  );
}

/** Which goods, by lists with commas between. */
export function ScopeFields({
  heading,
  scope,
  onChange,
}: {
  heading: TextKey | undefined;
  scope: ScopeDraft;
  onChange: (scope: ScopeDraft) => void;
}): ReactElement {
  const t = useText();
  const fields = (['categories', 'brands', 'tags', 'skus'] as const).map((name) => (
    <Input key={name} label={t(`offers.${name}`)} value={scope[name]} onChange={(value) => onChange({ ...scope, [name]: value })} />
  ));
  if (heading === undefined) return <div className="of-fields">{fields}</div>;
  return (
    <fieldset>
      <legend>{t(heading)}</legend>
      <div className="of-fields">{fields}</div>
    </fieldset>
  );
}
