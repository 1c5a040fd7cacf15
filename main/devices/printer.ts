import type { PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import { explainEscPos } from '#drivers/printer/escpos/explain.ts';
import { explainStatus } from '#drivers/printer/escpos/explain-status.ts';
import type { DrawerLevel } from '#drivers/drawer/position.ts';
import type { PrinterModel } from '#drivers/printer/models.ts';
import { createPosPrinter, type OnPrintPhase, type PosPrinter } from '#drivers/printer/pos-printer.ts';
import { createVirtualPrinter } from '#drivers/virtual/printer.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import { testPage } from './test-page.ts';
import { createTransport, printerSession, resourceOf } from './wiring.ts';

export interface PrinterContext extends DeviceContext {
  /** The printer became able to print: at the first connection, plugged in again, paper or cover put right. */
  printerReady(id: string): void;
}

/** A receipt printer of this station, whatever it is used for. */
export interface PrinterEntry extends DeviceEntry<PosPrinter> {
  /** Prints and remembers what became of it. Never rejects. */
  print(document: PrintDocument, onPhase?: OnPrintPhase): Promise<PrintOutcome>;
  /** Pin 3 of the drawer connector: at once when the printer has told it, then at every change; undefined when its wire is gone. */
  onDrawerLevel(listener: (high: DrawerLevel) => void): void;
  /** Resolves when no document is on its way. */
  drained(): Promise<unknown>;
}

export function createPrinterEntry(
  settings: DeviceSettings['printers'][number],
  model: PrinterModel,
  context: PrinterContext,
): PrinterEntry {
  const { id } = settings;
  const { bench } = context;
  const history = createHistory((bytes, direction) => (direction === 'out' ? explainEscPos(bytes) : explainStatus(bytes)));
  const printing = new Set<Promise<PrintOutcome>>();
  let outputs = 0;
  let well = false;
  let drawerHigh: DrawerLevel;
  const drawerListeners = new Set<(high: DrawerLevel) => void>();
  const transport = createTransport(settings.transport, () => {
    const virtual = createVirtualPrinter({ id, model, onChange: () => bench.changed() });
    bench.printers.set(id, virtual);
    return virtual.transport;
  });
  const row = { id, kind: 'printer', model: model.id, wiring: transport.wiring, virtual: settings.transport.type === 'virtual' } as const;

  async function print(document: PrintDocument, onPhase?: OnPrintPhase): Promise<PrintOutcome> {
    const startedAtMs = Date.now();
    const outputting = entry.driver.print(document, onPhase);
    printing.add(outputting);
    context.changed();
    const outcome = await outputting.finally(() => printing.delete(outputting));
    const { result, problem, bytes } = outcome;
    const endedAtMs = Date.now();
    history.job({ title: document.title, result, problem, bytes, startedAtMs, endedAtMs });
    if (result === 'printed' || result === 'sent') {
      outputs += 1;
      history.event({ type: 'output_complete', atMs: endedAtMs, outputId: outputs });
    }
    bench.log(id, 'out', `${document.title}: ${bytes} B, ${result}${problem === 'none' ? '' : `, ${problem}`}`);
    context.changed();
    return outcome;
  }

  const entry = createEntry(context, {
    row,
    transport,
    resource: resourceOf(settings.transport, id),
    history,
    buildDriver: (onStatus) =>
      createPosPrinter({
        id,
        model,
        transport: history.watch(transport),
        ...printerSession(settings.transport),
        onStatus(status) {
          onStatus(status);
          const wasWell = well;
          well = status.state === 'ready' && (status.problem === 'none' || status.problem === 'paper_near_end');
          if (well && !wasWell) context.printerReady(id);
          if (status.state !== 'ready') drawerStands(undefined);
        },
        onDrawerLevel: drawerStands,
        ...context.backOff,
      }),
    capabilities: (driver) => driver.capabilities,
    isBusy: () => printing.size > 0,
    async selfTest() {
      const { result, problem, bytes } = await print(testPage(row));
      const ok = result === 'printed' || result === 'sent';
      return { ok, detail: ok ? `${result}, ${bytes} B` : `${result}: ${problem}` };
    },
  });
  function drawerStands(high: DrawerLevel): void {
    drawerHigh = high;
    for (const listener of drawerListeners) listener(high);
  }

  function onDrawerLevel(listener: (high: DrawerLevel) => void): void {
    drawerListeners.add(listener);
    if (drawerHigh !== undefined) listener(drawerHigh);
  }

  return Object.assign(entry, { print, onDrawerLevel, drained: () => Promise.all(printing) });
}
