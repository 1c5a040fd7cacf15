import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import type { Closing, CountOutcome } from '#contract/shift.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { ClosingButton } from './closing-button.tsx';
import { COMMIT_KEYS, CountGrid } from './count-grid.tsx';
import { emptyCount, piecesOf } from './count-text.ts';
import type { BusyCalls } from '#renderer/app/use-busy-calls.ts';

/** The blind close: count, see what it came to, count once more or close. A count made before is taken up again. */
export function ClosePanel({ calls, onClosed }: { calls: BusyCalls; onClosed: (closing: Closing) => void }): ReactElement {
  const t = useText();
  const { request } = calls;
  const [count, setCount] = useState(emptyCount);
  const [outcome, setOutcome] = useState<CountOutcome>();
  useEffect(() => {
    void request('shift.lastCount', {}).then((answer) => setOutcome(answer?.count ?? undefined));
  }, [request]);

  async function commit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setOutcome(await calls.command('shift.count', { count: piecesOf(count) }));
  }
  function recount(): void {
    setCount(emptyCount);
    setOutcome(undefined);
  }
  if (outcome) {
    return (
      <>
        <Outcome outcome={outcome} />
        <div className="foot">
          {outcome.mayRecount ? <Button onClick={recount}>{t('shift.close.recount')}</Button> : null}
          <ClosingButton name="shift.close" kind="primary" calls={calls} onClosed={onClosed} />
        </div>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void commit(event)}>
      <p className="said">{t('shift.close.said')}</p>
      <CountGrid count={count} onChange={setCount} />
      <div className="foot">
        <Button kind="primary" type="submit" keys={COMMIT_KEYS} disabled={calls.busy}>
          {t('shift.close.commit')}
        </Button>
      </div>
    </form>
  );
}

function Outcome({ outcome }: { outcome: CountOutcome }): ReactElement {
  const t = useText();
  const { differenceMinor, maxDifferenceMinor } = outcome;
  const large = Math.abs(differenceMinor) > maxDifferenceMinor;
  return (
    <div className="sh-outcome">
      <dl>
        <div>
          <dt>{t('shift.close.counted')}</dt>
          <dd>
            <Money amountMinor={outcome.countedMinor} />
          </dd>
        </div>
        <div>
          <dt>{t('shift.close.expected')}</dt>
          <dd>
            <Money amountMinor={outcome.expectedMinor} />
          </dd>
        </div>
        <div className="strong">
          <dt>{t(differenceMinor < 0 ? 'shift.close.short' : 'shift.close.over')}</dt>
          <dd>
            <Money amountMinor={Math.abs(differenceMinor)} />
          </dd>
        </div>
      </dl>
      {differenceMinor === 0 ? <StateWords state="ok">{t('shift.close.even')}</StateWords> : null}
      {large ? <StateWords state="warn">{t('shift.close.large', { max: formatMoney(maxDifferenceMinor) })}</StateWords> : null}
      {outcome.mayRecount ? null : <p className="said">{t('shift.close.final')}</p>}
    </div>
  );
}
