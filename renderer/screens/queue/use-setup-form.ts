import { useState, type FormEvent } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import type { Wrong } from './setup-draft.ts';

/** A form of the setup while it is filled in. */
export interface SetupForm<Draft, Field extends string> {
  readonly draft: Draft;
  readonly state: 'clean' | 'changed' | 'saving' | 'saved';
  change(part: Partial<Draft>): void;
  /** What is wrong at a field, in words. */
  whyOf(field: Field): string | undefined;
  /** What is wrong with the whole. */
  readonly why: string;
  submit(event: FormEvent): void;
}

/** `save` answers at once with what is wrong at a field, or saves and resolves with what the station said against it. */
export function useSetupForm<Draft extends object, Field extends string>(
  initial: () => Draft,
  save: (draft: Draft) => Wrong<Field> | Promise<WireError | undefined>,
): SetupForm<Draft, Field> {
  const t = useText();
  const [language] = useLanguage();
  const [draft, setDraft] = useState(initial);
  const [wrong, setWrong] = useState<{ readonly field?: Field; readonly words: string }>();
  const [state, setState] = useState<SetupForm<Draft, Field>['state']>('clean');

  async function send(): Promise<void> {
    const outcome = save(draft);
    if (!(outcome instanceof Promise)) return setWrong({ field: outcome.field, words: t(outcome.why, outcome.values) });
    setState('saving');
    const refused = await outcome;
    setState(refused ? 'changed' : 'saved');
    if (refused) setWrong({ words: errorText(refused, language) });
  }
  return {
    draft,
    state,
    change(part) {
      setWrong(undefined);
      setState('changed');
      setDraft({ ...draft, ...part });
    },
    whyOf: (field) => (wrong?.field === field ? wrong.words : undefined),
    why: wrong && wrong.field === undefined ? wrong.words : '',
    submit(event) {
      event.preventDefault();
      if (state !== 'saving') void send();
    },
  };
}
