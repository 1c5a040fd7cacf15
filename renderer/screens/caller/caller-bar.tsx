import type { ReactElement } from 'react';
import type { QueueView } from '#contract/queue.ts';
import { formatClock } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName, serviceName } from '#renderer/app/queue-words.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BrandMark, Icon } from '#renderer/parts/icon.tsx';
import type { CallerSheet } from './sheet.ts';
import type { CounterView } from '#renderer/app/desk-view.ts';
import type { CallerActions } from './use-caller.ts';

/** Which counter this is, for what, and whose. */
export function CallerBar({
  view: { counter },
  services,
  nowMs,
  actions,
  onSheet,
}: {
  view: CounterView;
  services: QueueView['services'];
  nowMs: number;
  actions: CallerActions;
  onSheet: (sheet: CallerSheet) => void;
}): ReactElement {
  const t = useText();
  const [language, setLanguage] = useLanguage();
  const timeZone = useTopicPart('station', (station) => station?.timeZone) ?? 'Asia/Shanghai';
  const name = counterName(t, counter);
  const served = services.filter(({ id }) => counter.serviceIds.includes(id));
  const paused = counter.state === 'paused';
  return (
    <header className="ca-top">
      <span className="brand">
        <BrandMark />
        <span>{t('caller.title')}</span>
      </span>
      <button
        type="button"
        className="ca-where cut"
        title={t('caller.where', { counter: name })}
        onClick={() => onSheet({ kind: 'counter' })}
      >
        <b>{name}</b>
        <span>{served.map((service) => `${serviceName(service, language)} ${service.prefix}`).join(t('caller.and'))}</span>
      </button>
      <span className="sp" />
      <Button
        size="small"
        icon="plus"
        className="take"
        aria-label={t('caller.take')}
        disabled={!actions.enabled}
        onClick={() => onSheet({ kind: 'take' })}
      >
        {t('caller.take')}
      </Button>
      {paused ? (
        <Button size="small" kind="primary" disabled={!actions.enabled} onClick={actions.resumeCounter}>
          {t('caller.resume')}
        </Button>
      ) : (
        <Button size="small" icon="pause" disabled={!actions.enabled} onClick={() => onSheet({ kind: 'pause' })}>
          {t('caller.pause')}
        </Button>
      )}
      <Button kind="quiet" size="small" className="links" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {t('app.otherLanguage')}
      </Button>
      {counter.operator && counter.operator.name !== '' ? (
        <span className="btn quiet sm op">
          <Icon name="user" />
          <span>{counter.operator.name}</span>
        </span>
      ) : null}
      <time>{formatClock(nowMs, language, timeZone)}</time>
    </header>
  );
}
