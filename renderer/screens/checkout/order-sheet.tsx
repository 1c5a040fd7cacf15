import { useId, useState, type FormEvent, type HTMLAttributes, type ReactElement } from 'react';
import './order.css';
import type { CustomerOrder } from '#contract/customer-order.ts';
import { suggestedDeposit } from '#contract/customer-order.ts';
import type { WireError } from '#contract/error.ts';
import { formatYuan } from '#contract/money.ts';
import { formatAmount, formatMoney, isoDateAt } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { wireErrorText } from './message.ts';
import { draftOf, leftToPay, newDraft, readDraft, type OrderDraft, type OrderField } from './order-draft.ts';
import { useMinute } from './use-minute.ts';
import { useTill } from './use-till.ts';

const WHY = {
  name: 'order.wrong.name',
  phone: 'order.wrong.phone',
  recipientPhone: 'order.wrong.phone',
  wantedOn: 'order.wrong.wanted',
  address: 'order.wrong.address',
  deposit: 'order.wrong.deposit',
} as const satisfies Record<OrderField, TextKey>;

/** What the basket is ordered for, and its deposit; with `seq` what was said of an open order, to be changed. */
export function OrderSheet({ seq }: { seq: number | undefined }): ReactElement | null {
  const basket = useTopic('basket');
  const orders = useTopic('orders');
  const timeZone = useTopic('station')?.timeZone;
  const nowMs = useMinute();
  if (!basket || !orders || timeZone === undefined) return null;
  const today = isoDateAt(nowMs, timeZone);
  const order = orders.open.find((candidate) => candidate.seq === seq);
  if (seq !== undefined) {
    if (!order) return null;
    return (
      <OrderForm key={seq} order={order} today={today} totalMinor={order.totalMinor} first={draftOf(order.details, order.depositMinor)} />
    );
  }
  const { totalMinor, terms } = basket;
  const first =
    terms.order?.kind === 'placing'
      ? draftOf(terms.order.details, terms.order.depositMinor)
      : newDraft(today, totalMinor, orders.depositPercent);
  return (
    <OrderForm
      order={undefined}
      today={today}
      totalMinor={totalMinor}
      first={first}
      suggestedMinor={suggestedDeposit(totalMinor, orders.depositPercent)}
      memberName={terms.member?.name ?? ''}
    />
  );
}

function OrderForm(props: {
  order: CustomerOrder | undefined;
  today: string;
  totalMinor: number;
  first: OrderDraft;
  suggestedMinor?: number;
  memberName?: string;
}): ReactElement {
  const { order, today, totalMinor, suggestedMinor = 0, memberName = '' } = props;
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const [draft, setDraft] = useState(props.first);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<WireError>();
  const isMember = order ? order.details.name === '' : memberName !== '';
  const read = readDraft(draft, { today, totalMinor, isMember });
  const restMinor = leftToPay(draft, totalMinor);
  const wrong = tried && 'wrong' in read ? read.wrong : [];
  const set = (change: Partial<OrderDraft>): void => {
    setError(undefined);
    setDraft({ ...draft, ...change });
  };
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if ('wrong' in read) return;
    void (order ? till.changeOrder(order.seq, read.details) : till.beginOrder(read.details, read.depositMinor)).then(setError);
  }
  const field = (label: TextKey, name: keyof Omit<OrderDraft, 'delivers'>, more: FieldProps = {}): ReactElement => (
    <Field
      label={t(label)}
      value={draft[name]}
      why={isWrong(name, wrong) ? t(WHY[name], { max: formatAmount(totalMinor) }) : ''}
      onChange={(value) => set({ [name]: value })}
      {...more}
    />
  );
  const said = isMember ? { placeholder: memberName === '' ? t('order.byMember') : memberName } : {};
  return (
    <Dialog title={order ? order.code : t('order.title')} closeLabel={t('checkout.close')} widthRem={46} onClose={till.close}>
      <form className="oform" onSubmit={submit} noValidate>
        {field('order.name', 'name', { maxLength: 40, first: true, ...said })}
        {field('order.phone', 'phone', { maxLength: 16, inputMode: 'tel', ...said })}
        {field('order.wanted', 'wantedOn', { type: 'date', min: today })}
        <div className="field">
          <span>{t('order.how')}</span>
          <Segments
            label={t('order.how')}
            options={[
              { value: 'collects', label: t('order.collects') },
              { value: 'delivers', label: t('order.delivers') },
            ]}
            value={draft.delivers ? 'delivers' : 'collects'}
            onChange={(value) => set({ delivers: value === 'delivers' })}
          />
        </div>
        {draft.delivers ? (
          <>
            {field('order.recipient', 'recipient', { maxLength: 40 })}
            {field('order.recipientPhone', 'recipientPhone', { maxLength: 16, inputMode: 'tel' })}
            {field('order.address', 'address', { maxLength: 200 })}
            {field('order.window', 'window', { maxLength: 40, placeholder: t('order.window.example') })}
          </>
        ) : null}
        {field('order.note', 'note', { maxLength: 200 })}
        {order ? null : (
          <div>
            {field('order.deposit', 'deposit', { maxLength: 12, inputMode: 'decimal' })}
            <div className="obills">
              {suggestedMinor > 0 ? (
                <Button size="small" onClick={() => set({ deposit: formatYuan(suggestedMinor) })}>
                  {t('order.deposit.suggested', { amount: formatAmount(suggestedMinor) })}
                </Button>
              ) : null}
              <Button size="small" onClick={() => set({ deposit: formatYuan(totalMinor) })}>
                {t('order.deposit.all', { amount: formatAmount(totalMinor) })}
              </Button>
              <Button size="small" onClick={() => set({ deposit: '0' })}>
                {t('order.deposit.none')}
              </Button>
            </div>
          </div>
        )}
        <p className="owhy" role="alert">
          <span className="why">{error ? wireErrorText(error, language) : ''}</span>
          {order || restMinor === undefined ? null : (
            <span>{t('order.total', { amount: formatMoney(totalMinor), rest: formatMoney(restMinor) })}</span>
          )}
        </p>
        <div className="foot">
          <Button kind="primary" type="submit" keys="Enter">
            {t(order ? 'order.save' : 'order.begin')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly maxLength?: number;
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  readonly type?: 'date';
  readonly min?: string;
  readonly placeholder?: string;
  /** Takes the cursor. */
  readonly first?: true;
}

function Field(props: FieldProps & { label: string; value: string; why: string; onChange: (value: string) => void }): ReactElement {
  const { label, value, why, onChange, first, ...input } = props;
  const whyId = useId();
  return (
    <label className="field">
      <span>{label}</span>
      <input
        {...input}
        value={value}
        autoComplete="off"
        aria-invalid={why !== ''}
        aria-describedby={whyId}
        data-first={first}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="why" id={whyId}>
        {why}
      </span>
    </label>
  );
}

function isWrong(name: string, wrong: readonly OrderField[]): name is OrderField {
  return (wrong as readonly string[]).includes(name);
}
