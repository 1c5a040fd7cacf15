import { useState, type ReactElement } from 'react';
import { formatYuan, parseYuan } from '#contract/money.ts';
import type { ListedPrice } from '#contract/procedures/price-list.ts';
import { formatAmount } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { draftedPrice, marginPercent, warningOf } from './margin.ts';

type Put = (sku: string, priceMinor: number | null) => Promise<void>;

/** Goods with what they cost, what they cost the shop, and their price on the list. */
export function PriceTable({ rows, put }: { rows: readonly ListedPrice[] | undefined; put: Put }): ReactElement | null {
  const t = useText();
  if (!rows || rows.length === 0) return null;
  return (
    <div className="pl-scroll" role="region" aria-label={t('prices.prices')} tabIndex={0}>
      <table className="pl-table">
        <thead>
          <tr>
            <th>{t('prices.article')}</th>
            <th className="num">{t('prices.base')}</th>
            <th className="num">{t('prices.cost')}</th>
            <th>{t('prices.price')}</th>
            <th>
              <span className="vh">{t('prices.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PriceRow key={row.sku} row={row} put={put} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is typed stands until the price it was typed over is another one. */
function PriceRow({ row, put }: { row: ListedPrice; put: Put }): ReactElement {
  const t = useText();
  const { sku, name, spec, baseMinor, costMinor, liveMinor, draft } = row;
  const priceMinor = draftedPrice(row);
  const [input, setInput] = useState<{ readonly text: string; readonly over: number | null }>();
  const typed = input?.over === priceMinor ? input.text : priceMinor === null ? '' : formatYuan(priceMinor);
  const read = typed.trim() === '' ? null : parseYuan(typed);
  const warning = read === undefined ? undefined : warningOf(read, row);
  const margin = read === undefined || read === null ? undefined : marginPercent(read, costMinor);
  const commit = (): void => {
    if (read !== undefined && read !== priceMinor) void put(sku, read);
  };
  return (
    <tr className={draft ? 'pl-changed' : undefined}>
      <td>
        <b>{name}</b>
        <small>
          {[spec, sku].filter((part) => part !== '').join(' · ')}
          {draft ? ` · ${liveMinor === null ? t('prices.isNew') : t('prices.was', { price: formatAmount(liveMinor) })}` : ''}
        </small>
      </td>
      <td className="num">{baseMinor === null ? t('prices.gone') : formatAmount(baseMinor)}</td>
      <td className="num">{costMinor === null ? '' : formatAmount(costMinor)}</td>
      <td className="field">
        <input
          value={typed}
          inputMode="decimal"
          maxLength={12}
          autoComplete="off"
          aria-label={t('prices.priceOf', { name })}
          aria-invalid={read === undefined || warning === 'belowCost'}
          onChange={(event) => setInput({ text: event.target.value, over: priceMinor })}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
        <small className={warning === 'belowCost' || read === undefined ? 'why' : undefined}>
          {read === undefined
            ? t('offers.wrong.amount')
            : warning
              ? t(`prices.warn.${warning}`)
              : margin === undefined
                ? ''
                : t('prices.margin', { margin })}
        </small>
      </td>
      <td>
        {priceMinor === null ? null : (
          <Button icon="trash" aria-label={t('prices.removeOf', { name })} onClick={() => void put(sku, null)} />
        )}
      </td>
    </tr>
  );
}
