import type { ReactElement } from 'react';
import type { BenchFault } from '#contract/bench.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { useBenchCalls } from './bench-calls.ts';

const faultWords: Readonly<Record<BenchFault, TextKey>> = {
  none: 'bench.faultNone',
  paper_out: 'bench.faultPaperOut',
  cover_open: 'bench.faultCoverOpen',
  unplugged: 'bench.faultUnplugged',
  cut_off_midway: 'bench.faultCutOff',
  jam: 'bench.faultJam',
  slow: 'bench.faultSlow',
  silent: 'bench.faultSilent',
  garbage: 'bench.faultGarbage',
};

/** Faults of anything with a cable. */
export const CABLE_FAULTS = ['unplugged', 'cut_off_midway'] as const satisfies readonly BenchFault[];
/** A printer has paper and a cover as well. */
export const PRINTER_FAULTS = ['paper_out', 'cover_open', ...CABLE_FAULTS] as const satisfies readonly BenchFault[];

/** A label printer jams and can be slow. */
export const LABEL_PRINTER_FAULTS = ['paper_out', 'cover_open', 'jam', 'slow', ...CABLE_FAULTS] as const satisfies readonly BenchFault[];

/** Pretended faults of one virtual device: the present one is pressed in, and one button makes all well again. */
export function FaultButtons(props: { deviceId: string; fault: BenchFault; faults: readonly BenchFault[] }): ReactElement {
  const { deviceId, fault, faults } = props;
  const text = useText();
  const calls = useBenchCalls();
  return (
    <div className="bn-faults" role="group" aria-label={text('bench.faults')}>
      <span>{text('bench.faults')}</span>
      {faults.map((each) => (
        <Button
          key={each}
          size="small"
          className={each === fault ? 'on' : undefined}
          aria-pressed={each === fault}
          disabled={!calls.enabled}
          onClick={() => calls.setFault(deviceId, each)}
        >
          {text(faultWords[each])}
        </Button>
      ))}
      <Button
        size="small"
        kind={fault === 'none' ? 'plain' : 'tint'}
        disabled={!calls.enabled || fault === 'none'}
        onClick={() => calls.setFault(deviceId, 'none')}
      >
        {text(faultWords.none)}
      </Button>
    </div>
  );
}
