import type { ReactElement } from 'react';
import type { QueueDesk, QueueView } from '#contract/queue.ts';
import { useText } from '#renderer/app/i18n.ts';
import { counterName } from '#renderer/app/queue-words.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import type { CounterView } from '#renderer/app/desk-view.ts';
import { ReasonForm } from './reason-form.tsx';
import type { CallerSheet } from './sheet.ts';
import { TakeForm } from './take-form.tsx';
import { TicketForm } from './ticket-form.tsx';
import { TransferForm } from './transfer-form.tsx';
import type { CallerActions } from './use-caller.ts';

export interface SheetProps {
  readonly desk: QueueDesk;
  readonly queue: QueueView;
  readonly view: CounterView;
  readonly actions: CallerActions;
  readonly onClose: () => void;
}

const PAUSE_REASONS = ['caller.pause.meal', 'caller.pause.rest', 'caller.pause.goods', 'caller.pause.shift'] as const;

/** The sheet that is open. */
export function CallerSheets({
  sheet,
  onOther,
  ...props
}: SheetProps & { readonly sheet: CallerSheet; readonly onOther: () => void }): ReactElement | null {
  const t = useText();
  const { view, desk, onClose } = props;
  const counter = counterName(t, view.counter);
  const closeLabel = t('checkout.close');
  switch (sheet.kind) {
    case 'transfer':
      return view.current ? (
        <Dialog title={t('caller.transfer.title', { number: view.current.number })} closeLabel={closeLabel} widthRem={40} onClose={onClose}>
          <TransferForm {...props} />
        </Dialog>
      ) : null;
    case 'ticket': {
      const ticket = desk.tickets.find(({ ticketId }) => ticketId === sheet.ticketId);
      if (!ticket) return null;
      const title = t(ticket.state === 'waiting' ? 'caller.pick.title' : 'caller.ticket.title', { number: ticket.number });
      return (
        <Dialog title={title} closeLabel={closeLabel} widthRem={36} onClose={onClose}>
          <TicketForm ticket={ticket} {...props} />
        </Dialog>
      );
    }
    case 'pause':
      return (
        <Dialog title={t('caller.pause.title', { counter })} closeLabel={closeLabel} onClose={onClose}>
          <ReasonForm
            label={t('caller.pause.why')}
            reasons={PAUSE_REASONS.map((key) => t(key))}
            submit={t('caller.pause.do')}
            disabled={!props.actions.enabled}
            onSubmit={(reason) => {
              props.actions.pause(reason);
              onClose();
            }}
          />
        </Dialog>
      );
    case 'counter':
      return (
        <Dialog title={counter} closeLabel={closeLabel} onClose={onClose}>
          <div className="foot">
            <Button size="large" onClick={onOther}>
              {t('caller.other')}
            </Button>
            <Button
              size="large"
              kind="danger"
              disabled={!props.actions.enabled}
              onClick={() => {
                props.actions.close();
                onClose();
              }}
            >
              {t('caller.close.do')}
            </Button>
          </div>
        </Dialog>
      );
    case 'take':
      return (
        <Dialog title={t('caller.take.title')} closeLabel={closeLabel} widthRem={36} onClose={onClose}>
          <TakeForm {...props} />
        </Dialog>
      );
  }
}
