import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { parseYuan } from '#contract/money.ts';
import { CashMoveKind, type CashMove } from '#contract/shift.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import type { BusyCalls } from '#renderer/app/use-busy-calls.ts';

/** Cash that moves without a sale: which way, how much and why. */
export function CashPanel({ calls }: { calls: BusyCalls }): ReactElement {
  const t = useText();
  const [kind, setKind] = useState<CashMoveKind>('paid_in');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<CashMove>();
  const whyId = useId();
  const amountMinor = parseYuan(amount) ?? 0;
  const why = amountMinor === 0 ? 'shift.cash.amountWrong' : reason.trim() === '' ? 'shift.cash.reasonMissing' : undefined;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    setDone(undefined);
    if (why) return;
    const move = await calls.command('cash.move', { kind, amountMinor, reason: reason.trim() });
    if (!move) return;
    setDone(move);
    setTried(false);
    setAmount('');
    setReason('');
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Segments
        label={t('shift.cash.kind')}
        options={CashMoveKind.options.map((value) => ({ value, label: t(`shift.cash.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <label className="field">
        <span>{t('shift.cash.amount')}</span>
        <input
          value={amount}
          inputMode="decimal"
          maxLength={12}
          autoComplete="off"
          data-first
          aria-invalid={tried && amountMinor === 0}
          aria-describedby={whyId}
          onChange={(event) => setAmount(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('shift.cash.reason')}</span>
        <input
          value={reason}
          maxLength={100}
          aria-invalid={tried && reason.trim() === ''}
          aria-describedby={whyId}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="field" role="alert" id={whyId}>
        <span className="why">{tried && why ? t(why) : ''}</span>
      </p>
      {done ? (
        <p role="status">
          <StateWords state="ok">
            {t('shift.cash.done', { kind: t(`shift.cash.${done.kind}`), amount: formatMoney(done.amountMinor), seq: done.seq })}
          </StateWords>
        </p>
      ) : null}
      <div className="foot">
        <Button kind="primary" type="submit" keys="Enter" disabled={calls.busy}>
          {t('shift.cash.do')}
        </Button>
      </div>
    </form>
  );
}
