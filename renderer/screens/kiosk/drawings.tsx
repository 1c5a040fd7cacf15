import type { ReactElement } from 'react';

/** A phone held over the reader of the kiosk. */
export function PhoneOverReader(): ReactElement {
  return (
    <svg className="kk-art" viewBox="0 0 300 230" fill="none" strokeLinejoin="round" strokeLinecap="round" aria-hidden="true">
      <path d="M120 172 92 96l116-16-28 92z" fill="var(--glow)" fillOpacity=".16" />
      <path d="M30 218h240" stroke="var(--block-line)" strokeWidth="3" />
      <path d="M86 218v-34a12 12 0 0 1 12-12h104a12 12 0 0 1 12 12v34" fill="var(--block-2)" stroke="var(--on-block-2)" strokeWidth="3" />
      <rect x="116" y="172" width="68" height="9" rx="4.5" fill="var(--glow)" />
      <path d="M132 200h36" stroke="var(--on-block-3)" strokeWidth="4" />
      <g transform="rotate(-8 150 74)">
        <rect x="106" y="8" width="88" height="138" rx="13" fill="var(--block)" stroke="var(--on-block)" strokeWidth="3.5" />
        <path d="M141 20h18" stroke="var(--on-block)" strokeWidth="3.5" />
        <rect x="120" y="40" width="60" height="60" rx="5" fill="var(--on-block)" />
        <path
          d="M128 48h15v15h-15zM157 48h15v15h-15zM128 77h15v15h-15zM157 77h5v5h-5zM166 84h6v8h-6zM150 52v6M150 68v4M157 70h8"
          stroke="var(--block)"
          strokeWidth="4"
        />
        <path d="M126 114h48M138 126h24" stroke="var(--on-block-3)" strokeWidth="4" />
      </g>
    </svg>
  );
}
