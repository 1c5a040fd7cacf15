import './people.css';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { WireError } from '#contract/error.ts';
import { GuitaiError } from '#contract/error.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useLeave, type LeaveAsked } from '#renderer/app/leave.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useClient, useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { PinForm } from './pin-form.tsx';

const REASONS = ['people.reason.customer', 'people.reason.mistake', 'people.reason.change', 'people.reason.training'] as const;
const MAX_REASON_CHARACTERS = 100;

/** A second person's leave for the command that was just refused, on whatever screen it was given. Esc gives the command up, nothing else is lost. */
export function LeaveDialog(): ReactElement | null {
  const { asked, settle } = useLeave();
  return asked ? <AskLeave key={asked.requestId} asked={asked} onSettled={settle} /> : null;
}

function AskLeave({ asked, onSettled }: { asked: LeaveAsked; onSettled: (given: boolean) => void }): ReactElement {
  const t = useText();
  const client = useClient();
  const codeField = useRef<HTMLInputElement>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState('');
  const locked = useTopicPart('operator', (session) => session?.state === 'locked');
  useEffect(() => {
    if (locked) onSettled(false);
  }, [locked, onSettled]);

  async function allow(code: string, pin: string): Promise<WireError | undefined> {
    if (reason.trim() === '') {
      reasonField.current?.focus();
      return new GuitaiError('bad_input', { reason: t('people.reason') }).toWire();
    }
    try {
      await client.request('staff.override', { ...asked, code, pin, reason: reason.trim() });
    } catch (error) {
      return wireErrorOf(error);
    }
    onSettled(true);
    return undefined;
  }
  return (
    <Dialog
      title={t('people.leave.title', { right: t(`people.right.${asked.right}`) })}
      closeLabel={t('checkout.close')}
      widthRem={44}
      onClose={() => onSettled(false)}
    >
      <p className="said">{t('people.leave.how')}</p>
      <div className="leave">
        <PinForm submit={t('people.leave.do')} onSubmit={allow} codeRef={codeField} first={false}>
          <label className="field">
            <span>{t('people.reason')}</span>
            <input
              ref={reasonField}
              value={reason}
              maxLength={MAX_REASON_CHARACTERS}
              placeholder={t('people.reason.hint')}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                event.preventDefault();
                if (reason.trim() !== '') codeField.current?.focus();
              }}
              data-first
            />
          </label>
          <div className="quickreasons">
            {REASONS.map((key) => (
              <Button
                key={key}
                size="small"
                aria-pressed={reason === t(key)}
                onClick={() => {
                  setReason(t(key));
                  codeField.current?.focus();
                }}
              >
                {t(key)}
              </Button>
            ))}
          </div>
        </PinForm>
      </div>
    </Dialog>
  );
}
