import { memo, type ReactElement } from 'react';
import type { SaleSummary } from '#contract/sale.ts';
import { formatAmount, formatClock, formatCount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { printState } from './print-state.ts';
import type { SalesList } from './use-sales.ts';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

/** The last sales above the ink block: what was just sold, whether its receipt came out, and printing it again. */
export const RecentSales = memo(function RecentSales({
  list,
  timeZone,
  locked,
}: {
  list: SalesList | undefined;
  timeZone: string;
  locked: boolean;
}): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const [language] = useLanguage();
  return (
    <section className="mem panel" aria-label={t('checkout.sales.recent')}>
      <header className="rh">
        <div>
          <h2>{t('checkout.sales.recent')}</h2>
          <p>
            {list
              ? t('checkout.sales.today', { count: formatCount(list.count, language), amount: formatMoney(list.totalMinor) })
              : t('checkout.sales.loading')}
          </p>
        </div>
        <Button size="small" kind="quiet" keys={keyOf('sales')} disabled={locked} onClick={() => till.showSales()}>
          {t('checkout.sales.all')}
        </Button>
      </header>
      {list?.count === 0 ? <p className="rnone">{t('checkout.sales.none')}</p> : null}
      <div className="rlist">
        {list?.sales.map((sale) => (
          <RecentSale key={sale.seq} sale={sale} timeZone={timeZone} locked={locked} />
        ))}
      </div>
    </section>
  );
});

function RecentSale({ sale, timeZone, locked }: { sale: SaleSummary; timeZone: string; locked: boolean }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const [state, words] = printState(sale.printState, sale.printProblem);
  return (
    <div className="rs">
      <button type="button" className="rsale" disabled={locked} onClick={() => till.showSales(sale.receiptNumber)}>
        <span className="at">{formatClock(sale.completedAtMs, language, timeZone)}</span>
        <span className="what">
          <span className="cut">
            {sale.kind === 'refund' ? <span className="tag">{t('refund.open')}</span> : null} {sale.firstLineName}
          </span>
          <small className={state === 'ok' ? 'cut' : `cut st ${state === 'unknown' ? 'unk' : state}`}>
            {state === 'ok' ? null : <StateGlyph state={state} coloured={false} />}
            <span>{state === 'ok' ? t('checkout.items', { count: sale.itemCount }) : t(words)}</span>
          </small>
        </span>
        <b className="num">{formatAmount(sale.totalMinor)}</b>
      </button>
      <Button
        size="small"
        className="sq"
        icon="printer"
        disabled={locked}
        aria-label={t('checkout.sales.reprint', { receiptNumber: sale.receiptNumber })}
        onClick={() => till.reprint(sale.seq)}
      />
    </div>
  );
}
