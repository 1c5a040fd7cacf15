import type { PrinterRole, PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { LabelDocument, LabelImage } from '#contract/label.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { PaperWidth } from '#contract/receipt-layout.ts';
import type { WeightReading } from '#contract/scale.ts';
import type { DrawerOutcome } from '#contract/drawer.ts';

export type DrawnPaper = ProcedureOutput<'port.drawPaper'>;

export interface PrintRequest {
  readonly jobId: number;
  readonly attempt: number;
  readonly role: PrinterRole;
  readonly document: PrintDocument;
}

/** What the shop asks of the outside world. The host answers over frames (`port.*`); tests hand in a recording. */
export interface Ports {
  /**
   * Prints one document on the printer that has this role; never rejects, trouble is an outcome. The host says how far it is by `print.progress`
   * with the number of this attempt, and sends nothing before that is answered for `sending`.
   */
  print(job: PrintRequest): Promise<PrintOutcome>;
  /** Prints one label once; trouble is an outcome. */
  printLabel(label: { readonly title: string; readonly document: LabelDocument }): Promise<PrintOutcome>;
  /** A label as the printer would print it; rejects with label_misfit where it would not. */
  drawLabel(document: LabelDocument): Promise<LabelImage>;
  /** What a usual receipt printer with this paper would make of a document. */
  drawPaper(document: PrintDocument, paper: PaperWidth): Promise<DrawnPaper>;
  /** Prints a document that belongs to no job, once; trouble is an outcome. */
  printSample(document: PrintDocument): Promise<PrintOutcome>;
  /** Waits so long for a stable weight on the scale of this till; never rejects. */
  readWeight(timeoutMs: number): Promise<WeightReading>;
  /** Pulses the cash drawer of this till, or the one that is named, and looks what became of it; never rejects. */
  openDrawer(drawerId?: string): Promise<DrawerOutcome>;
}

/** The clock of the shop: wall time in UTC milliseconds. */
export type Clock = () => number;
