import type { ReactElement } from 'react';

/** The shop at rest: a counter, a bag and a slip, in the colours of the screen. Sells nothing and promises nothing. */
export function ShopCounter(): ReactElement {
  return (
    <svg viewBox="0 0 480 480" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle cx="250" cy="236" r="150" className="dr-glow" />
      <rect x="-400" y="384" width="1280" height="500" className="dr-counter" />
      <path d="M-400 384H880" className="dr-edge" />
      <g>
        <path d="M96 206h132l12 178H84z" className="dr-accent" />
        <path d="M130 226v-34a32 32 0 0 1 64 0v34" className="dr-line" />
        <path d="M96 206h132l2 26H94z" className="dr-shade" />
      </g>
      <g>
        <path d="M272 170h104v214l-13-9-13 9-13-9-13 9-13-9-13 9-13-9-13 9z" className="dr-paper" />
        <path d="M292 206h64M292 232h64M292 258h40M292 300h64" className="dr-ruled" />
        <path d="M292 332h64" className="dr-total" />
      </g>
      <g transform="translate(-30 0)">
        <path d="M432 384c-16-24-14-52 2-70 12 18 14 46-2 70z" className="dr-leaf" />
        <path d="M438 384c2-28 18-48 42-56 0 24-16 46-42 56z" className="dr-leaf-dark" />
      </g>
    </svg>
  );
}

/** A card, a note and coins handed over. */
export function MoneyInHand(): ReactElement {
  return (
    <svg className="cd-cash" viewBox="0 0 300 240" aria-hidden="true">
      <g transform="rotate(-9 150 110)">
        <rect x="34" y="20" width="232" height="138" rx="10" className="dr-note-back" />
        <path d="M34 34h232v18h-232z" className="dr-note-mark" />
      </g>
      <rect x="34" y="62" width="232" height="118" rx="10" className="dr-note" />
      <circle cx="150" cy="121" r="32" className="dr-note-mark" />
      <path d="M137 104l13 17 13-17M150 121v22M138 124h24M138 133h24" className="dr-yen" />
      <path d="M58 86h20M222 156h20" className="dr-note-line" />
      <ellipse cx="214" cy="206" rx="36" ry="11" className="dr-coin" />
      <ellipse cx="214" cy="196" rx="36" ry="11" className="dr-coin" />
      <ellipse cx="214" cy="186" rx="36" ry="11" className="dr-coin-top" />
    </svg>
  );
}
