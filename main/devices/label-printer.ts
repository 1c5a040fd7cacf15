import type { PrintOutcome } from '#contract/device.ts';
import type { LabelDocument } from '#contract/label.ts';
import { explainTspl } from '#drivers/label/explain.ts';
import { createLabelPrinter, type LabelPrinter } from '#drivers/label/label-printer.ts';
import type { LabelPrinterModel } from '#drivers/label/models.ts';
import { explainEscPos } from '#drivers/printer/escpos/explain.ts';
import { createVirtualLabelPrinter } from '#drivers/virtual/label-printer.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import { testLabel } from './test-label.ts';
import { createTransport, printerSession, resourceOf } from './wiring.ts';

export interface LabelPrinterContext extends DeviceContext {
  /** The label printer became able to print: at the first connection, plugged in again, labels or head put right. */
  labelPrinterReady(id: string): void;
}

/** A label printer of this station. */
export interface LabelPrinterEntry extends DeviceEntry<LabelPrinter> {
  readonly model: LabelPrinterModel;
  /** Prints one label once and remembers what became of it. */
  print(title: string, label: LabelDocument): Promise<PrintOutcome>;
  /** Resolves when no label is on its way. */
  drained(): Promise<unknown>;
}

export function createLabelPrinterEntry(
  settings: DeviceSettings['labelPrinters'][number],
  model: LabelPrinterModel,
  context: LabelPrinterContext,
): LabelPrinterEntry {
  const { id, density, speed, upsideDown } = settings;
  const { bench } = context;
  const explain = model.language === 'tspl' ? explainTspl : explainEscPos;
  const history = createHistory((bytes, direction) => (direction === 'out' ? explain(bytes) : []));
  const printing = new Set<Promise<PrintOutcome>>();
  let outputs = 0;
  let well = false;
  const transport = createTransport(settings.transport, () => {
    const virtual = createVirtualLabelPrinter({ id, model, onChange: () => bench.changed() });
    bench.labelPrinters.set(id, virtual);
    return virtual.transport;
  });

  async function print(title: string, label: LabelDocument): Promise<PrintOutcome> {
    const startedAtMs = Date.now();
    const outputting = entry.driver.print(label);
    printing.add(outputting);
    context.changed();
    const outcome = await outputting.finally(() => printing.delete(outputting));
    const { result, problem, bytes } = outcome;
    const endedAtMs = Date.now();
    history.job({ title: title.slice(0, 100), result, problem, bytes, startedAtMs, endedAtMs });
    if (result === 'printed' || result === 'sent') {
      outputs += 1;
      history.event({ type: 'output_complete', atMs: endedAtMs, outputId: outputs });
    }
    bench.log(id, 'out', `${title}: ${bytes} B, ${result}${problem === 'none' ? '' : `, ${problem}`}`);
    context.changed();
    return outcome;
  }

  const entry = createEntry(context, {
    row: { id, kind: 'label_printer', model: model.id, wiring: transport.wiring, virtual: settings.transport.type === 'virtual' },
    resource: resourceOf(settings.transport, id),
    history,
    buildDriver: (onStatus) =>
      createLabelPrinter({
        id,
        model,
        transport: history.watch(transport),
        settings: { density, speed, direction: upsideDown ? 1 : 0 },
        session: printerSession(settings.transport).session,
        onStatus(status) {
          onStatus(status);
          const wasWell = well;
          well = status.state === 'ready' && (status.problem === 'none' || status.problem === 'paper_near_end');
          if (well && !wasWell) context.labelPrinterReady(id);
        },
        ...context.backOff,
      }),
    isBusy: () => printing.size > 0,
    async selfTest() {
      const { result, problem, bytes } = await print('test', testLabel(id, model));
      const ok = result === 'printed' || result === 'sent';
      return { ok, detail: ok ? `${result}, ${bytes} B` : `${result}: ${problem}` };
    },
  });
  return Object.assign(entry, { model, print, drained: () => Promise.all(printing) });
}
