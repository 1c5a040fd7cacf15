import type { ScaleState, Weight } from '#contract/scale.ts';
import { createLoadWatch } from './load.ts';
import type { ScaleReading } from './protocol.ts';

/** How many equal weights in a row count as stable on a scale that does not say so. */
export const STABLE_READINGS = 3;

/** What the pan shows: a weight and how far it can be trusted. */
export interface PanView {
  readonly state: ScaleState;
  readonly weight: Weight | undefined;
  /** A tare is taken off, by the scale or here. */
  readonly net: boolean;
}

/** The pan of a scale, as far as its readings tell. */
export interface Pan {
  readonly view: PanView;
  hear(reading: ScaleReading): void;
  /** Contact is lost: what lies there is not known until the scale speaks again. */
  forget(): void;
  /** For a scale without a command for it: what lies there becomes the tare, an empty pan ends it. False while nothing stable is known. */
  tare(): boolean;
  /** Names the load that is sold now. */
  takeLoad(): string;
}

const NOT_READY = { state: 'not_ready', weight: undefined } as const;

/** Only what the scale calls stable is stable; where it says nothing, `stableReadings` equal weights in a row are. */
export function createPan(stableReadings: number = STABLE_READINGS): Pan {
  const loads = createLoadWatch();
  let gross: Pick<PanView, 'state' | 'weight'> = NOT_READY;
  let netByScale = false;
  let tareWeight: Weight | undefined;
  let equal = 0;

  function isStable({ motion, weight }: ScaleReading): boolean {
    equal = weight && isSame(weight, gross.weight) ? equal + 1 : 1;
    return motion === 'unsaid' ? equal >= stableReadings : motion === 'stable';
  }

  function stateOfReading(reading: ScaleReading): ScaleState {
    const stable = isStable(reading);
    if (reading.range !== 'within') return reading.range === 'over' ? 'overweight' : 'under_zero';
    return stable && reading.weight ? stateOf(reading.weight) : 'unstable';
  }

  return {
    get view() {
      const { state, weight } = gross;
      const net = netByScale || tareWeight !== undefined;
      // A tare in another unit or of other decimals is none: the scale was set differently since.
      if (!tareWeight || !weight || tareWeight.unit !== weight.unit || tareWeight.decimals !== weight.decimals)
        return { state, weight, net };
      const rest = { ...weight, value: weight.value - tareWeight.value };
      return { state: isSettled(state) ? stateOf(rest) : state, weight: rest, net };
    },
    hear(reading) {
      gross = { state: stateOfReading(reading), weight: reading.weight };
      netByScale = reading.net;
      if (gross.state === 'stable' && gross.weight) loads.settled(gross.weight);
      else if (isSettled(gross.state)) loads.empty();
    },
    forget() {
      gross = NOT_READY;
      equal = 0;
    },
    tare() {
      if (!isSettled(gross.state)) return false;
      tareWeight = gross.state === 'stable' ? gross.weight : undefined;
      return true;
    },
    takeLoad: () => loads.take(gross.weight),
  };
}

function isSettled(state: ScaleState): boolean {
  return state === 'stable' || state === 'zero' || state === 'under_zero';
}

function stateOf(weight: Weight): ScaleState {
  if (weight.value === 0) return 'zero';
  return weight.value < 0 ? 'under_zero' : 'stable';
}

function isSame(a: Weight, b: Weight | undefined): boolean {
  return a.value === b?.value && a.decimals === b.decimals && a.unit === b.unit;
}
