import { useState, type FormEvent, type ReactElement } from 'react';
import type { Closing, ShiftView } from '#contract/shift.ts';
import { formatBusinessDate } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { ClosingButton } from './closing-button.tsx';
import { COMMIT_KEYS, CountGrid } from './count-grid.tsx';
import { emptyCount, piecesOf } from './count-text.ts';
import type { BusyCalls } from '#renderer/app/use-busy-calls.ts';

/** Counts the float and opens the shift; where the day is still open it may be closed instead. */
export function OpenPanel({
  view,
  calls,
  onOpened,
  onClosed,
}: {
  view: ShiftView;
  calls: BusyCalls;
  onOpened: () => void;
  onClosed: (closing: Closing) => void;
}): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [count, setCount] = useState(emptyCount);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await calls.command('shift.open', { count: piecesOf(count) })) onOpened();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p className="said">{t('shift.open.said')}</p>
      {view.openDate === null ? null : <p className="said">{t('shift.open.day', { date: formatBusinessDate(view.openDate, language) })}</p>}
      <CountGrid count={count} onChange={setCount} />
      <div className="foot">
        {view.openDate === null ? null : <ClosingButton name="day.close" kind="plain" calls={calls} onClosed={onClosed} />}
        <Button kind="primary" type="submit" keys={COMMIT_KEYS} disabled={calls.busy}>
          {t('shift.open.do')}
        </Button>
      </div>
    </form>
  );
}
