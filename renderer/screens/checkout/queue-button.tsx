import type { ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { useTillPlace, viewOfPlace } from '#renderer/app/till-place.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

/** The queue in the till's bar: how many wait for the counter beside it, who is here and who is next. Only where there is such a counter. */
export function QueueButton(): ReactElement | null {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const desk = useTopic('queueDesk');
  const place = useTillPlace();
  const signedOut = useTopicPart('operator', (session) => session?.state === 'locked');
  const link = useTopic('queueLink');
  const view = desk && viewOfPlace(desk, place);
  if (signedOut) return null;
  if (link && !link.connected)
    return (
      <span className="tb" role="status">
        <Icon name="queue" />
        <span>{t('checkout.queue.lost')}</span>
      </span>
    );
  if (!view) return null;
  const { counter, current, next, lists } = view;
  const words =
    counter.state === 'closed'
      ? t('checkout.queue.closed')
      : counter.state === 'paused'
        ? t('caller.paused')
        : next
          ? t('checkout.queue.next', { count: lists.mine.length, number: next.number })
          : t('checkout.queue.nobody');
  return (
    <button type="button" className="tb" title={t('checkout.queue')} onClick={() => till.open({ kind: 'queue' })}>
      <Icon name="queue" />
      {current ? <b>{current.number}</b> : null}
      <span>{words}</span>
      <Kbd keys={keyOf('callNext')} />
    </button>
  );
}
