import type { ReactElement } from 'react';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';

/** Those in use, and under a fold those that were ended, as many as were asked for. Rows are list items. */
export function OfferLists({
  current,
  ended,
  none,
  onMore,
}: {
  current: readonly ReactElement[];
  ended: readonly ReactElement[];
  /** What is said where there are none. */
  none: TextKey;
  /** There are more that were ended. */
  onMore: (() => void) | undefined;
}): ReactElement {
  const t = useText();
  return (
    <>
      {current.length === 0 ? <p className="of-none">{t(none)}</p> : <ul>{current}</ul>}
      {ended.length > 0 ? (
        <details className="of-ended-ones">
          <summary>{t('offers.stage.ended')}</summary>
          <ul>{ended}</ul>
          {onMore ? <Button onClick={onMore}>{t('offers.more')}</Button> : null}
        </details>
      ) : null}
    </>
  );
}
