import type { ReactElement } from 'react';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { messageText } from './message.ts';
import { useTill, useTillState } from './use-till.ts';

/** What the last scan or action came to. */
export function EchoView(): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const echo = useTillState((state) => state.echo);
  return (
    <span className={`echo ${echo?.tone ?? ''}`} role="status">
      {echo ? (
        <>
          <StateGlyph state={echo.tone} />
          <span className="cut">{messageText(echo.message, language)}</span>
          {echo.undo ? (
            <Button size="small" kind="tint" onClick={till.undo}>
              {t('checkout.undo')}
            </Button>
          ) : null}
        </>
      ) : null}
    </span>
  );
}
