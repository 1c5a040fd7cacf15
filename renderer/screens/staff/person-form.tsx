import { useState, type FormEvent, type HTMLAttributes, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import { StaffRole } from '#contract/rights.ts';
import type { CommandInput } from '#renderer/app/client.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { readDraft, type DraftField, type PersonDraft } from './person-draft.ts';

/** Number, name, role and a PIN typed twice. The first owner has no choice of role. */
export function PersonForm({
  initial,
  firstOwner = false,
  submit,
  onSave,
}: {
  initial: PersonDraft;
  firstOwner?: boolean;
  submit: string;
  onSave: (person: CommandInput<'staff.save'>) => Promise<WireError | undefined>;
}): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [draft, setDraft] = useState(initial);
  const [wrong, setWrong] = useState<{ readonly field?: DraftField; readonly words: string }>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<PersonDraft>): void => {
    setWrong(undefined);
    setDraft({ ...draft, ...part });
  };

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const read = readDraft(draft);
    if ('why' in read) return setWrong({ field: read.field, words: t(read.why) });
    setBusy(true);
    const refused = await onSave(read.person);
    setBusy(false);
    if (refused) setWrong({ words: errorText(refused, language) });
  }
  const field = (
    name: DraftField,
    label: TextKey,
    more: HTMLAttributes<HTMLInputElement> & { readonly type?: string } = {},
  ): ReactElement => (
    <label className="field">
      <span>{t(label)}</span>
      <input
        value={draft[name]}
        maxLength={name === 'name' ? 40 : 12}
        autoComplete="off"
        aria-invalid={wrong?.field === name}
        onChange={(event) => change({ [name]: event.target.value })}
        {...more}
      />
    </label>
  );
  const known = initial.id !== undefined;
  return (
    <form className="sf-form" onSubmit={(event) => void save(event)} noValidate>
      {field('name', 'staff.name', { 'data-first': true } as HTMLAttributes<HTMLInputElement>)}
      {field('code', 'staff.code', { inputMode: 'numeric' })}
      {firstOwner ? null : (
        <label className="field">
          <span>{t('staff.role')}</span>
          <select value={draft.role} onChange={(event) => change({ role: StaffRole.parse(event.target.value) })}>
            {StaffRole.options.map((role) => (
              <option key={role} value={role}>
                {t(`people.role.${role}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {field('pin', known ? 'staff.pin.new' : 'staff.pin', { type: 'password', inputMode: 'numeric' })}
      {field('pinAgain', 'staff.pin.again', { type: 'password', inputMode: 'numeric' })}
      {known ? (
        <label className="sf-check">
          <input type="checkbox" checked={draft.active} onChange={(event) => change({ active: event.target.checked })} />
          <span>{t('staff.active')}</span>
        </label>
      ) : null}
      <p className="field" role="alert">
        <span className="why">{wrong?.words ?? ''}</span>
      </p>
      <div className="foot">
        <Button kind="primary" type="submit" keys="Enter" disabled={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
