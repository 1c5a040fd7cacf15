import type { ReactElement, ReactNode } from 'react';

/** Every state has its own shape, so that colour is never the only sign. */
const shapes = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path
        d="m4.8 8.3 2.2 2.2 4.2-4.7"
        stroke="var(--glyph,#fff)"
        strokeWidth="1.7"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.5 15.2 14.3H.8z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v4M8 12.1v.01" stroke="var(--glyph,#fff)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  bad: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="m5.5 5.5 5 5M10.5 5.5l-5 5" stroke="var(--glyph,#fff)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  off: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="m3.8 12.2 8.4-8.4" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  idle: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  unknown: (
    <>
      <path d="m8 .8 7.2 7.2L8 15.2.8 8z" fill="currentColor" />
      <path
        d="M6.3 6.5c.2-2 3.5-1.9 3.4 0-.1 1.2-1.7 1.2-1.7 2.4M8 11v.01"
        stroke="var(--glyph,#fff)"
        strokeWidth="1.5"
        fill="none"
        strokeLinecap="round"
      />
    </>
  ),
  busy: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeOpacity=".28" strokeWidth="2" />
      <path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type StateName = keyof typeof shapes;

const COLOUR = {
  ok: 'g-ok',
  warn: 'g-warn',
  bad: 'g-bad',
  off: 'g-off',
  idle: 'g-off',
  unknown: 'g-warn',
  busy: '',
} as const satisfies Record<StateName, string>;
const WORDS_CLASS = { ok: 'ok', warn: 'warn', bad: 'bad', off: 'off', idle: 'off', unknown: 'unk', busy: 'busy' } as const satisfies Record<
  StateName,
  string
>;

/** The shape of a state alone; words must stand beside it. */
export function StateGlyph({ state, coloured = true }: { state: StateName; coloured?: boolean }): ReactElement {
  return (
    <svg className={`g ${coloured ? COLOUR[state] : ''} ${state === 'busy' ? 'spin' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

/** A state as shape, words and colour. */
export function StateWords({ state, children }: { state: StateName; children?: ReactNode }): ReactElement {
  return (
    <span className={`st ${WORDS_CLASS[state]}`}>
      <StateGlyph state={state} coloured={false} />
      {children === undefined ? null : <span>{children}</span>}
    </span>
  );
}
