import './caller.css';
import { useState, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import type { QueueDesk, QueueView } from '#contract/queue.ts';
import type { CounterView } from '#renderer/app/desk-view.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName } from '#renderer/app/queue-words.ts';
import { useStationClock, useStationTime } from '#renderer/app/station-clock.ts';
import { useTillPlace, viewOfPlace } from '#renderer/app/till-place.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { SignIn } from './counter-door.tsx';
import { NowBlock } from './now-block.tsx';
import { TransferForm } from './transfer-form.tsx';
import { useCaller, useOpenCounter } from './use-caller.ts';

/** The counter beside a till, over its checkout: who is here, what to do with the ticket, and the next. The person at the till opens it. */
export function QueueSheet({ onClose }: { onClose: () => void }): ReactElement | null {
  const t = useText();
  const desk = useTopic('queueDesk');
  const queue = useTopic('queue');
  const place = useTillPlace();
  const link = useTopic('queueLink');
  const view = desk && viewOfPlace(desk, place);
  if (!desk || !queue || !view) return null;
  return (
    <Dialog title={counterName(t, view.counter)} closeLabel={t('checkout.close')} widthRem={40} onClose={onClose}>
      {view.counter.state === 'closed' ? (
        <OpenHere counterId={view.counter.id} signIn={link !== undefined && desk.signIn} />
      ) : (
        <Here desk={desk} queue={queue} view={view} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** Opens the counter: as whoever is at the till, but at another station's queue, which does not know them, with number and PIN of that one. */
function OpenHere({ counterId, signIn }: { counterId: number; signIn: boolean }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const open = useOpenCounter();
  const [refused, setRefused] = useState<WireError>();
  if (signIn) return <SignIn submit={t('caller.open.do')} begin={(who) => open({ counterId, ...who })} />;
  return (
    <>
      {refused ? <Rail state="bad" title={errorText(refused, language)} /> : null}
      <p className="said">{t('checkout.queue.open')}</p>
      <div className="foot">
        <Button kind="primary" size="large" data-first onClick={() => void open({ counterId }).then(setRefused)}>
          {t('caller.open.do')}
        </Button>
      </div>
    </>
  );
}

function Here({ desk, queue, view, onClose }: { desk: QueueDesk; queue: QueueView; view: CounterView; onClose: () => void }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const actions = useCaller(view);
  const nowMs = useStationTime(useStationClock(), 1_000);
  /** Whose transfer is asked about: not that of whoever comes after. */
  const [transferId, setTransferId] = useState<number>();
  if (view.current && view.current.ticketId === transferId)
    return <TransferForm desk={desk} queue={queue} view={view} actions={actions} onClose={() => setTransferId(undefined)} />;
  return (
    <>
      {actions.failure ? <Rail state="bad" title={errorText(actions.failure, language)} /> : null}
      <NowBlock
        view={view}
        recallLimit={queue.recallLimit}
        nowMs={nowMs}
        actions={actions}
        onTransfer={() => setTransferId(view.current?.ticketId)}
      />
      <div className="foot">
        <Button disabled={!actions.enabled} onClick={actions.close}>
          {t('caller.close.do')}
        </Button>
        <a className="btn" href="/caller" target="guitai-caller" onClick={onClose}>
          {t('checkout.queue.caller')}
        </a>
      </div>
    </>
  );
}
