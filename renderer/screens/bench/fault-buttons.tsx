import type { ReactElement } from 'react';
import type { BenchFault } from '#contract/bench.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { useBenchCalls } from './bench-calls.ts';

const faultWords: Readonly<Record<BenchFault, TextKey>> = {
  none: 'bench.faultNone',
  unplugged: 'bench.faultUnplugged',
  disconnected: 'bench.faultDisconnected',
  cut_off_midway: 'bench.faultCutOff',
  paper_near_end: 'bench.faultNearEnd',
  paper_out: 'bench.faultPaperOut',
  cover_open: 'bench.faultCoverOpen',
  cutter: 'bench.faultCutter',
  head_hot: 'bench.faultHeadHot',
  never_confirm: 'bench.faultNeverConfirm',
  stale_confirmation: 'bench.faultStale',
  jam: 'bench.faultJam',
  slow: 'bench.faultSlow',
  silent: 'bench.faultSilent',
  garbage: 'bench.faultGarbage',
};

/** Faults of anything with a cable. */
export const CABLE_FAULTS = ['unplugged', 'cut_off_midway'] as const satisfies readonly BenchFault[];
/** A scale talks all the time. */
export const SCALE_FAULTS = ['unplugged', 'silent', 'garbage'] as const satisfies readonly BenchFault[];

/** A printer has paper, a cover, a cutter and a head as well, may be cut off while it goes on, and may not say what it should. */
export const PRINTER_FAULTS = [
  'paper_near_end',
  'paper_out',
  'cover_open',
  'cutter',
  'head_hot',
  ...CABLE_FAULTS,
  'disconnected',
  'never_confirm',
  'stale_confirmation',
  'slow',
  'silent',
  'garbage',
] as const satisfies readonly BenchFault[];

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
