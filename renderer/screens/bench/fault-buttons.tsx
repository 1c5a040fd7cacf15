import { useState, type ReactElement } from 'react';
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
/** A printer has paper and a cover as well. */
export const PRINTER_FAULTS = ['paper_near_end', 'paper_out', 'cover_open', ...CABLE_FAULTS] as const satisfies readonly BenchFault[];
/** It may also stand still for another reason, be cut off while it goes on, and not say what it should. */
export const MORE_PRINTER_FAULTS = [
  'cutter',
  'head_hot',
  'disconnected',
  'never_confirm',
  'stale_confirmation',
  'slow',
  'silent',
  'garbage',
] as const satisfies readonly BenchFault[];

/** A label printer jams and can be slow. */
export const LABEL_PRINTER_FAULTS = ['paper_out', 'cover_open', 'jam', 'slow', ...CABLE_FAULTS] as const satisfies readonly BenchFault[];

/** Faults that are measured in bytes. */
const MEASURED: readonly BenchFault[] = ['cut_off_midway', 'slow'];
const MAX_DIGITS = 6;

/**
 * Pretended faults of one virtual device: the present one is pressed in, and one button makes all well again. Behind `more` are the rare ones, and the
 * bytes of those that are measured; left empty, the device has its own.
 */
export function FaultButtons(props: {
  deviceId: string;
  fault: BenchFault;
  faults: readonly BenchFault[];
  more?: readonly BenchFault[];
}): ReactElement {
  const { deviceId, fault, faults, more } = props;
  const text = useText();
  const calls = useBenchCalls();
  const [digits, setDigits] = useState('');
  const [opened, setOpened] = useState(false);
  const bytes = Number(digits);
  const isOpen = opened || (more?.includes(fault) ?? false);
  const buttonOf = (each: BenchFault): ReactElement => (
    <Button
      key={each}
      size="small"
      className={each === fault ? 'on' : undefined}
      aria-pressed={each === fault}
      disabled={!calls.enabled}
      onClick={() => calls.setFault(deviceId, each, MEASURED.includes(each) && bytes > 0 ? bytes : undefined)}
    >
      {text(faultWords[each])}
    </Button>
  );
  return (
    <div className="bn-faults" role="group" aria-label={text('bench.faults')}>
      <span>{text('bench.faults')}</span>
      {faults.map(buttonOf)}
      <Button
        size="small"
        kind={fault === 'none' ? 'plain' : 'tint'}
        disabled={!calls.enabled || fault === 'none'}
        onClick={() => calls.setFault(deviceId, 'none')}
      >
        {text(faultWords.none)}
      </Button>
      {more ? (
        <details open={isOpen} onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{text('bench.moreFaults')}</summary>
          {isOpen ? (
            <div>
              {more.map(buttonOf)}
              <label>
                {text('bench.faultBytes')}
                <input
                  className="bn-input"
                  inputMode="numeric"
                  autoComplete="off"
                  value={digits}
                  onChange={(event) => setDigits(event.target.value.replace(/\D/g, '').slice(0, MAX_DIGITS))}
                />
              </label>
            </div>
          ) : null}
        </details>
      ) : null}
    </div>
  );
}
