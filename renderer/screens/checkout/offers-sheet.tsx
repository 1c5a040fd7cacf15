import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { BasketOffer } from '#contract/pricing.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useNewest } from '#renderer/app/use-newest.ts';
import { useClient, useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { StateGlyph, type StateName } from '#renderer/parts/state-glyph.tsx';
import { useTill } from './use-till.ts';

const GLYPH = { applied: 'ok', possible: 'idle', declined: 'off' } as const satisfies Record<BasketOffer['state'], StateName>;
/** Offers that have a key of their own. */
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const DIGIT_KEYS = KEYS.map((digit) => `Digit${digit}`);

/**
 * Every offer of the shop for this basket: what is used, what could be, and why the others are not. The digit of an offer turns it on or off, with
 * Shift it takes a coupon off.
 */
export function OffersSheet(): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const answer = useOffers();
  const offers = answer?.offers ?? [];
  const turn = (offer: BasketOffer | undefined): void => {
    if (offer && offer.state !== 'declined') till.chooseOffer(offer.id, nextChoice(offer));
    else if (offer?.chosen) till.chooseOffer(offer.id, null);
  };
  const takeOff = (offer: BasketOffer | undefined): void => {
    if (offer?.coupon === undefined) return;
    // Its button goes with it.
    list.current?.focus();
    till.removeCoupon(offer.coupon);
  };
  const press = ({ key, code, shiftKey }: KeyboardEvent): void => {
    if (shiftKey) takeOff(offers[DIGIT_KEYS.indexOf(code)]);
    else turn(offers[KEYS.indexOf(key)]);
  };
  return (
    <Dialog title={t('price.offers.title')} closeLabel={t('checkout.close')} widthRem={40} onClose={till.close}>
      <div ref={list} className="offers" tabIndex={-1} data-first role="group" aria-label={t('price.offers.title')} onKeyDown={press}>
        {answer && offers.length === 0 ? <p className="said">{t('price.offers.none')}</p> : null}
        {answer?.bounded ? <p className="said">{answer.bounded[language]}</p> : null}
        <ul>
          {offers.map((offer, index) => (
            <li key={offer.id} className={offer.state}>
              <StateGlyph state={GLYPH[offer.state]} />
              <span className="nm">
                <b>{offer.name[language]}</b>
                <small>{offerWords(offer, language, t)}</small>
              </span>
              {offer.amountMinor > 0 ? <span className="num">{formatMoney(-offer.amountMinor)}</span> : null}
              {offer.coupon === undefined ? null : (
                <Button size="small" {...keyOf(index, '⇧')} onClick={() => takeOff(offer)}>
                  {t('price.offers.couponOff')}
                </Button>
              )}
              {offer.state === 'declined' && !offer.chosen ? null : (
                <Button size="small" {...keyOf(index)} onClick={() => turn(offer)}>
                  {t(`price.offers.do.${nextChoice(offer) ?? 'auto'}`)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function keyOf(index: number, modifier = ''): { readonly keys?: string } {
  const key = KEYS[index];
  return key === undefined ? {} : { keys: `${modifier}${key}` };
}

/** What pressing an offer asks for: out with what is used, in with what is not, and what was chosen before is left to the till again. */
function nextChoice({ state, chosen }: BasketOffer): 'use' | 'avoid' | null {
  if (chosen) return null;
  return state === 'applied' ? 'avoid' : 'use';
}

function offerWords({ state, reason, chosen }: BasketOffer, language: 'zh' | 'en', t: ReturnType<typeof useText>): string {
  const words = [t(`price.offers.${state}`), reason?.[language] ?? '', chosen ? t(`price.offers.chosen.${chosen}`) : ''];
  return words.filter((part) => part !== '').join(' · ');
}

/** Asked again whenever the basket changed. */
function useOffers(): ProcedureOutput<'basket.offers'> | undefined {
  const client = useClient();
  const revision = useTopicPart('basket', (basket) => basket?.revision);
  return useNewest(revision === undefined ? undefined : String(revision), () => client.request('basket.offers', {}).catch(() => undefined));
}
