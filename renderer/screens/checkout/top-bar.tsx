import { memo, useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Station } from '#contract/station.ts';
import { formatClock } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import type { Sounds } from '#renderer/app/sounds.ts';
import { useTillPlace } from '#renderer/app/till-place.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { BrandMark, Icon } from '#renderer/parts/icon.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { QueueButton } from './queue-button.tsx';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

const MINUTE_MS = 60_000;

/** Who and where this till is, the time at the store, language and sound. */
export const TopBar = memo(function TopBar({ station, sounds }: { station: Station | undefined; sounds: Sounds }): ReactElement {
  const t = useText();
  const [language, setLanguage] = useLanguage();
  const muted = useSyncExternalStore(sounds.subscribe, () => sounds.muted);
  const { deviceId: here } = useTillPlace();
  const device = useTopicPart('pairing', (view) => view?.devices.find(({ deviceId }) => deviceId === here)?.name ?? undefined);
  return (
    <header className="top">
      <span className="brand">
        <BrandMark />
        <span>{t('app.name')}</span>
      </span>
      {station ? (
        <span className="where">
          <b>{station.storeName}</b>
          <span>{device ?? t('checkout.terminal', { terminal: station.terminal })}</span>
        </span>
      ) : null}
      {station?.demo ? <span className="tag acc">{t('checkout.demo')}</span> : null}
      <span className="sp" />
      <QueueButton />
      <ShiftButton timeZone={station?.timeZone ?? 'Asia/Shanghai'} />
      <Person />
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

/** Whether a shift is open, and since when; warns where no money is taken without one. Opens the shift sheet. */
function ShiftButton({ timeZone }: { timeZone: string }): ReactElement | null {
  const t = useText();
  const keyOf = useKeyOf();
  const [language] = useLanguage();
  const till = useTill();
  const view = useTopic('shift');
  const operators = useTopic('operator')?.state;
  if (!view || operators === 'locked') return null;
  const needed = !view.shift && (view.required || operators !== 'open');
  const words = view.shift ? t('shift.bar.since', { time: formatClock(view.shift.openedAtMs, language, timeZone) }) : t('shift.bar.none');
  return (
    <button type="button" className="tb" title={t('shift.title')} onClick={() => till.open({ kind: 'shift' })}>
      <Icon name="drawer" />
      {needed ? <StateWords state="warn">{words}</StateWords> : <span>{words}</span>}
      <Kbd keys={keyOf('shift')} />
    </button>
  );
}

/** Who is at the till. Pressing it locks the till or hands it over; who may manage people or look at unusual acts finds the page beside it. */
function Person(): ReactElement | null {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const session = useTopic('operator');
  if (!session || session.state === 'locked') return null;
  const people =
    session.rights.includes('staff.manage') || session.rights.includes('audit.read') ? (
      <a className="tb" href="/staff" target="guitai-staff">
        {t('people.manage')}
      </a>
    ) : null;
  if (!session.operator || !session.role) {
    return (
      <>
        <span className="tb owner" title={t('checkout.ownerOpen.why')}>
          <Icon name="user" />
          <b>{t('checkout.ownerOpen')}</b>
          <small>{t('checkout.ownerOpen.short')}</small>
        </span>
        {people}
      </>
    );
  }
  const { name } = session.operator;
  const role = t(`people.role.${session.role}`);
  return (
    <>
      <button type="button" className="tb person" title={t('people.lock', { name, role })} onClick={till.lock}>
        <Icon name="user" />
        <b className="cut">{name}</b>
        <small>{role}</small>
        <Kbd keys={keyOf('lock')} />
      </button>
      {people}
    </>
  );
}

function Clock({ timeZone }: { timeZone: string }): ReactElement {
  const [language] = useLanguage();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNowMs(Date.now()), MINUTE_MS - (nowMs % MINUTE_MS));
    return () => clearTimeout(timer);
  }, [nowMs]);
  return <time>{formatClock(nowMs, language, timeZone)}</time>;
}
