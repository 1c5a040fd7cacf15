import type { WeightUnit } from '#contract/scale.ts';
import { cas } from './cas.ts';
import { equalsStream } from './equals-stream.ts';
import { mettlerContinuous } from './mettler-continuous.ts';
import type { ScaleProtocol } from './protocol.ts';
import { toledo8217 } from './toledo-8217.ts';
import { yaohuaCommand, yaohuaStream } from './yaohua.ts';

/** Every protocol by the name settings give it; `unit` is for those that do not say theirs. */
const PROTOCOLS = {
  'toledo-8217': toledo8217,
  cas: () => cas,
  mettler: () => mettlerContinuous(false),
  'mettler-checksum': () => mettlerContinuous(true),
  equals: (unit) => equalsStream('as_read', unit),
  'equals-reversed': (unit) => equalsStream('last_digit_first', unit),
  yaohua: yaohuaStream,
  'yaohua-command': yaohuaCommand,
} as const satisfies Record<string, (unit: WeightUnit) => ScaleProtocol>;

export type ScaleProtocolName = keyof typeof PROTOCOLS;
export const SCALE_PROTOCOLS = Object.keys(PROTOCOLS) as readonly ScaleProtocolName[] as readonly [
  ScaleProtocolName,
  ...ScaleProtocolName[],
];

export function findScaleProtocol(name: ScaleProtocolName, unit: WeightUnit): ScaleProtocol {
  return PROTOCOLS[name](unit);
}
