import { useState, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';

/** Saves a table on the station's machine and says where it lies, or why it does not. */
export function ExportButton({ save }: { save: () => Promise<{ readonly file: string }> }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [told, setTold] = useState<{ readonly file: string } | { readonly error: WireError }>();
  return (
    <>
      <Button size="small" onClick={() => void save().then(setTold, (error: unknown) => setTold({ error: wireErrorOf(error) }))}>
        {t('acts.export')}
      </Button>
      <span role="status" className="sf-told">
        {told === undefined ? '' : 'file' in told ? t('acts.exported', { file: told.file }) : errorText(told.error, language)}
      </span>
    </>
  );
}
