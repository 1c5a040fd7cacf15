import { useState } from 'react';
import { errorText } from '#contract/error.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';

/** What is being edited: a new one, or one that is there. */
export interface Edited<Draft, Value> {
  readonly draft: Draft;
  readonly before: Value | undefined;
}

/** One thing of a list, edited beside it until it is saved or ended. */
export interface Editing<Draft, Value> {
  readonly now: Edited<Draft, Value> | undefined;
  readonly saved: boolean;
  /** What is wrong with the draft, or why the station refused. */
  readonly problem: string | undefined;
  open(next: Edited<Draft, Value> | undefined): void;
  change(part: Partial<Draft>): void;
  save(): Promise<void>;
  /** Closes what is edited once `ended` has resolved. */
  end(ended: Promise<true>): Promise<void>;
}

export function useEditing<Draft, Value>(options: {
  readonly read: (draft: Draft, before: Value | undefined) => { readonly value: Value } | { readonly why: TextKey };
  readonly draftOf: (value: Value) => Draft;
  readonly save: (value: Value) => Promise<true>;
}): Editing<Draft, Value> {
  const t = useText();
  const [language] = useLanguage();
  const refusal = useRefusal();
  const [now, setNow] = useState<Edited<Draft, Value>>();
  const [wrong, setWrong] = useState<string>();
  const [saved, setSaved] = useState(false);

  function open(next: Edited<Draft, Value> | undefined): void {
    refusal.dismiss();
    setWrong(undefined);
    setSaved(false);
    setNow(next);
  }
  return {
    now,
    saved,
    problem: wrong ?? (refusal.failure && errorText(refusal.failure, language)),
    open,
    change(part) {
      setWrong(undefined);
      setSaved(false);
      if (now) setNow({ ...now, draft: { ...now.draft, ...part } });
    },
    async save() {
      if (!now) return;
      const read = options.read(now.draft, now.before);
      setSaved(false);
      if ('why' in read) return setWrong(t(read.why));
      if (!(await refusal.done(options.save(read.value)))) return;
      setNow({ draft: options.draftOf(read.value), before: read.value });
      setSaved(true);
    },
    async end(ended) {
      if (await refusal.done(ended)) open(undefined);
    },
  };
}
