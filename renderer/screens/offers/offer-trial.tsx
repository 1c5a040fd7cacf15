import { useState, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Promotion } from '#contract/promotion.ts';
import type { readOffer } from './offer-draft.ts';
import { formatCount, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';

const SIMULATED_DAYS = 31;
const MAX_TRIED = 100;

/** What the offer would do: to a basket, beside the others, and on what was sold last month. Nothing is saved. */
export function OfferTrial({ read }: { read: () => ReturnType<typeof readOffer> }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const refusal = useRefusal();
  const basketIsEmpty = useTopicPart('basket', (basket) => (basket?.lines.length ?? 0) === 0);
  const [skus, setSkus] = useState('');
  const [words, setWords] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [preview, setPreview] = useState<ProcedureOutput<'promotion.preview'>>();
  const [conflicts, setConflicts] = useState<ProcedureOutput<'promotion.conflicts'>['conflicts']>();
  const [simulated, setSimulated] = useState<ProcedureOutput<'promotion.simulate'>>();

  function draft(): Promotion | undefined {
    const offer = read();
    setWords('why' in offer ? t(offer.why) : undefined);
    return 'why' in offer ? undefined : offer.value;
  }
  async function tryIt(): Promise<void> {
    const offer = draft();
    const goods = goodsOf(skus);
    if (!offer) return;
    if (goods.length === 0 && basketIsEmpty) return setWords(t('offers.try.empty'));
    const asked = client.request('promotion.preview', goods.length === 0 ? { draft: offer } : { draft: offer, goods });
    setPreview(await refusal.ask(asked));
    setConflicts((await refusal.ask(client.request('promotion.conflicts', { draft: offer })))?.conflicts);
  }
  async function simulate(): Promise<void> {
    const offer = draft();
    if (!offer) return;
    setBusy(true);
    setSimulated(await refusal.ask(client.request('promotion.simulate', { draft: offer, days: SIMULATED_DAYS })));
    setBusy(false);
  }
  const problem = words ?? (refusal.failure && errorText(refusal.failure, language));
  return (
    <section className="of-try" aria-label={t('offers.try')}>
      <h2>{t('offers.try')}</h2>
      <label className="field">
        <span>{t('offers.try.goods')}</span>
        <input value={skus} maxLength={2000} autoComplete="off" onChange={(event) => setSkus(event.target.value)} />
      </label>
      <div className="foot">
        <Button onClick={() => void tryIt()}>{t('offers.try.do')}</Button>
        <Button disabled={busy} onClick={() => void simulate()}>
          {t(busy ? 'offers.simulate.busy' : 'offers.simulate')}
        </Button>
      </div>
      <p className="field" role="alert">
        <span className="why">{problem ?? ''}</span>
      </p>
      <div role="status">
        {preview ? <Preview {...preview} id={idOf(read())} /> : null}
        {conflicts ? <Conflicts conflicts={conflicts} /> : null}
        {simulated ? (
          <p>
            {t('offers.simulate.result', {
              sales: formatCount(simulated.sales, language),
              touched: formatCount(simulated.touched, language),
              before: formatMoney(simulated.touchedMinor),
              cost: formatMoney(simulated.costMinor),
            })}{' '}
            {simulated.cut ? t('offers.simulate.cut') : ''}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Preview({ priced, withoutMinor, id }: ProcedureOutput<'promotion.preview'> & { id: string | undefined }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const offer = priced.offers.find((candidate) => candidate.id === id);
  const isUsed = offer?.state === 'applied';
  return (
    <>
      <p>
        <b>
          {isUsed
            ? t('offers.try.without', { without: formatMoney(withoutMinor), with: formatMoney(priced.totalMinor) })
            : t('offers.try.same', { why: offer?.reason?.[language] ?? t('offers.try.worse') })}
        </b>
      </p>
      <dl className="of-sums">
        {priced.discounts.map((discount) => (
          <div key={`${discount.source} ${discount.id ?? ''}`}>
            <dt>{discount.label[language]}</dt>
            <dd>{formatMoney(-discount.amountMinor)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Conflicts({ conflicts }: { conflicts: ProcedureOutput<'promotion.conflicts'>['conflicts'] }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  if (conflicts.length === 0) return <p>{t('offers.conflicts.none')}</p>;
  return (
    <>
      <h3>{t('offers.conflicts')}</h3>
      <ul className="of-conflicts">
        {conflicts.map(({ id, name, words }) => (
          <li key={id}>
            <b>{name[language]}</b> {words[language]}
          </li>
        ))}
      </ul>
    </>
  );
}

function idOf(read: ReturnType<typeof readOffer>): string | undefined {
  return 'value' in read ? read.value.id : undefined;
}

/** "A, B, B" is one A and two B. */
function goodsOf(text: string): { sku: string; quantityMilli: number }[] {
  const counts = new Map<string, number>();
  for (const sku of text.split(/[,，、\s]+/).filter((part) => part !== '')) counts.set(sku, (counts.get(sku) ?? 0) + 1000);
  return [...counts].slice(0, MAX_TRIED).map(([sku, quantityMilli]) => ({ sku, quantityMilli }));
}
