import type { ReactElement } from 'react';
import type { ScanOutcome } from '#contract/scan.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { useTill } from './use-till.ts';

/** What of a customer's list is not in the basket, and why. */
export function ListSheet({ list }: { list: Extract<ScanOutcome, { readonly kind: 'list' }> }): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <Dialog title={t('list.title')} closeLabel={t('checkout.close')} widthRem={36} onClose={till.close}>
      <p className="said">{t('list.taken', { count: list.taken })}</p>
      <ul className="hsplit" aria-label={t('list.title')}>
        {list.missed.map(({ code, name, quantityMilli, why }) => (
          <li key={code}>
            <span className="cut">
              {name === '' ? code : name} ×{formatQuantity(quantityMilli)}
            </span>
            <b>{t(`list.why.${why}`)}</b>
          </li>
        ))}
      </ul>
      <div className="foot">
        <Button kind="primary" data-first onClick={till.close}>
          {t('checkout.close')}
        </Button>
      </div>
    </Dialog>
  );
}
