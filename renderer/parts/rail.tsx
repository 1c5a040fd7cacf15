import type { ReactElement, ReactNode } from 'react';
import { StateGlyph } from './state-glyph.tsx';

export type RailState = 'warn' | 'bad' | 'off' | 'unknown';

const CLASS = { warn: 'warn', bad: 'bad', off: 'off', unknown: 'warn' } as const satisfies Record<RailState, string>;

/** An alert under the scan field: what happened, what to do, at most two actions. It pushes the work area down and covers nothing. */
export function Rail({
  state,
  title,
  detail,
  children,
}: {
  state: RailState;
  title: string;
  detail?: string | undefined;
  children?: ReactNode;
}): ReactElement {
  return (
    <div className={`rail ${CLASS[state]}`} role="alert">
      <StateGlyph state={state} coloured={false} />
      <p>
        <b>{title}</b>
        {detail === undefined ? null : <span>{detail}</span>}
      </p>
      {children}
    </div>
  );
}
