import { memo, type ReactElement } from 'react';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { wordsOf, type TillCommand } from '#contract/till-command.ts';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { StateGlyph, type StateName } from '#renderer/parts/state-glyph.tsx';
import { useKeyOf } from './use-keys.ts';

const FIRST: readonly TillCommand[] = ['scanField', 'sales', 'drawer', 'keys'];

/** What to do first, where the lines will be. */
export const EmptyBasket = memo(function EmptyBasket(): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const keyOf = useKeyOf();
  return (
    <div className="none">
      <ScannerDrawing />
      <h2>{t('checkout.empty.title')}</h2>
      <p>{t('checkout.empty.hint')}</p>
      <ul>
        {FIRST.map((command) => (
          <li key={command}>
            <Kbd keys={keyOf(command)} />
            <span>{wordsOf(command)[language]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
});

/** Getting ready: what is in and what is still awaited. Selling opens when the basket is in. */
export function LoadingBasket({ connected, open, basket }: { connected: boolean; open: boolean; basket: boolean }): ReactElement {
  const t = useText();
  const steps: readonly (readonly [done: boolean, words: string])[] = [
    [connected, t('checkout.loading.station')],
    [open, t('checkout.loading.ledger')],
    [basket, t('checkout.loading.basket')],
  ];
  const current = steps.findIndex(([done]) => !done);
  return (
    <div className="none">
      <h2>{t('checkout.loading.title')}</h2>
      <ul className="ck">
        {steps.map(([done, words], index) => (
          <li key={words}>
            <Step state={done ? 'ok' : index === current ? 'busy' : 'idle'} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <p>{t('checkout.loading.hint')}</p>
    </div>
  );
}

function Step({ state }: { state: StateName }): ReactElement {
  return (
    <span className={`st ${state}`}>
      <StateGlyph state={state} />
    </span>
  );
}

function ScannerDrawing(): ReactElement {
  return (
    <svg
      className="art"
      viewBox="0 0 192 120"
      fill="none"
      stroke="var(--edge)"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M24 96h144" stroke="var(--ink-2)" />
      <path d="M62 96V44h44v52" fill="var(--accent-tint)" />
      <path d="M58 34h52v10H58zM62 58h44v24H62z" fill="var(--sheet)" />
      <path d="M70 64v12M75 64v12M82 64v12M86 64v12M93 64v12M98 64v12" stroke="var(--ink)" />
      <path d="M108 62v16l30-3V58z" fill="var(--accent-tint)" stroke="none" />
      <path d="M148 74l3 22M166 74l4 22" stroke="var(--ink-2)" />
      <path d="M142 55h22a7 7 0 0 1 7 7v6a7 7 0 0 1-7 7h-22l-3-3V58z" fill="var(--sheet)" stroke="var(--ink-2)" />
      <path d="M139 60v10" stroke="var(--accent)" strokeWidth="4" />
    </svg>
  );
}
