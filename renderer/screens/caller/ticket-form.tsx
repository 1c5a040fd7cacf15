import type { ReactElement } from 'react';
import type { DeskTicket } from '#contract/queue.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import type { SheetProps } from './caller-sheets.tsx';
import { ReasonForm } from './reason-form.tsx';

const PICK_REASONS = ['caller.pick.help', 'caller.pick.urgent', 'caller.pick.came', 'caller.pick.same'] as const;

/** One ticket of the list: called out of turn with a reason, or, held or missed, gone on with. Or its customer left. */
export function TicketForm({ ticket, view, actions, onClose }: SheetProps & { readonly ticket: DeskTicket }): ReactElement {
  const t = useText();
  const { number, state, heldReason } = ticket;
  const { current } = view;
  const done = (act: () => void) => (): void => {
    act();
    onClose();
  };
  return (
    <>
      {state === 'waiting' ? null : (
        <>
          <p className="said">
            {state === 'missed'
              ? t('caller.ticket.missed')
              : heldReason === ''
                ? t('caller.ticket.heldPlain')
                : t('caller.ticket.held', { reason: heldReason })}
          </p>
          <div className="foot">
            <Button size="large" disabled={!actions.enabled} onClick={done(() => actions.resume(ticket, 'line'))}>
              {t('caller.ticket.line')}
            </Button>
            <Button
              size="large"
              kind="primary"
              disabled={!actions.enabled || current !== undefined}
              onClick={done(() => actions.resume(ticket, 'counter'))}
            >
              {t('caller.ticket.here')}
            </Button>
          </div>
        </>
      )}
      <ReasonForm
        label={t('caller.pick.why')}
        reasons={PICK_REASONS.map((key) => t(key))}
        submit={current ? t('caller.pick.finishes', { number, current: current.number }) : t('caller.pick.do', { number })}
        disabled={!actions.enabled || view.counter.state === 'paused'}
        onSubmit={(reason) => done(() => actions.pick(ticket, reason))()}
      >
        <Button kind="danger" disabled={!actions.enabled} onClick={done(() => actions.cancel(ticket))}>
          {t('caller.left')}
        </Button>
      </ReasonForm>
    </>
  );
}
