import '#renderer/parts/office.css';
import '../offers/offers.css';
import './prices.css';
import { useEffect, type ReactElement } from 'react';
import { newRequestId } from '#contract/ids.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { OfferLists } from '../offers/offer-lists.tsx';
import { useEditing } from '../offers/use-editing.ts';
import { draftOf, newList, readList } from './list-draft.ts';
import { ListForm } from './list-form.tsx';
import { PricePanel } from './price-panel.tsx';
import { usePriceLists, type ListRow } from './use-price-lists.ts';

/** The shop's price lists: all of them on the left, one of them with its prices on the right. */
export function PricesScreen(): ReactElement {
  const t = useText();
  const session = useTopic('operator');
  const lost = useConnection() === 'lost';
  useEffect(() => {
    document.title = `${t('prices.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="page office">
      <PageHead
        title={t('prices.title')}
        links={
          <a className="btn sm" href="/offers">
            {t('offers.title')}
          </a>
        }
      />
      {lost ? <Rail state="off" title={t('labels.lost')} detail={t('staff.lostHint')} /> : null}
      {session && !session.rights.includes('promotion.manage') ? (
        <Rail state="warn" title={t('offers.notYours')} detail={t('offers.notYours.do')} />
      ) : (
        <PriceLists />
      )}
    </main>
  );
}

function PriceLists(): ReactElement {
  const t = useText();
  const desk = usePriceLists();
  const editing = useEditing({ read: readList, draftOf, save: desk.save });
  const { current, ended, reload } = desk.pages;
  if (!current) return <p role="status">{t('prices.loading')}</p>;

  const { now, open, problem, saved } = editing;
  const row = [...current, ...ended.rows].find(({ list }) => list.id === now?.before?.id);
  const drawn = (each: ListRow): ReactElement => (
    <li key={each.list.id}>
      <ListButton each={each} chosen={each === row} onChoose={() => open({ draft: draftOf(each.list), before: each.list })} />
    </li>
  );
  return (
    <div className="of-grid">
      <section className="panel of-list" aria-label={t('prices.title')}>
        <Button icon="plus" onClick={() => open({ draft: newList(`list-${newRequestId().slice(-12)}`), before: undefined })}>
          {t('prices.new')}
        </Button>
        <OfferLists
          current={current.map(drawn)}
          ended={ended.rows.map(drawn)}
          none="prices.none"
          onMore={ended.more ? () => void desk.pages.moreEnded() : undefined}
        />
      </section>
      {now ? (
        <section className="panel of-edit" aria-label={now.draft.nameZh || t('prices.new')}>
          <ListForm draft={now.draft} onChange={editing.change} onSubmit={() => void editing.save()}>
            <p className="field" role="alert">
              <span className="why">{problem ?? ''}</span>
            </p>
            {saved ? <p role="status">{t('prices.saved')}</p> : null}
            {row?.stage === 'ended' ? <p>{t('offers.again')}</p> : null}
            <div className="foot">
              {row && row.stage !== 'ended' ? (
                <Button kind="danger" onClick={() => void editing.end(desk.end(row.list.id))}>
                  {t('offers.end')}
                </Button>
              ) : null}
              <Button kind="primary" type="submit" keys="Enter">
                {t('offers.save')}
              </Button>
            </div>
          </ListForm>
          {row ? <PricePanel key={row.list.id} row={row} onChanged={reload} /> : <p className="said">{t('prices.saveFirst')}</p>}
        </section>
      ) : null}
    </div>
  );
}

function ListButton({ each, chosen, onChoose }: { each: ListRow; chosen: boolean; onChoose: () => void }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const { list, stage, priceCount, draftCount } = each;
  return (
    <button type="button" className={chosen ? 'of-row on' : 'of-row'} aria-pressed={chosen} onClick={onChoose}>
      <span>
        <b className="cut">{list.name[language]}</b>
        <small>
          {t('prices.count', { count: priceCount })}
          {draftCount > 0 ? ` · ${t('prices.changes', { count: draftCount })}` : ''}
        </small>
      </span>
      <span className={`tag of-${stage}`}>{t(`offers.stage.${stage}`)}</span>
    </button>
  );
}
