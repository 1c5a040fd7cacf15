import type { ReactElement, ReactNode } from 'react';

const strokes = {
  scan: (
    <path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M7.5 8.5v7M10.5 8.5v7M13 8.5v7M16.5 8.5v7" />
  ),
  camera: (
    <>
      <path d="M4.5 7.5h3l1.7-2.5h5.6l1.7 2.5h3A1.5 1.5 0 0 1 21 9v8.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5V9a1.5 1.5 0 0 1 1.5-1.5" />
      <circle cx="12" cy="12.8" r="3.4" />
    </>
  ),
  search: (
    <>
      <circle cx="10.8" cy="10.8" r="6.3" />
      <path d="m15.5 15.5 4.7 4.7" />
    </>
  ),
  cash: (
    <>
      <rect x="3" y="6.5" width="18" height="11" rx="1.5" />
      <circle cx="12" cy="12" r="2.6" />
      <path d="M6.2 9.7v.01M17.8 14.3v.01" />
    </>
  ),
  receipt: <path d="M6 3.5h12v17l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5zM9 8h6M9 11.5h6M9 15h3" />,
  printer: (
    <path d="M7 9V3.5h10V9M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6.5l-1.7-1-1.65 1-1.65-1-1.65 1-1.65-1-1.7 1zM17.5 11.5h.01" />
  ),
  trash: <path d="M4.5 6.8h15M9.5 6.5V4.5h5v2M6.5 7l.8 12.5h9.4L17.5 7M10.3 10.5v5.5M13.7 10.5v5.5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  hold: <path d="M6 4.5h12v15l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5zM10.3 9v4.5M13.7 9v4.5" />,
  resume: <path d="M6 4.5h12v15l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5zM10.5 8.5v5.5l4-2.75z" />,
  split: <path d="M12 20v-6.5c0-2.5-1.5-3.5-3.5-4.5L6 7.7M12 13.5c0-2.5 1.5-3.5 3.5-4.5L18 7.7M5.5 11.5V7.2h4.3M18.5 11.5V7.2h-4.3" />,
  more: <path strokeWidth={3} d="M5.5 12h.01M12 12h.01M18.5 12h.01" />,
  percent: (
    <>
      <path d="M18 6 6 18" />
      <circle cx="7.6" cy="7.6" r="2.3" />
      <circle cx="16.4" cy="16.4" r="2.3" />
    </>
  ),
  coupon: (
    <path d="M3.5 7.5A1.5 1.5 0 0 1 5 6h14a1.5 1.5 0 0 1 1.5 1.5v2.3a2.2 2.2 0 0 0 0 4.4v2.3A1.5 1.5 0 0 1 19 18H5a1.5 1.5 0 0 1-1.5-1.5v-2.3a2.2 2.2 0 0 0 0-4.4zM14.5 9v.01M14.5 12v.01M14.5 15v.01" />
  ),
  wallet: (
    <path d="M4 7.5A2.5 2.5 0 0 1 6.5 5H17v3M4 7.5V17a2 2 0 0 0 2 2h12.5a1.5 1.5 0 0 0 1.5-1.5v-8A1.5 1.5 0 0 0 18.5 8H4.7M16 13.5h.01" />
  ),
  minus: <path d="M5 12h14" />,
  x: <path d="m6 6 12 12M18 6 6 18" />,
  arrow: <path d="M4.5 12h15M13.5 6l6 6-6 6" />,
  right: <path d="m9.5 5.5 6.5 6.5-6.5 6.5" />,
  left: <path d="M14.5 5.5 8 12l6.5 6.5" />,
  bksp: <path d="M8.5 5.5h10A1.5 1.5 0 0 1 20 7v10a1.5 1.5 0 0 1-1.5 1.5h-10L3 12zM11 9.5l5 5M16 9.5l-5 5" />,
  display: (
    <>
      <rect x="3" y="4.5" width="18" height="11.5" rx="1.5" />
      <path d="M12 16v4M8 20h8" />
    </>
  ),
  pole: (
    <>
      <rect x="3.5" y="3.5" width="17" height="7" rx="1.5" />
      <path d="M12 10.5V20M8 20h8M7 7h3M12 7h5" />
    </>
  ),
  drawer: <path d="M3.5 8.5 6 4.5h12l2.5 4M3.5 8.5h17v4h-17zM2.5 12.5h19V19h-19zM10 15.7h4" />,
  volume: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9c1.5 1.8 1.5 4.2 0 6M18 6.5c3 3.3 3 7.7 0 11" />,
  globe: (
    <>
      <circle cx="12" cy="12" r="8.3" />
      <path d="M3.7 12h16.6M12 3.7c-4.4 4.8-4.4 11.8 0 16.6M12 3.7c4.4 4.8 4.4 11.8 0 16.6" />
    </>
  ),
  lock: (
    <>
      <rect x="5" y="10.5" width="14" height="9.5" rx="1.5" />
      <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v1.5" />
    </>
  ),
  user: (
    <>
      <circle cx="12" cy="8.2" r="3.9" />
      <path d="M4.5 20c.6-4 3.6-6.2 7.5-6.2s6.9 2.2 7.5 6.2" />
    </>
  ),
  edit: <path d="M4.5 19.5h4L19 9l-4-4L4.5 15.5zM13 7l4 4" />,
  plug: <path d="M9 3.5v4M15 3.5v4M6.5 7.5h11v4a5.5 5.5 0 0 1-11 0zM12 17v3.5" />,
  tag: <path d="M4 5.5A1.5 1.5 0 0 1 5.5 4h6l8.2 8.2a1.5 1.5 0 0 1 0 2.1l-5.4 5.4a1.5 1.5 0 0 1-2.1 0L4 11.5zM8.3 8.3h.01" />,
  scale: <path d="M4.5 6h15M12 6v4M5.5 10h13l1.5 10H4zM9.2 16.5a3 3 0 0 1 5.6 0M12 16.5l1-1.6" />,
  refund: <path d="M8.5 5 4.5 9l4 4M4.5 9h10a5 5 0 0 1 0 10H9" />,
  keypad: (
    <>
      <rect x="2.5" y="6.5" width="19" height="11" rx="1.5" />
      <path d="M6 10h.01M9 10h.01M12 10h.01M15 10h.01M18 10h.01M6 14h.01M9 14h6M18 14h.01" />
    </>
  ),
  phone: <path d="M8.5 3h7A1.5 1.5 0 0 1 17 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.5v-15A1.5 1.5 0 0 1 8.5 3M10.8 18.2h2.4" />,
  calendar: (
    <path d="M5.5 5.5h13A1.5 1.5 0 0 1 20 7v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18V7a1.5 1.5 0 0 1 1.5-1.5M4 10h16M8.5 3.5v4M15.5 3.5v4" />
  ),
  clock: <path d="M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4M12 7.5V12l3 2" />,
  check: <path d="m4.5 12.5 5 5 10-11" />,
  pause: <path d="M8.5 5.5v13M15.5 5.5v13" />,
  skip: <path d="m5 6 8 6-8 6zM17.5 6v12" />,
  transfer: <path d="M4 8.5h14M14.5 5 18 8.5 14.5 12M20 15.5H6M9.5 12 6 15.5 9.5 19" />,
  star: <path d="m12 4 2.45 5.1 5.55.75-4.05 3.9 1 5.55L12 16.6 7.05 19.3l1-5.55L4 9.85l5.55-.75z" />,
  queue: <path d="M5 4h8v8.5l-1.35-1-1.3 1-1.35-1-1.3 1-1.35-1-1.35 1zM7.5 7h3M16.5 7H20M16.5 11H20M5 16.5h15M5 20h15" />,
  mute: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9.5l5 5M20.5 9.5l-5 5" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof strokes;

/** A line icon on the 24 grid, in the colour of the text around it. Decoration: the words beside it carry the meaning. */
export function Icon({ name, size = 'm' }: { name: IconName; size?: 's' | 'm' | 'l' | 'xl' }): ReactElement {
  return (
    <svg className={size === 'm' ? 'i' : `i ${size}`} viewBox="0 0 24 24" aria-hidden="true">
      {strokes[name]}
    </svg>
  );
}

/** The brand mark: a counter and the slip that comes over it. */
export function BrandMark(): ReactElement {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="6" fill="var(--mark-bg,#0A6674)" />
      <path d="M9.5 5.5h9v10h-9z" fill="#fff" />
      <path d="M11.5 8.5h5M11.5 11.5h3" stroke="var(--mark-bg,#0A6674)" strokeWidth="1.6" fill="none" strokeLinecap="round" />
      <path d="M4.5 16h19v2.6h-19z" fill="#fff" />
      <path d="M6.5 18.6h2.4v4.4H6.5zM19.1 18.6h2.4v4.4h-2.4z" fill="#fff" />
    </svg>
  );
}
