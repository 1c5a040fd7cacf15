import type { ReactElement } from 'react';
import { formatClock } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { Rail } from '#renderer/parts/rail.tsx';

/** Where the queue is another station's: that one cannot be reached, since when, and what to do meanwhile. */
export function LinkRail(): ReactElement | null {
  const t = useText();
  const [language] = useLanguage();
  const link = useTopic('queueLink');
  const timeZone = useTopicPart('station', (station) => station?.timeZone) ?? 'Asia/Shanghai';
  if (!link || link.connected) return null;
  return (
    <Rail state="off" title={t('caller.linkLost', { at: formatClock(link.sinceMs, language, timeZone) })} detail={t('caller.lost.do')} />
  );
}
