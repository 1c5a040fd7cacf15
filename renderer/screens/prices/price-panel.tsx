import { useCallback, useState, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import type { SheetProgress } from '#contract/sheet.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { SheetIntake } from '#renderer/parts/sheet-intake.tsx';
import { Check } from '../offers/fields.tsx';
import { PriceTable } from './price-table.tsx';
import { usePrices } from './use-prices.ts';
import type { ListRow } from './use-price-lists.ts';

/** The prices of one list: what holds, what the draft changes, and the ways in and out. Nothing holds before it is published. */
export function PricePanel({ row, onChanged }: { row: ListRow; onChanged: () => Promise<void> }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const refusal = useRefusal();
  const { id } = row.list;
  const [query, setQuery] = useState('');
  const [changed, setChanged] = useState(false);
  const [replaces, setReplaces] = useState(false);
  const [file, setFile] = useState<string>();
  const prices = usePrices(id, query, changed);
  const refresh = useCallback(async () => {
    await Promise.all([prices.reload(), onChanged()]);
  }, [prices, onChanged]);
  const act = async (answer: Promise<unknown>): Promise<void> => {
    if (await refusal.done(answer)) await refresh();
  };
  const take = (uploadId: string): Promise<SheetProgress> => client.command('priceList.import', { id, uploadId, replaces });
  const exported = async (): Promise<void> => setFile((await refusal.ask(client.request('priceList.export', { id })))?.file);
  return (
    <section className="pl-prices" aria-label={t('prices.prices')}>
      <header className="pl-head">
        <h2>{t('prices.prices')}</h2>
        <Button size="small" onClick={() => void exported()}>
          {t('prices.export')}
        </Button>
      </header>
      <p role="status">{file === undefined ? '' : t('acts.exported', { file })}</p>
      {row.draftCount > 0 ? (
        <div className="pl-draft" role="status">
          <b>{t('prices.draft', { count: row.draftCount })}</b>
          <Button onClick={() => void act(client.request('priceList.discard', { id }))}>{t('prices.discard')}</Button>
          <Button kind="primary" onClick={() => void act(client.command('priceList.publish', { id }))}>
            {t('prices.publish')}
          </Button>
        </div>
      ) : null}
      <p className="field" role="alert">
        <span className="why">{refusal.failure ? errorText(refusal.failure, language) : ''}</span>
      </p>
      <div className="pl-find">
        <label className="field">
          <span>{t('prices.search')}</span>
          <input value={query} maxLength={64} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
        </label>
        <Check checked={changed} says="prices.onlyChanges" onChange={setChanged} />
      </div>
      <PriceTable
        rows={prices.rows}
        put={(sku, priceMinor) => act(client.request('priceList.put', { id, prices: [{ sku, priceMinor }] }))}
      />
      {prices.rows?.length === 0 ? <p>{t(query.trim() === '' ? 'prices.empty' : 'prices.notFound')}</p> : null}
      {prices.more ? <Button onClick={() => void prices.next()}>{t('offers.more')}</Button> : null}
      <SheetIntake heading={t('prices.import')} hint={t('prices.import.hint')} pastes take={take} onEnd={refresh}>
        <Check checked={replaces} says="prices.import.replaces" onChange={setReplaces} />
      </SheetIntake>
    </section>
  );
}
