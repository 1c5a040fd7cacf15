import type { ReactElement } from 'react';
import { changeInNotes, quickCashAmounts } from '#contract/tender.ts';
import { currencyMark, formatAmount, formatMoney, formatShortAmount } from '#renderer/app/format.ts';
import { isUnanswered } from '#renderer/app/client.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import { Keypad } from '#renderer/parts/keypad.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { cashAmount, type CashRefusal, type CashText } from './cash-text.ts';
import { wireErrorText } from './message.ts';
import { useTill, useTillState } from './use-till.ts';

const REFUSAL = {
  character: 'checkout.cash.character',
  negative: 'checkout.cash.negative',
  decimals: 'checkout.cash.decimals',
  limit: 'checkout.cash.limit',
} as const satisfies Record<CashRefusal, TextKey>;

/** Taking money: it takes the work area, the till column never moves. */
export function TenderSheet(): ReactElement {
  const t = useText();
  const totalMinor = useTopicPart('basket', (basket) => basket?.totalMinor ?? 0);
  return (
    <section className="sheet" aria-label={t('checkout.tender')}>
      <div className="meth">
        <span className="on" aria-current="true">
          <Icon name="cash" />
          <span>
            {t('checkout.cash')}
            <small>{t('checkout.cash.detail')}</small>
          </span>
        </span>
      </div>
      <CashPane totalMinor={totalMinor} />
    </section>
  );
}

function CashPane({ totalMinor }: { totalMinor: number }): ReactElement {
  const t = useText();
  const till = useTill();
  const cash = useTillState((state) => state.cash);
  const completing = useTillState((state) => state.completing);
  const amountMinor = cashAmount(cash);
  return (
    <div className="pane cashp">
      <div className="cl">
        <p className="lab">
          <span>{t('checkout.cash.received')}</span>
          <span>{t('checkout.cash.due', { amount: formatMoney(totalMinor) })}</span>
        </p>
        <output className={cash.text === '' ? 'recv ghost' : 'recv'} aria-label={t('checkout.cash.received')}>
          {cash.text === '' ? <Money amountMinor={totalMinor} big /> : <TypedAmount cash={cash} />}
        </output>
        <div className="bills">
          {quickCashAmounts(totalMinor).map((quickMinor, index) => (
            <button
              key={quickMinor}
              type="button"
              className={quickMinor === amountMinor ? 'btn on' : 'btn'}
              aria-pressed={quickMinor === amountMinor}
              disabled={completing}
              onClick={() => till.setCash(quickMinor)}
            >
              {formatShortAmount(quickMinor)}
              {index === 0 ? <small>{t('checkout.cash.exact')}</small> : null}
            </button>
          ))}
        </div>
        <TenderNote cash={cash} />
        <Change changeMinor={(amountMinor ?? totalMinor) - totalMinor} />
      </div>
      <Keypad onKey={till.typeCash} disabled={completing} />
    </div>
  );
}

/** The amount as it is being typed: groups appear, a decimal point and zeros only when typed. */
function TypedAmount({ cash }: { cash: CashText }): ReactElement {
  const [whole = '', decimals] = cash.text.split('.');
  return (
    <span className="m big">
      <i>{currencyMark('CNY')}</i>
      {formatShortAmount(Number(whole) * 100)}
      {decimals === undefined ? '' : `.${decimals}`}
    </span>
  );
}

function TenderNote({ cash }: { cash: CashText }): ReactElement | null {
  const t = useText();
  const [language] = useLanguage();
  const error = useTillState((state) => state.tenderError);
  const words = error
    ? isUnanswered(error)
      ? t('checkout.tender.unanswered')
      : wireErrorText(error, language)
    : cash.refusal && t(REFUSAL[cash.refusal]);
  if (words === undefined) return null;
  return (
    <p className="tnote" role="alert">
      <StateGlyph state="bad" />
      <span>{words}</span>
    </p>
  );
}

function Change({ changeMinor }: { changeMinor: number }): ReactElement {
  const t = useText();
  if (changeMinor < 0) {
    return (
      <div className="chg short">
        <div className="row">
          <b>{t('checkout.cash.missing')}</b>
          <Money amountMinor={-changeMinor} big />
        </div>
      </div>
    );
  }
  return (
    <div className="chg">
      <div className="row">
        <b>{t('checkout.cash.change')}</b>
        <Money amountMinor={changeMinor} big />
      </div>
      {changeMinor > 0 && changeMinor <= MAX_NOTES_CHANGE_MINOR ? (
        <>
          <p className="nl">{t('checkout.cash.notes')}</p>
          <Notes changeMinor={changeMinor} />
        </>
      ) : null}
    </div>
  );
}

/** Above this nobody counts notes by a list. */
const MAX_NOTES_CHANGE_MINOR = 1_000_000;

/** The fewest notes and coins to hand back. */
export function Notes({ changeMinor }: { changeMinor: number }): ReactElement | null {
  if (changeMinor > MAX_NOTES_CHANGE_MINOR) return null;
  return (
    <ul className="notes">
      {changeInNotes(changeMinor).map(([noteMinor, count]) => (
        <li key={noteMinor}>
          <b>{noteMinor >= 100 ? formatShortAmount(noteMinor) : formatAmount(noteMinor)}</b>
          <span>×{count}</span>
        </li>
      ))}
    </ul>
  );
}
