import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import './media-stage.css';
import type { MediaItem, MediaScreen } from '#contract/media.ts';
import { useTopic } from '#renderer/app/use-topic.ts';

/** No film is longer: one that never ends must not keep the others away. */
const LONGEST_FILM_MS = 3_600_000;
/** What cannot be shown gives way after this, so that a folder of broken files does not flicker. */
const BROKEN_MS = 2_000;

/** The shop's pictures and films in turn, silent; `children` where the shop has none for this screen, or none is due. */
export function MediaStage({ screen, children }: { screen: MediaScreen; children?: ReactNode }): ReactElement {
  const playlist = useTopic('media');
  const items = playlist?.items.filter((item) => item.screens.includes(screen)) ?? [];
  if (items.length === 0) return <>{children}</>;
  return <Turn key={items.map((item) => item.id).join()} items={items} />;
}

function Turn({ items }: { items: readonly MediaItem[] }): ReactElement {
  const [turn, setTurn] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const item = items[turn % items.length];
  const forMs = isBroken ? BROKEN_MS : item?.kind === 'video' ? LONGEST_FILM_MS : (item?.seconds ?? 0) * 1000;
  useEffect(() => {
    const timer = setTimeout(() => {
      setBroken(false);
      setTurn(turn + 1);
    }, forMs);
    return () => clearTimeout(timer);
  }, [turn, forMs]);
  if (!item || isBroken) return <div className="media-stage" />;
  const source = `/media/${item.id}`;
  const broken = (): void => setBroken(true);
  return (
    <div className="media-stage">
      {item.kind === 'image' ? (
        <img key={turn} src={source} alt="" onError={broken} />
      ) : (
        <video key={turn} src={source} muted autoPlay playsInline onEnded={() => setTurn(turn + 1)} onError={broken} />
      )}
    </div>
  );
}
