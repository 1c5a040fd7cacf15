import type { SetupView } from '#contract/setup.ts';
import { findLabelPrinterModel, labelPrinterModelIds } from '#drivers/label/models.ts';
import { findPrinterModel, printerModelIds } from '#drivers/printer/models.ts';
import { SCALE_PROTOCOLS, type ScaleProtocolName } from '#drivers/scale/protocols.ts';

const scaleNames = {
  'toledo-8217': 'Toledo 8217',
  cas: 'CAS',
  mettler: 'Mettler continuous',
  'mettler-checksum': 'Mettler continuous, checksum',
  equals: '= stream',
  'equals-reversed': '= stream, last digit first',
  yaohua: 'Yaohua stream',
  'yaohua-command': 'Yaohua command',
} as const satisfies Record<ScaleProtocolName, string>;

/** What a person may choose from, by kind. */
export function knownModels(): SetupView['models'] {
  return {
    printer: named(printerModelIds(), findPrinterModel),
    label_printer: named(labelPrinterModelIds(), findLabelPrinterModel),
    scale: SCALE_PROTOCOLS.map((id) => ({ id, name: scaleNames[id] })),
  };
}

function named(ids: readonly string[], find: (id: string) => { readonly name: string } | undefined): SetupView['models']['printer'] {
  return ids.map((id) => ({ id, name: find(id)?.name ?? id }));
}
