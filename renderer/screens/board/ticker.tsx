import type { ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { useTurn } from './use-turn.ts';

const MESSAGE_MS = 8_000;
const MAX_MISSED_SHOWN = 5;

/** Who missed a turn and what to do then; the shop's messages one at a time, none of them moving. */
export function Ticker(props: { missed: readonly string[]; missedRule: string; messages: readonly string[] }): ReactElement {
  const { missed, missedRule } = props;
  // Without anything else to say it tells what becomes of a missed turn.
  const messages = props.messages.length === 0 && missed.length === 0 && missedRule !== '' ? [missedRule] : props.messages;
  const text = useText();
  const turn = useTurn(messages.length, MESSAGE_MS);
  return (
    <footer className="bd-ticker">
      {missed.length === 0 ? null : (
        <>
          <span className="tag warn">
            <StateGlyph state="warn" />
            {text('board.missed', { numbers: missed.slice(0, MAX_MISSED_SHOWN).join(' ') })}
          </span>
          <b>{missedRule}</b>
        </>
      )}
      <p key={turn}>{messages[turn]}</p>
      {messages.length < 2 ? null : (
        <span className="bd-dots">
          {messages.map((message, index) => (
            <i key={message} className={index === turn ? 'on' : undefined} />
          ))}
        </span>
      )}
    </footer>
  );
}
