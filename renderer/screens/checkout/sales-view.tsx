import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import type { SaleSummary } from '#contract/sale.ts';
import { formatAmount, formatBusinessDate, formatClock, formatClockSeconds, formatCount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { printState } from './print-state.ts';
import { ReceiptPreview } from './receipt-preview.tsx';
import { useSale, useSales } from './use-sales.ts';
import { useTill, useTillState } from './use-till.ts';

const PAGE = 50;
const MAX_ROWS = 100;

/** The day's sales in the work area: searched from the scan field, ↑ ↓ choose, the receipt beside. */
export function SalesView({ timeZone }: { timeZone: string }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const query = useTillState((state) => state.salesQuery);
  const [limit, setLimit] = useState(PAGE);
  const list = useSales(query, limit);
  const [chosenSeq, setChosenSeq] = useState<number>();
  const sales = list?.sales ?? [];
  const index = Math.max(
    0,
    sales.findIndex((sale) => sale.seq === chosenSeq),
  );
  const seq = sales[index]?.seq;

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]')) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setChosenSeq(sales[Math.min(Math.max(index + step, 0), sales.length - 1)]?.seq);
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);

  return (
    <section className="sheet sales" aria-label={t('checkout.sales')}>
      <div className="sl">
        <header className="pt">
          <h2>
            {t('checkout.sales')}
            <small>
              {list
                ? `${formatBusinessDate(list.businessDate, language)} · ${t('checkout.sales.today', { count: formatCount(list.count, language), amount: formatMoney(list.totalMinor) })}`
                : t('checkout.sales.loading')}
            </small>
          </h2>
          <Button size="small" icon="left" keys="Esc" onClick={till.back}>
            {t('checkout.back')}
          </Button>
        </header>
        <div className="srows" tabIndex={0} role="region" aria-label={t('checkout.sales')}>
          {sales.map((sale) => (
            <SaleRow key={sale.seq} sale={sale} chosen={sale.seq === seq} timeZone={timeZone} onChoose={setChosenSeq} />
          ))}
          {list && sales.length === 0 ? (
            <p className="rnone">{t(query === '' ? 'checkout.sales.none' : 'checkout.sales.noMatch')}</p>
          ) : null}
          {list?.more ? (
            limit < MAX_ROWS ? (
              <Button onClick={() => setLimit(MAX_ROWS)}>{t('checkout.sales.more')}</Button>
            ) : (
              <p className="rnone">{t('checkout.sales.narrow')}</p>
            )
          ) : null}
        </div>
      </div>
      <SaleDetail seq={seq} timeZone={timeZone} />
    </section>
  );
}

function SaleRow(props: { sale: SaleSummary; chosen: boolean; timeZone: string; onChoose: (seq: number) => void }): ReactElement {
  const { sale, chosen, timeZone, onChoose } = props;
  const t = useText();
  const [language] = useLanguage();
  const [state, words] = printState(sale.printState, sale.printProblem);
  return (
    <button type="button" className={chosen ? 'srow on' : 'srow'} aria-pressed={chosen} onClick={() => onChoose(sale.seq)}>
      <span className="at">{formatClock(sale.completedAtMs, language, timeZone)}</span>
      <span className="what">
        <span className="cut">{sale.firstLineName}</span>
        <small className="cut">
          {sale.receiptNumber}
          <span className="cnt"> · {t('checkout.items', { count: sale.itemCount })}</span>
        </small>
      </span>
      <StateWords state={state}>{t(words)}</StateWords>
      <b className="num">{formatAmount(sale.totalMinor)}</b>
    </button>
  );
}

function SaleDetail({ seq, timeZone }: { seq: number | undefined; timeZone: string }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const detail = useSale(seq);
  if (!detail) return <aside className="sd" aria-label={t('checkout.sales.receipt')} />;
  const { sale, copies, document } = detail;
  return (
    <aside className="sd" aria-label={t('checkout.sales.receipt')}>
      <header className="pt">
        <h2>
          {formatMoney(sale.totalMinor)}
          <small>
            {formatClockSeconds(sale.completedAtMs, language, timeZone)}
            {copies > 0 ? ` · ${t('checkout.sales.copies', { count: copies })}` : ''}
          </small>
        </h2>
        <Button size="small" icon="printer" onClick={() => till.reprint(sale.seq)}>
          {t('checkout.sales.reprintShort')}
        </Button>
      </header>
      <div className="sdp" tabIndex={0} role="region" aria-label={t('checkout.sales.receipt')}>
        <ReceiptPreview document={document} />
      </div>
    </aside>
  );
}
