import type { ReactElement } from 'react';
import { barcodeModules, barsOf } from '#renderer/screens/bench/barcode.ts';

/** Ten modules of white on both sides, so that a scanner finds the ends (ISO/IEC 15417). */
const QUIET_MODULES = 10;
/** Whole pixels to a module, so that no bar is drawn wider than its neighbour. */
const MODULE_PX = 2;

/** A Code 128 to be scanned off the screen or off paper, with its text under it. */
export function CodeBars({ text }: { text: string }): ReactElement | null {
  const modules = barcodeModules('CODE128', text);
  if (modules === undefined) return null;
  const wide = modules.length + 2 * QUIET_MODULES;
  return (
    <span className="kc-bars">
      <svg
        role="img"
        aria-label={text}
        width={wide * MODULE_PX}
        viewBox={`0 0 ${wide} 1`}
        preserveAspectRatio="none"
        shapeRendering="crispEdges"
      >
        {barsOf(modules).map(({ at, width }) => (
          <rect key={at} x={at + QUIET_MODULES} width={width} height={1} />
        ))}
      </svg>
      <small aria-hidden="true">{text}</small>
    </span>
  );
}
