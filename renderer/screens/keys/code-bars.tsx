import type { ReactElement } from 'react';
import { barcodeModules, barsOf } from '#renderer/screens/bench/barcode.ts';

/** Ten modules of white on both sides, so that a scanner finds the ends (ISO/IEC 15417). */
const QUIET_MODULES = 10;
const HEIGHT_MODULES = 40;

/** A Code 128 to be scanned off the screen or off paper, with its text under it. */
export function CodeBars({ text }: { text: string }): ReactElement | null {
  const modules = barcodeModules('CODE128', text);
  if (modules === undefined) return null;
  return (
    <span className="kc-bars">
      <svg role="img" aria-label={text} viewBox={`0 0 ${modules.length + 2 * QUIET_MODULES} ${HEIGHT_MODULES}`} shapeRendering="crispEdges">
        {barsOf(modules).map(({ at, width }) => (
          <rect key={at} x={at + QUIET_MODULES} width={width} height={HEIGHT_MODULES} />
        ))}
      </svg>
      <small aria-hidden="true">{text}</small>
    </span>
  );
}
