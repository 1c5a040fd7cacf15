import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import type { PrintDocument } from '#contract/document.ts';
import type { Sale, SaleSummary } from '#contract/sale.ts';
import { keyNameOf } from '#contract/till-command.ts';
import { formatAmount, formatBusinessDate, formatClock, formatClockSeconds, formatCount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { printState } from './print-state.ts';
import { ReceiptPreview } from './receipt-preview.tsx';
import { useRefund, useSale, useSales } from './use-sales.ts';
import { useKeyOf } from './use-keys.ts';
import { useTill, useTillState } from './use-till.ts';

const PAGE = 50;
const MAX_ROWS = 100;

/** The day's sales in the work area: searched from the scan field, ↑ ↓ choose, the receipt beside. */
export function SalesView({ timeZone }: { timeZone: string }): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
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
    if (keyNameOf(event) === keyOf('refund') && sales[index]?.kind === 'sale') {
      event.preventDefault();
      till.showRefund(sales[index].seq);
      return;
    }
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
                ? `${formatBusinessDate(list.businessDate, language)} · ${t('checkout.sales.today', { count: formatCount(list.count, language), amount: formatMoney(list.totalMinor) })}${list.refundCount > 0 ? ` · ${t('refund.sales.refunds', { count: list.refundCount, amount: formatMoney(list.refundMinor) })}` : ''}`
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
      <Detail row={sales[index]} timeZone={timeZone} />
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
        <span className="cut">
          {sale.kind === 'refund' ? <span className="tag">{t('refund.open')}</span> : null} {sale.firstLineName}
        </span>
        <small className="cut">
          {sale.receiptNumber}
          {sale.refundedMinor > 0 ? (
            <b className="rfd"> · {t('refund.sale.refunded', { amount: formatMoney(sale.refundedMinor) })}</b>
          ) : null}
          <span className="cnt"> · {t('checkout.items', { count: sale.itemCount })}</span>
        </small>
      </span>
      <StateWords state={state}>{t(words)}</StateWords>
      <b className="num">{formatAmount(sale.totalMinor)}</b>
    </button>
  );
}

/** The receipt or slip of the chosen row. */
function Detail({ row, timeZone }: { row: SaleSummary | undefined; timeZone: string }): ReactElement {
  const sale = useSale(row?.kind === 'sale' ? row.seq : undefined);
  const refund = useRefund(row?.kind === 'refund' ? row.seq : undefined);
  const t = useText();
  if (!row) return <aside className="sd" aria-label={t('checkout.sales.receipt')} />;
  return <Slip row={row} detail={row.kind === 'sale' ? sale : refund} timeZone={timeZone} />;
}

function Slip(props: {
  row: SaleSummary;
  detail: { readonly copies: number; readonly document: PrintDocument; readonly sale?: Sale } | undefined;
  timeZone: string;
}): ReactElement {
  const { row, detail, timeZone } = props;
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const [language] = useLanguage();
  const copies = detail?.copies ?? 0;
  return (
    <aside className="sd" aria-label={t('checkout.sales.receipt')}>
      {detail ? (
        <>
          <header className="pt">
            <h2>
              {formatMoney(row.totalMinor)}
              <small>
                {formatClockSeconds(row.completedAtMs, language, timeZone)}
                {copies > 0 ? ` · ${t('checkout.sales.copies', { count: copies })}` : ''}
              </small>
            </h2>
            {row.kind === 'sale' ? (
              <>
                <Button size="small" keys={keyOf('refund')} onClick={() => till.showRefund(row.seq)}>
                  {t('refund.open')}
                </Button>
                <Button size="small" onClick={() => till.giftReceipt(row.seq)}>
                  {t('checkout.giftReceipt')}
                </Button>
              </>
            ) : null}
            {detail.sale?.lines.some(({ discounts }) => discounts) ? (
              <Button size="small" onClick={() => till.reprint(row.seq, true)}>
                {t('checkout.sales.reprintReasons')}
              </Button>
            ) : null}
            <Button size="small" icon="printer" onClick={() => till.reprint(row.seq)}>
              {t('checkout.sales.reprintShort')}
            </Button>
          </header>
          <div className="sdp" tabIndex={0} role="region" aria-label={t('checkout.sales.receipt')}>
            <ReceiptPreview document={detail.document} />
          </div>
        </>
      ) : null}
    </aside>
  );
}
