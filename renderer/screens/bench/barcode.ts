import { code128Modules } from './barcode-code128.ts';
import { ean13Modules, ean8Modules, upcaModules } from './barcode-ean.ts';
import { code39Modules, itfModules } from './barcode-two-width.ts';

const encoders: Readonly<Record<string, (data: string) => string | undefined>> = {
  EAN13: ean13Modules,
  EAN8: ean8Modules,
  UPCA: upcaModules,
  CODE39: code39Modules,
  ITF: itfModules,
  CODE128: (data) => code128Modules(data),
  GS1_128: (data) => code128Modules(data, true),
};

/** The bars a printer draws for a symbology of the contract, as modules (1 = bar) without quiet zones; undefined when the data is not allowed in it. */
export function barcodeModules(symbology: string, data: string): string | undefined {
  return Object.hasOwn(encoders, symbology) ? encoders[symbology]?.(data) : undefined;
}

/** Start and width of every bar in a row of modules. */
export function barsOf(modules: string): readonly { readonly at: number; readonly width: number }[] {
  return Array.from(modules.matchAll(/1+/g), (bar) => ({ at: bar.index, width: bar[0].length }));
}
