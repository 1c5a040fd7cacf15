import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { CASH_FACES, countedMinor } from '#contract/shift.ts';
import { formatAmount, formatShortAmount } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { piecesOf, stepPieces, typePieces, type CountText } from './count-text.ts';

/** The key that commits a count from any face. */
export const COMMIT_KEYS = 'Ctrl Enter';

/** Counts the drawer face by face: typed, or tapped piece by piece. Enter goes to the next face, from the last one it commits. */
export function CountGrid({ count, onChange }: { count: CountText; onChange: (count: CountText) => void }): ReactElement {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => grid.current?.querySelector('input')?.focus(), []);
  return (
    <>
      <div className="sh-count" ref={grid}>
        {CASH_FACES.map(({ kind, faceMinor }, place) => {
          const face = t(`shift.count.${kind}`, { face: formatShortAmount(faceMinor) });
          const text = count[place] ?? '';
          return (
            <div key={face} className="sh-face">
              <span>{face}</span>
              <button
                type="button"
                className="btn sq"
                aria-label={t('shift.count.less', { face })}
                onClick={() => onChange(stepPieces(count, place, -1))}
              >
                <Icon name="minus" />
              </button>
              <input
                value={text}
                inputMode="numeric"
                autoComplete="off"
                aria-label={face}
                placeholder="0"
                data-first={place === 0 ? true : undefined}
                onFocus={(event) => event.target.select()}
                onChange={(event) => onChange(typePieces(count, place, event.target.value))}
                onKeyDown={goOn}
              />
              <button
                type="button"
                className="btn sq"
                aria-label={t('shift.count.more', { face })}
                onClick={() => onChange(stepPieces(count, place, 1))}
              >
                <Icon name="plus" />
              </button>
              <b className="num">{text === '' ? '' : formatAmount(Number(text) * faceMinor)}</b>
            </div>
          );
        })}
      </div>
      <p className="sh-total">
        <span>{t('shift.count.total')}</span>
        <b>
          <Money amountMinor={countedMinor(piecesOf(count))} />
        </b>
      </p>
    </>
  );
}

/** ↑ ↓ and Enter walk the faces, Ctrl Enter commits. */
function goOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter' && event.ctrlKey) return event.currentTarget.form?.requestSubmit();
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
  if (step === 0) return;
  const fields = [...(event.currentTarget.form?.querySelectorAll<HTMLInputElement>('.sh-face input') ?? [])];
  const next = fields[fields.indexOf(event.currentTarget) + step];
  // After the last face Enter presses the button of the form.
  if (!next && event.key === 'Enter') return;
  event.preventDefault();
  next?.focus();
}
