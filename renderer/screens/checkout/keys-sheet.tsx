import type { ReactElement } from 'react';
import { keyOf, TILL_COMMANDS, wordsOf } from '#contract/till-command.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { useKeyMap } from './use-keys.ts';
import { useTill } from './use-till.ts';

/** Keys that mean something only in one place, and what is typed. */
const MORE: readonly (readonly [keys: string, words: TextKey])[] = [
  ['3 *', 'checkout.key.timesFirst'],
  ['* 3', 'checkout.key.quantity'],
  ['Alt ↑ ↓', 'goods.size.key'],
  ['Alt A/D', 'refund.key.inside'],
  ['Alt T/Z', 'checkout.key.tare'],
  ['Alt W', 'checkout.key.typeWeight'],
];

/** Every key of the till, as this shop has them. */
export function KeysSheet(): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const till = useTill();
  const map = useKeyMap();
  const rows = TILL_COMMANDS.flatMap((command) => {
    const keys = keyOf(command, map);
    return keys === undefined ? [] : [[keys, wordsOf(command)[language]] as const];
  });
  return (
    <Dialog title={t('checkout.keys')} closeLabel={t('checkout.close')} widthRem={56} onClose={till.close}>
      <ul className="keysh">
        {[...rows, ...MORE.map(([keys, words]) => [keys, t(words)] as const)].map(([keys, words]) => (
          <li key={keys}>
            <Kbd keys={keys} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <p className="said links">
        <a className="link" href="/keys" target="guitai-keys">
          {t('keys.open')}
        </a>
        <a className="link" href="/labels" target="guitai-labels">
          {t('checkout.key.labels')}
        </a>
        <a className="link" href="/queue" target="guitai-queue">
          {t('queue.title')}
        </a>
        <a className="link" href="/receipt" target="guitai-receipt">
          {t('receipt.title')}
        </a>
        <a className="link" href="/staff" target="guitai-staff">
          {t('staff.title')}
        </a>
      </p>
    </Dialog>
  );
}
