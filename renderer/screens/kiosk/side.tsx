import type { ReactElement } from 'react';
import { useText, type TextOf } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon, type IconName } from '#renderer/parts/icon.tsx';
import type { KioskCustomer } from './customer.ts';
import { PhoneOverReader } from './drawings.tsx';
import { QrCode } from '#renderer/parts/qr-code.tsx';

/** The ink block: members scan, type a phone number or check in a booking; once known, who it is. */
export function Side(props: {
  customer: KioskCustomer | undefined;
  /** Where a phone takes a ticket; '' shows how to scan instead. */
  takeUrl: string;
  still: boolean;
  onPhone: () => void;
  onBooking: () => void;
  onForget: () => void;
}): ReactElement {
  const { customer, takeUrl, still, onPhone, onBooking, onForget } = props;
  const text = useText();
  return (
    <aside className="kk-side">
      <div className="kk-say">
        <h2>{customer ? greeting(customer, text) : text('kiosk.member')}</h2>
        <p>{customer ? known(customer, text) : text('kiosk.member.why')}</p>
        {customer ? <p>{text('kiosk.choose')}</p> : null}
      </div>
      {takeUrl === '' || customer ? (
        <PhoneOverReader />
      ) : (
        <figure className="kk-door">
          <QrCode data={takeUrl} label={text('kiosk.byPhone')} />
          <figcaption>{text('kiosk.byPhone')}</figcaption>
        </figure>
      )}
      <div className="kk-btns">
        {customer ? (
          <Button onClick={onForget}>{text('kiosk.notMe')}</Button>
        ) : (
          <>
            <SideButton icon="phone" title={text('kiosk.phone')} detail={text('kiosk.phone.why')} disabled={still} onClick={onPhone} />
            <SideButton
              icon="calendar"
              title={text('kiosk.booking')}
              detail={text('kiosk.booking.why')}
              disabled={still}
              onClick={onBooking}
            />
          </>
        )}
      </div>
    </aside>
  );
}

function SideButton(props: { icon: IconName; title: string; detail: string; disabled: boolean; onClick: () => void }): ReactElement {
  const { icon, title, detail, disabled, onClick } = props;
  return (
    <button type="button" className="btn" disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
      <span>
        {title}
        <small>{detail}</small>
      </span>
    </button>
  );
}

function greeting(customer: KioskCustomer, text: TextOf): string {
  const name = customer.known?.customer ?? '';
  return name === '' ? text('kiosk.helloPlain') : text('kiosk.hello', { name });
}

function known(customer: KioskCustomer, text: TextOf): string {
  const { by, known: member } = customer;
  const who = 'phone' in by ? [text('kiosk.tail', { tail: by.phone.slice(-4) })] : [];
  if (!member) return who.join('');
  const early = member.class === 'vip' || member.class === 'assisted' ? [text('kiosk.early')] : [];
  return [...who, text(`kiosk.level.${member.level}`), ...early].join(' · ');
}
