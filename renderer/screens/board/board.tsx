import { useEffect, useMemo, useState, useSyncExternalStore, type ReactElement } from 'react';
import './board.css';
import type { Station } from '#contract/station.ts';
import { formatBusinessDate, formatClock, isoDateAt } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useStationClock, useStationTime, type StationClock } from '#renderer/app/station-clock.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { useUnattended } from '#renderer/app/use-unattended.ts';
import { BrandMark } from '#renderer/parts/icon.tsx';
import { MediaStage } from '#renderer/parts/media-stage.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { createBoardVoice } from '#renderer/voice/board-voice.ts';
import { boardAddress } from './board-address.ts';
import { callsIn, isOpen, recentCalls, servicesIn } from './board-calls.ts';
import { CallBlock, QuietBlock, RecentCalls } from './call-block.tsx';
import { useStaged } from './stage.ts';
import { Ticker } from './ticker.tsx';
import { WaitingList } from './waiting-list.tsx';

/** The TV in the room: who is called where, who was, who waits. Sees numbers only, no names. Out of touch it keeps what it knew, and says so. */
export function BoardScreen(): ReactElement {
  const [{ area, speaks }] = useState(boardAddress);
  const clock = useStationClock();
  useUnattended();
  const station = useTopic('station');
  const queue = useTopic('queue');
  const calls = useMemo(() => (queue ? callsIn(queue, area) : []), [queue, area]);
  const open = calls.filter(isOpen);
  const stagedId = useStaged(open);
  const shown = open.find(({ callId }) => callId === stagedId);
  const timeZone = zoneOf(station);
  return (
    <div className="bd-page" data-theme="board">
      <Header area={area} speaks={speaks} clock={clock} station={station} />
      <section className="bd-left">
        {shown ? (
          <CallBlock key={shown.callId} call={shown} nowMs={clock.nowMs()} />
        ) : (
          <MediaStage screen="board">
            <QuietBlock />
          </MediaStage>
        )}
        <RecentCalls calls={recentCalls(calls, shown)} timeZone={timeZone} />
      </section>
      <WaitingList services={queue ? servicesIn(queue, area) : []} timeZone={timeZone} />
      <Ticker missed={queue?.missed ?? []} missedRule={queue?.missedRule ?? ''} messages={queue?.board?.messages ?? []} />
    </div>
  );
}

function Header(props: { area: string; speaks: boolean; clock: StationClock; station: Station | undefined }): ReactElement {
  const { area, speaks, clock, station } = props;
  const text = useText();
  const [language] = useLanguage();
  const nowMs = useStationTime(clock, 1_000);
  const timeZone = zoneOf(station);
  const [name = '', ...branch] = (station?.storeName ?? '').split(' ');
  return (
    <header className="bd-head">
      <BrandMark />
      <b>{name}</b>
      <span>{branch.join(' ')}</span>
      {area === '' ? null : <span>{text('board.area', { area })}</span>}
      <span className="bd-space" />
      <Stale clock={clock} station={station} timeZone={timeZone} />
      {speaks ? <Sound area={area} clock={clock} /> : null}
      <span className="bd-date">{formatBusinessDate(isoDateAt(nowMs, timeZone), language)}</span>
      <time>{formatClock(nowMs, language, timeZone)}</time>
    </header>
  );
}

/** Since when the numbers may be old; nothing while they are not. */
function Stale({ clock, station, timeZone }: { clock: StationClock; station: Station | undefined; timeZone: string }): ReactElement | null {
  const text = useText();
  const [language] = useLanguage();
  const connected = useConnection() === 'connected' && station?.mode === 'selling';
  const [sinceMs, setSinceMs] = useState<number>();
  if (connected && sinceMs !== undefined) setSinceMs(undefined);
  if (!connected && sinceMs === undefined) setSinceMs(clock.nowMs());
  if (sinceMs === undefined) return null;
  return (
    <span className="tag warn bd-stale" role="status">
      <StateGlyph state="off" />
      {text('board.stale', { time: formatClock(sinceMs, language, timeZone) })}
    </span>
  );
}

/** Speaks, and asks for the touch that a browser wants before it lets a page sound. */
function Sound({ area, clock }: { area: string; clock: StationClock }): ReactElement | null {
  const text = useText();
  const client = useClient();
  const [voice] = useState(() =>
    createBoardVoice({ client, area, clock, timeOfDay: () => formatClock(clock.nowMs(), 'zh', zoneOf(client.topic('station'))) }),
  );
  useEffect(() => voice.start(), [voice]);
  const state = useSyncExternalStore(voice.subscribe, () => voice.state);
  if (state !== 'locked') return null;
  return (
    <span className="tag acc bd-sound" role="status">
      {text('board.tapForSound')}
    </span>
  );
}

/** Until the station has said where it is. */
const zoneOf = (station: Station | undefined): string => station?.timeZone ?? 'Asia/Shanghai';
