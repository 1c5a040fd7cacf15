import { Fragment, type ReactElement } from 'react';
import { backTenders } from '#contract/tender.ts';
import { formatAmount, formatMoney } from '#renderer/app/format.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Money } from '#renderer/parts/money.tsx';
import { BigButton, InkButton } from './ink-block.tsx';
import { wantedMinor } from './refund-draft.ts';
import { wayName } from './tender-sheet.tsx';
import { useTill, useTillState } from './use-till.ts';

/** The dark block during a return: what comes back, what is taken instead, and who pays the difference. */
export function RefundInk({ locked }: { locked: boolean }): ReactElement {
  const t = useText();
  const till = useTill();
  const draft = useTillState((state) => state.refund);
  const completing = useTillState((state) => state.completing);
  const soldMinor = useTopicPart('basket', (basket) => basket?.totalMinor ?? 0);
  const returnedMinor = draft ? wantedMinor(draft) : 0;
  const dueMinor = soldMinor - returnedMinor;
  const back = draft && dueMinor < 0 ? backTenders(draft.sale.tenders, draft.sale.returnedTenders, -dueMinor) : [];
  const amount = formatMoney(Math.abs(dueMinor));
  const words =
    soldMinor === 0 ? t('refund.do', { amount }) : dueMinor > 0 ? t('refund.do.pay', { amount }) : t('refund.do.exchange', { amount });
  return (
    <section className="sum ink" aria-label={t('checkout.total')}>
      <dl>
        <dt>{t('refund.returned')}</dt>
        <dd>{formatAmount(-returnedMinor)}</dd>
        <dt>{t('refund.taken')}</dt>
        <dd>{formatAmount(soldMinor)}</dd>
        {back.map((tender, index) => (
          <Fragment key={index}>
            <dt>{t('refund.back', { way: wayName(tender, t) })}</dt>
            <dd>{formatAmount(-tender.amountMinor)}</dd>
          </Fragment>
        ))}
      </dl>
      <div className="due">
        <span>{t(labelOf(soldMinor, dueMinor))}</span>
        <b>
          <Money amountMinor={Math.abs(dueMinor)} big />
        </b>
      </div>
      <p className="gain">
        <span />
      </p>
      <BigButton
        words={completing ? t('checkout.completing') : words}
        keys="Enter"
        idle={!draft || draft.wanted.size === 0}
        disabled={locked || completing}
        onClick={() => till.askReason('refund')}
      />
      <div className="alt one">
        <InkButton icon="left" words={t('checkout.back')} keys="Esc" disabled={locked} onClick={till.closeRefund} />
      </div>
    </section>
  );
}

function labelOf(soldMinor: number, dueMinor: number): TextKey {
  if (dueMinor > 0) return 'refund.fromCustomer';
  return dueMinor === 0 && soldMinor > 0 ? 'refund.even' : 'refund.toCustomer';
}
