import { useState, type ReactElement } from 'react';
import type { VirtualScaleView } from '#contract/bench.ts';
import { formatWeight } from '#contract/scale.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { useBenchCalls } from './bench-calls.ts';
import { FaultButtons, SCALE_FAULTS } from './fault-buttons.tsx';

/** Thousandths a tap puts on the pan: nothing, a handful, a bag, more than the scale carries. */
const LOADS_MILLI = [0, 50, 355, 1250, 20_000] as const;
const STEP_MILLI = 5;

/** Something to weigh: what lies on the virtual scale, and whether it lies still. */
export function ScalePanel({ scales }: { scales: readonly VirtualScaleView[] }): ReactElement | null {
  const text = useText();
  const [chosenId, setChosenId] = useState<string>();
  const scale = scales.find((each) => each.id === chosenId) ?? scales[0];
  if (!scale) return null;
  return (
    <section className="panel bn-scale" aria-label={text('bench.scale')}>
      <header className="pt">
        <h2>
          {text('bench.scale')} <small>{scale.protocol}</small>
        </h2>
        {scales.length > 1 ? (
          <Segments
            label={text('bench.scaleWhich')}
            options={scales.map(({ id }) => ({ value: id, label: id }))}
            value={scale.id}
            onChange={setChosenId}
          />
        ) : null}
      </header>
      <Load scale={scale} />
      <FaultButtons deviceId={scale.id} fault={scale.fault} faults={SCALE_FAULTS} />
    </section>
  );
}

function Load({ scale }: { scale: VirtualScaleView }): ReactElement {
  const text = useText();
  const calls = useBenchCalls();
  const { id, milli, moving, unit, capacityMilli } = scale;
  const put = (next: number): void => calls.load(id, next, moving);
  const words = (loadMilli: number): string => `${formatWeight({ value: loadMilli, decimals: 3, unit })} ${text(`bench.unit.${unit}`)}`;
  return (
    <>
      <p className="bn-pan">
        <output>{words(milli)}</output>
        <Segments
          label={text('bench.scaleMotion')}
          options={[
            { value: 'still', label: text('bench.scaleStill') },
            { value: 'moving', label: text('bench.scaleMoving') },
          ]}
          value={moving ? 'moving' : 'still'}
          onChange={(next) => calls.load(id, milli, next === 'moving')}
        />
      </p>
      <input
        type="range"
        min={0}
        max={capacityMilli}
        step={STEP_MILLI}
        value={Math.min(milli, capacityMilli)}
        disabled={!calls.enabled}
        aria-label={text('bench.scaleLoad')}
        aria-valuetext={words(milli)}
        onChange={(event) => put(Number(event.target.value))}
      />
      <div className="bn-samples">
        {LOADS_MILLI.map((loadMilli) => (
          <Button
            key={loadMilli}
            size="small"
            className={loadMilli === milli ? 'on' : undefined}
            aria-pressed={loadMilli === milli}
            disabled={!calls.enabled}
            onClick={() => put(loadMilli)}
          >
            {loadMilli === 0 ? text('bench.scaleEmpty') : words(loadMilli)}
          </Button>
        ))}
      </div>
    </>
  );
}
