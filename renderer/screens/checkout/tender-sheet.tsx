import type { ReactElement } from 'react';
import type { Basket } from '#contract/basket.ts';
import { foreignNeeded, formatForeign, type ForeignCurrency } from '#contract/currency.ts';
import { changeInNotes, quickCashAmounts, wayKey, type Tender, type TenderWay } from '#contract/tender.ts';
import { currencyMark, formatAmount, formatMoney, formatShortAmount } from '#renderer/app/format.ts';
import { isUnanswered } from '#renderer/app/client.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon, type IconName } from '#renderer/parts/icon.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { Keypad } from '#renderer/parts/keypad.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import type { CashRefusal, CashText } from './cash-text.ts';
import { wireErrorText } from './message.ts';
import { payWays, restDue, typedValue, type PayWay } from './pay-ways.ts';
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
  const till = useTill();
  const way = useTillState((state) => state.way);
  const others = useTopicPart('station', (station) => station?.tenders) ?? NO_WAYS;
  const basket = useTopic('basket');
  const ways = payWays(others);
  return (
    <section className="sheet" aria-label={t('checkout.tender')}>
      <div className="meth" role="group" aria-label={t('checkout.tender.ways')}>
        {ways.map((candidate) => {
          const isChosen = wayKey(candidate) === wayKey(way);
          return (
            <button
              key={wayKey(candidate)}
              ref={isChosen ? showWhole : undefined}
              type="button"
              className={isChosen ? 'on' : undefined}
              aria-pressed={isChosen}
              onClick={() => till.chooseWay(candidate)}
            >
              <Icon name={WAY_ICONS[candidate.kind]} />
              <span>
                {wayName(candidate, t)}
                <small>{t(`checkout.way.${candidate.kind}.detail`)}</small>
              </span>
            </button>
          );
        })}
        {ways.length > 1 ? (
          <p className="waykeys">
            <Kbd keys="↑" />
            <Kbd keys="↓" />
            <span>{t('checkout.tender.switch')}</span>
          </p>
        ) : null}
      </div>
      {basket ? <AmountPane basket={basket} way={way} /> : null}
    </section>
  );
}

/** Where not all ways fit, the chosen one is in sight. */
function showWhole(button: HTMLButtonElement | null): void {
  button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const NO_WAYS: readonly TenderWay[] = [];
/** The drawing of each way to pay. */
export const WAY_ICONS = {
  cash: 'cash',
  card: 'wallet',
  voucher: 'coupon',
  other: 'receipt',
  foreign: 'cash',
  deposit: 'clock',
} as const satisfies Record<Tender['kind'], IconName>;

/** What people call a way to pay. */
export function wayName(way: PayWay | Tender, t: ReturnType<typeof useText>): string {
  if (way.kind === 'other') return way.name;
  if (way.kind !== 'foreign') return t(`checkout.way.${way.kind}`);
  return t('checkout.way.foreign', { name: t(`currency.${way.currency}`), currency: way.currency });
}

function AmountPane({ basket, way }: { basket: Basket; way: PayWay }): ReactElement {
  const t = useText();
  const till = useTill();
  const cash = useTillState((state) => state.cash);
  const completing = useTillState((state) => state.completing);
  const amountMinor = typedValue(way, cash);
  const dueMinor = restDue(basket);
  const isCash = way.kind === 'cash';
  const foreign = way.kind === 'foreign' ? way : undefined;
  const isPart = amountMinor !== undefined && amountMinor > 0 && amountMinor < dueMinor && way.kind !== 'voucher';
  return (
    <div className="pane cashp">
      <div className="cl">
        <Taken tenders={basket.terms.tenders} />
        <p className="lab">
          <span>{t(isCash ? 'checkout.cash.received' : `checkout.way.${way.kind}.amount`)}</span>
          <span>{t('checkout.cash.due', { amount: formatMoney(dueMinor) })}</span>
        </p>
        <output className={cash.text === '' ? 'recv ghost' : 'recv'} aria-label={t('checkout.cash.received')}>
          {cash.text !== '' ? (
            <TypedAmount cash={cash} currency={foreign?.currency ?? 'CNY'} />
          ) : foreign ? (
            <ForeignAmount foreignMinor={foreignNeeded(Math.max(0, dueMinor), foreign)} currency={foreign.currency} />
          ) : (
            <Money amountMinor={Math.max(0, dueMinor)} big />
          )}
        </output>
        {foreign ? (
          <p className="lab">
            <span>{t('checkout.way.foreign.rate', { currency: foreign.currency, rate: foreign.rate })}</span>
            <span>{amountMinor === undefined ? '' : `= ${formatMoney(amountMinor)}`}</span>
          </p>
        ) : null}
        {isCash ? <QuickAmounts dueMinor={dueMinor} amountMinor={amountMinor} /> : null}
        <TenderNote cash={cash} />
        {isPart ? (
          <Button size="large" icon="split" keys="+" disabled={completing} onClick={till.takePart}>
            {t('checkout.tender.part', { amount: formatMoney(amountMinor) })}
          </Button>
        ) : null}
        {isCash || foreign ? <Change changeMinor={(amountMinor ?? (foreign ? 0 : dueMinor)) - dueMinor} /> : null}
      </div>
      <Keypad onKey={till.typeCash} disabled={completing} />
    </div>
  );
}

function QuickAmounts({ dueMinor, amountMinor }: { dueMinor: number; amountMinor: number | undefined }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const completing = useTillState((state) => state.completing);
  if (dueMinor <= 0) return null;
  return (
    <div className="bills">
      {quickCashAmounts(dueMinor).map((quickMinor, index) => (
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
  );
}

/** What was taken already; each part can be given back until the sale is done. */
function Taken({ tenders }: { tenders: readonly Tender[] }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const completing = useTillState((state) => state.completing);
  if (tenders.length === 0) return null;
  return (
    <ul className="taken" aria-label={t('checkout.tender.taken')}>
      {tenders.map((tender, index) => (
        <li key={index}>
          <Icon name={WAY_ICONS[tender.kind]} />
          <span>{wayName(tender, t)}</span>
          <b className="num">{formatAmount(tender.amountMinor)}</b>
          {tender.kind === 'deposit' ? null : (
            <Button size="small" disabled={completing} onClick={() => till.giveBack(index)}>
              {t('checkout.tender.giveBack')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The amount as it is being typed: groups appear, a decimal point and zeros only when typed. */
function TypedAmount({ cash, currency }: { cash: CashText; currency: string }): ReactElement {
  const [whole = '', decimals] = cash.text.split('.');
  return (
    <span className="m big">
      <i>{currencyMark(currency)}</i>
      {formatShortAmount(Number(whole) * 100)}
      {decimals === undefined ? '' : `.${decimals}`}
    </span>
  );
}

/** What of a currency is enough. */
function ForeignAmount({ foreignMinor, currency }: { foreignMinor: number; currency: ForeignCurrency }): ReactElement {
  return (
    <span className="m big">
      <i>{currencyMark(currency)}</i>
      {formatForeign(foreignMinor, currency)}
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
