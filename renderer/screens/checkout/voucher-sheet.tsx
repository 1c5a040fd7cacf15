import { useState, type FormEvent, type ReactElement } from 'react';
import { parseYuan } from '#contract/money.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { useTill } from './use-till.ts';

const MAX_NUMBER_CHARACTERS = 40;

/** A paper voucher: its number, scanned or typed, and what it is worth. */
export function VoucherSheet(): ReactElement {
  const t = useText();
  const till = useTill();
  const [number, setNumber] = useState('');
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const valueMinor = parseYuan(value.trim());
  const isWell = /^[0-9A-Za-z-]{1,40}$/.test(number.trim()) && valueMinor !== undefined && valueMinor > 0;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isWell) till.takeVoucher(number.trim(), valueMinor);
  }
  return (
    <Dialog title={t('checkout.voucher.title')} closeLabel={t('checkout.close')} onClose={till.close}>
      <form onSubmit={submit} noValidate>
        <label className="field">
          <span>{t('checkout.voucher.number')}</span>
          <input value={number} maxLength={MAX_NUMBER_CHARACTERS} onChange={(event) => setNumber(event.target.value)} data-first />
        </label>
        <label className="field">
          <span>{t('checkout.voucher.value')}</span>
          <input value={value} inputMode="decimal" maxLength={12} onChange={(event) => setValue(event.target.value)} />
        </label>
        <p className="field" role="alert">
          <span className={tried && !isWell ? 'why' : undefined}>
            {t(tried && !isWell ? 'checkout.voucher.wrong' : 'checkout.voucher.hint')}
          </span>
        </p>
        <div className="foot">
          <Button kind="primary" type="submit" keys="Enter">
            {t('checkout.voucher.take')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
