import { useState, type ReactElement, type ReactNode } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import { MAX_SHEET_BYTES, type SheetProgress } from '#contract/sheet.ts';
import { bringSheet, sheetFormat, type Bringing } from '#renderer/app/bring-sheet.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Button } from './button.tsx';

/** Rows that were refused and are named one by one; the others are counted. */
const MAX_NAMED_ROWS = 200;

interface Sheet {
  readonly bytes: Uint8Array;
  readonly format: 'csv' | 'xlsx';
}

/** Brings a table: a file, or rows that are pasted. Says how far it is, and which rows were refused and why. */
export function SheetIntake(props: {
  heading: string;
  /** The columns. */
  hint: string;
  /** Rows may be pasted too. */
  pastes?: boolean;
  take: (uploadId: string) => Promise<SheetProgress>;
  /** All rows are in. */
  onEnd: () => Promise<void>;
  /** What else there is to choose. */
  children?: ReactNode;
}): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const [pasted, setPasted] = useState('');
  const [bringing, setBringing] = useState<Bringing>();
  const [wrong, setWrong] = useState<SheetProgress['wrong']>([]);
  const [failure, setFailure] = useState<WireError | 'notOne'>();
  const busy = bringing !== undefined && !('done' in bringing && bringing.done);

  async function bring(sheet: Sheet): Promise<void> {
    setFailure(undefined);
    setWrong([]);
    setBringing({ sent: 0, pieces: 1 });
    try {
      await bringSheet(client, sheet, props.take, (next) => {
        setBringing(next);
        if ('wrong' in next) setWrong((before) => [...before, ...next.wrong].slice(0, MAX_NAMED_ROWS));
      });
      setPasted('');
    } catch (error) {
      setFailure(wireErrorOf(error));
      setBringing(undefined);
    }
    await props.onEnd();
  }
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const format = sheetFormat(file);
    if (format) return bring({ bytes: new Uint8Array(await file.arrayBuffer()), format });
    setFailure('notOne');
    setBringing(undefined);
    setWrong([]);
  }
  return (
    <fieldset className="si" disabled={busy}>
      <legend>{props.heading}</legend>
      <p>{props.hint}</p>
      {props.children}
      {props.pastes === true ? (
        <div className="si-paste">
          <label className="field">
            <span>{t('sheet.paste')}</span>
            <textarea rows={4} value={pasted} onChange={(event) => setPasted(event.target.value)} />
          </label>
          <Button disabled={pasted.trim() === ''} onClick={() => void bring({ bytes: new TextEncoder().encode(pasted), format: 'csv' })}>
            {t('sheet.takePasted')}
          </Button>
        </div>
      ) : null}
      <label className="field">
        <span>{t(props.pastes === true ? 'sheet.orFile' : 'sheet.file')}</span>
        <input
          type="file"
          accept=".csv,.txt,.xlsx"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      <p role="status">{bringing ? <Far bringing={bringing} /> : null}</p>
      <p className="field" role="alert">
        <span className="why">
          {failure === 'notOne'
            ? t('sheet.notOne', { max: MAX_SHEET_BYTES / 2 ** 20 })
            : failure
              ? errorText(failure, language)
              : bringing && 'problem' in bringing && bringing.problem
                ? bringing.problem[language]
                : ''}
        </span>
      </p>
      {wrong.length > 0 ? (
        <ul className="si-wrong" aria-label={t('sheet.wrong')}>
          {wrong.map(({ line, reasons }) => (
            <li key={line}>
              <b>{t('sheet.line', { line })}</b> {reasons.map((reason) => reason[language]).join(language === 'zh' ? '；' : '; ')}
            </li>
          ))}
        </ul>
      ) : null}
    </fieldset>
  );
}

function Far({ bringing }: { bringing: Bringing }): ReactElement {
  const t = useText();
  if ('sent' in bringing) return <>{t('sheet.sending', { percent: Math.floor((bringing.sent * 100) / bringing.pieces) })}</>;
  const { rows, added, updated, kept, refused } = bringing;
  return <>{t(bringing.done && !bringing.problem ? 'sheet.done' : 'sheet.taking', { rows, added, updated, kept, refused })}</>;
}
