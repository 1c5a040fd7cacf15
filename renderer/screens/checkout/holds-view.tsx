import type { ReactElement } from 'react';
import './holds.css';
import type { HeldBasket } from '#contract/hold.ts';
import { formatAmount, formatClock, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { BigButton, InkButton } from './ink-block.tsx';
import { useKeyOf } from './use-keys.ts';
import { useMinute } from './use-minute.ts';
import { useTill, useTillState } from './use-till.ts';
import { formatQuantity } from '#contract/quantity.ts';

const NONE: readonly HeldBasket[] = [];
const MINUTE_MS = 60_000;
/** A basket held longer is worth asking about. */
const OLD_MINUTES = 60;

/** What is put aside, in the work area: the newest first, one chosen. */
export function HoldsView({ timeZone }: { timeZone: string }): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const held = useTopic('holds')?.held ?? NONE;
  const isOpen = useTopicPart('basket', (basket) => basket?.phase === 'selling' && basket.lines.length > 0);
  const chosen = useChosen(held);
  const nowMs = useMinute();
  return (
    <section className="holds" aria-label={t('hold.title')}>
      <header className="pt">
        <p>
          {t('hold.count', { count: held.length })} {isOpen ? t('hold.openFirst') : ''}
        </p>
      </header>
      {held.length === 0 ? <p className="rnone">{t('hold.none', { key: keyOf('hold') })}</p> : null}
      <ul className="hcards">
        {held.map((basket) => (
          <li key={basket.number}>
            <Card basket={basket} chosen={basket.number === chosen?.number} isOpen={isOpen ?? false} nowMs={nowMs} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card(props: { basket: HeldBasket; chosen: boolean; isOpen: boolean; nowMs: number; timeZone: string }): ReactElement {
  const { basket, chosen, isOpen, nowMs, timeZone } = props;
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const { number, name, memberName, till: heldAt = '', takenMinor, goods, lineCount } = basket;
  const minutes = Math.max(0, Math.floor((nowMs - basket.heldAtMs) / MINUTE_MS));
  const words = [...new Set([memberName, name, heldAt])].filter((word) => word !== '').join(' · ');
  return (
    <article className={chosen ? 'hcard on' : 'hcard'}>
      <button type="button" aria-pressed={chosen} onClick={() => till.chooseHold(number)}>
        <span className="hwhen">
          <b>{formatClock(basket.heldAtMs, language, timeZone)}</b>
          <span className={minutes >= OLD_MINUTES ? 'old' : undefined}>{t(...age(minutes))}</span>
        </span>
        <b className="hsum">
          <Money amountMinor={basket.totalMinor} />
        </b>
        {words === '' ? null : <span className="hname">{words}</span>}
        {takenMinor === undefined ? null : <span className="old">{t('hold.taken', { amount: formatMoney(takenMinor) })}</span>}
        <span className="hgoods">
          {goods.map((line, index) => (
            <span key={index}>
              <span className="cut">{line.spec === '' ? line.name : `${line.name} ${line.spec}`}</span>
              <span className="num">×{formatQuantity(line.quantityMilli)}</span>
            </span>
          ))}
          {lineCount > goods.length ? <small>{t('hold.more', { count: lineCount - goods.length })}</small> : null}
        </span>
      </button>
      <div className="htools">
        <Button size="small" onClick={() => till.printHold(number)}>
          {t('hold.print')}
        </Button>
        <Button size="small" onClick={() => till.printPickList(number)}>
          {t('hold.pick')}
        </Button>
        <Button size="small" onClick={() => till.open({ kind: 'renameHold', number })}>
          {t('hold.rename')}
        </Button>
        {isOpen ? (
          <Button size="small" onClick={() => till.mergeHold(number)}>
            {t('hold.merge')}
          </Button>
        ) : null}
        <Button size="small" kind="danger" onClick={() => till.open({ kind: 'discardHold', number })}>
          {t('hold.discard')}
        </Button>
      </div>
    </article>
  );
}

/** The dark block while baskets are chosen from: what would come back. */
export function HoldsInk({ locked, timeZone }: { locked: boolean; timeZone: string }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const chosen = useChosen(useTopic('holds')?.held ?? NONE);
  const openMinor = useTopicPart('basket', (basket) =>
    basket?.phase === 'selling' && basket.lines.length > 0 ? basket.totalMinor : undefined,
  );
  return (
    <section className="sum ink" aria-label={t('checkout.total')}>
      <dl>
        {openMinor === undefined ? null : (
          <>
            <dt>{t('hold.openBasket')}</dt>
            <dd>{formatAmount(openMinor)}</dd>
          </>
        )}
        {chosen ? (
          <>
            <dt>{t('hold.items', { count: chosen.itemCount })}</dt>
            <dd>{formatAmount(chosen.totalMinor)}</dd>
          </>
        ) : null}
      </dl>
      <div className="due">
        <span>{t('hold.thisOne')}</span>
        <b>
          <Money amountMinor={chosen?.totalMinor ?? 0} big />
        </b>
      </div>
      <p className="gain">
        <span />
      </p>
      <BigButton
        words={chosen ? t('hold.take', { time: formatClock(chosen.heldAtMs, language, timeZone) }) : t('hold.resume')}
        keys="Enter"
        idle={!chosen}
        disabled={locked}
        onClick={() => till.resume()}
      />
      <div className="alt one">
        <InkButton icon="left" words={t('checkout.back')} keys="Esc" disabled={locked} onClick={till.back} />
      </div>
    </section>
  );
}

/** The words of the discard sheet. */
export function discardWords(basket: HeldBasket): { readonly count: number; readonly amount: string } {
  return { count: basket.itemCount, amount: formatMoney(basket.totalMinor) };
}

function useChosen(held: readonly HeldBasket[]): HeldBasket | undefined {
  const chosen = useTillState((state) => state.chosenHold);
  return held.find(({ number }) => number === chosen) ?? held[0];
}

function age(minutes: number): [TextKey, { readonly count: number }] {
  if (minutes < 60) return ['hold.minutes', { count: minutes }];
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? ['hold.hours', { count: hours }] : ['hold.days', { count: Math.floor(hours / 24) }];
}
