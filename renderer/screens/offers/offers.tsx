import '#renderer/parts/office.css';
import './offers.css';
import { useEffect, type ReactElement } from 'react';
import { newRequestId } from '#contract/ids.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { draftOf, newDraft, readOffer, RULE_KINDS } from './offer-draft.ts';
import { OfferForm } from './offer-form.tsx';
import { OfferLists } from './offer-lists.tsx';
import { OfferTrial } from './offer-trial.tsx';
import { useEditing } from './use-editing.ts';
import { useOffers, type OfferRow } from './use-offers.ts';

/** The shop's offers: the list on the left, one of them on the right, and what it would do. */
export function OffersScreen(): ReactElement {
  const t = useText();
  const session = useTopic('operator');
  const lost = useConnection() === 'lost';
  useEffect(() => {
    document.title = `${t('offers.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="page office">
      <PageHead
        title={t('offers.title')}
        links={
          <a className="btn sm" href="/prices">
            {t('prices.title')}
          </a>
        }
      />
      {lost ? <Rail state="off" title={t('labels.lost')} detail={t('staff.lostHint')} /> : null}
      {session && !session.rights.includes('promotion.manage') ? (
        <Rail state="warn" title={t('offers.notYours')} detail={t('offers.notYours.do')} />
      ) : (
        <Offers />
      )}
    </main>
  );
}

function Offers(): ReactElement {
  const t = useText();
  const desk = useOffers();
  const editing = useEditing({ read: readOffer, draftOf, save: desk.save });
  const { current, ended } = desk.pages;
  if (!current) return <p role="status">{t('offers.loading')}</p>;

  const { now, open, problem, saved } = editing;
  const row = [...current, ...ended.rows].find(({ promotion }) => promotion.id === now?.before?.id);
  const drawn = (offer: OfferRow): ReactElement => (
    <li key={offer.promotion.id}>
      <OfferButton
        offer={offer}
        chosen={offer === row}
        onChoose={() => open({ draft: draftOf(offer.promotion), before: offer.promotion })}
      />
    </li>
  );
  return (
    <div className="of-grid">
      <section className="panel of-list" aria-label={t('offers.title')}>
        <div className="of-kinds" role="group" aria-label={t('offers.new')}>
          <h2>{t('offers.new')}</h2>
          {RULE_KINDS.map((kind) => (
            <Button
              key={kind}
              size="small"
              onClick={() => open({ draft: newDraft(kind, `offer-${newRequestId().slice(-12)}`), before: undefined })}
            >
              {t(`offers.kind.${kind}`)}
            </Button>
          ))}
        </div>
        <OfferLists
          current={current.map(drawn)}
          ended={ended.rows.map(drawn)}
          none="offers.none"
          onMore={ended.more ? () => void desk.pages.moreEnded() : undefined}
        />
      </section>
      {now ? (
        <section className="panel of-edit" aria-label={t(`offers.kind.${now.draft.kind}`)}>
          <OfferForm draft={now.draft} onChange={editing.change} onSubmit={() => void editing.save()}>
            <p className="field" role="alert">
              <span className="why">{problem ?? ''}</span>
            </p>
            {saved ? <p role="status">{t('offers.saved')}</p> : null}
            {row && row.stage !== 'running' && row.stage !== 'coming' ? <p>{t('offers.again')}</p> : null}
            <div className="foot">
              {row && (row.stage === 'running' || row.stage === 'coming') ? (
                <Button kind="danger" onClick={() => void editing.end(desk.end(row.promotion.id))}>
                  {t('offers.end')}
                </Button>
              ) : null}
              <Button kind="primary" type="submit" keys="Enter">
                {t('offers.save')}
              </Button>
            </div>
          </OfferForm>
          <OfferTrial key={now.draft.id} read={() => readOffer(now.draft, now.before)} />
        </section>
      ) : null}
    </div>
  );
}

function OfferButton({ offer, chosen, onChoose }: { offer: OfferRow; chosen: boolean; onChoose: () => void }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const { promotion, stage, usedToday, usedEver } = offer;
  return (
    <button type="button" className={chosen ? 'of-row on' : 'of-row'} aria-pressed={chosen} onClick={onChoose}>
      <span>
        <b className="cut">{promotion.name[language]}</b>
        <small>
          {t(`offers.kind.${promotion.rule.kind}`)} · {t('offers.used', { today: usedToday, ever: usedEver })}
        </small>
      </span>
      <span className={`tag of-${stage}`}>{t(`offers.stage.${stage}`)}</span>
    </button>
  );
}
