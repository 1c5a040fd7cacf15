import { useState, type ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Segments } from '#renderer/parts/segments.tsx';
import { SheetIntake } from '#renderer/parts/sheet-intake.tsx';

/** Takes a list of members in; those who are there already are left alone or updated, as is chosen. */
export function MemberImport({ onEnd }: { onEnd: () => Promise<void> }): ReactElement {
  const t = useText();
  const client = useClient();
  const [existing, setExisting] = useState<'skip' | 'update'>('skip');
  return (
    <section className="panel of-edit" aria-label={t('members.import')}>
      <SheetIntake
        heading={t('members.import')}
        hint={t('members.import.hint')}
        take={(uploadId) => client.command('member.import', { uploadId, existing })}
        onEnd={onEnd}
      >
        <Segments
          label={t('members.import.existing')}
          options={(['skip', 'update'] as const).map((value) => ({ value, label: t(`members.import.${value}`) }))}
          value={existing}
          onChange={setExisting}
        />
      </SheetIntake>
    </section>
  );
}
