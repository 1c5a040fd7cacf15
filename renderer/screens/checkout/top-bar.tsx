import { memo, useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Station } from '#contract/station.ts';
import { formatClock } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import type { Sounds } from '#renderer/app/sounds.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { BrandMark, Icon } from '#renderer/parts/icon.tsx';

const MINUTE_MS = 60_000;

/** Who and where this till is, the time at the store, language and sound. */
export const TopBar = memo(function TopBar({ station, sounds }: { station: Station | undefined; sounds: Sounds }): ReactElement {
  const t = useText();
  const [language, setLanguage] = useLanguage();
  const session = useTopic('operator');
  const muted = useSyncExternalStore(sounds.subscribe, () => sounds.muted);
  return (
    <header className="top">
      <span className="brand">
        <BrandMark />
        <span>{t('app.name')}</span>
      </span>
      {station ? (
        <span className="where">
          <b>{station.storeName}</b>
          <span>{t('checkout.terminal', { terminal: station.terminal })}</span>
        </span>
      ) : null}
      {station?.demo ? <span className="tag acc">{t('checkout.demo')}</span> : null}
      <span className="sp" />
      {session?.state === 'open' ? (
        <span className="tb owner" title={t('checkout.ownerOpen.why')}>
          <Icon name="user" />
          <b>{t('checkout.ownerOpen')}</b>
          <small>{t('checkout.ownerOpen.short')}</small>
        </span>
      ) : null}
      <button type="button" className="tb" aria-pressed={muted} onClick={() => sounds.setMuted(!muted)}>
        <Icon name={muted ? 'mute' : 'volume'} />
        <span className="vh">{t(muted ? 'checkout.sound.off' : 'checkout.sound.on')}</span>
      </button>
      <button type="button" className="tb" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        <Icon name="globe" />
        <span>{t('app.otherLanguage')}</span>
      </button>
      <Clock timeZone={station?.timeZone ?? 'Asia/Shanghai'} />
    </header>
  );
});

function Clock({ timeZone }: { timeZone: string }): ReactElement {
  const [language] = useLanguage();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNowMs(Date.now()), MINUTE_MS - (nowMs % MINUTE_MS));
    return () => clearTimeout(timer);
  }, [nowMs]);
  return <time>{formatClock(nowMs, language, timeZone)}</time>;
}
