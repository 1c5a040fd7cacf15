import type { DeviceProblem, PrinterCapabilities, PrintOutcome, PrintPhase } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { DrawerOutcome } from '#contract/drawer.ts';
import type { LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';
import { ANSWER_LIMITS, type AnswerLimits, PrinterDialogue } from './dialogue.ts';
import { encodeDocument, encodeDrawerPulse, prepareDocument } from './escpos/encode.ts';
import { longestCommandBytes } from './escpos/longest-command.ts';
import { worstProblem } from './escpos/status.ts';
import type { PrinterModel } from './models.ts';
import { bytesBegun, failed, problemOf } from './outcome.ts';
import { HEARTBEAT_LIMITS, type HeartbeatLimits, PrinterHealth } from './printer-health.ts';
import type { WireSession } from './printer-line.ts';
import { PrinterWire, WIRE_LIMITS, type WireLimits } from './printer-wire.ts';

/** Every wait of a printer, in milliseconds. */
export interface PrinterLimits extends AnswerLimits, WireLimits, HeartbeatLimits {
  /** A document that stopped within waits this long for paper, cover, cutter or head; then a person is asked. */
  readonly blockedMs: number;
}

export const PRINTER_LIMITS: PrinterLimits = { ...ANSWER_LIMITS, ...WIRE_LIMITS, ...HEARTBEAT_LIMITS, blockedMs: 120_000 };

/** With these a document is not begun: not one byte leaves, and it goes by itself when the printer is well again. */
const BLOCKING: readonly DeviceProblem[] = ['paper_out', 'cover_open', 'cutter', 'head_hot'];

export interface PosPrinterOptions {
  readonly id: string;
  readonly model: PrinterModel;
  readonly transport: Transport;
  /** `held` when left out. With `job` the status is known only while something is printed. */
  readonly session?: WireSession;
  /** Called when state or problem changes; a printer that is well again shows problem `none` or `paper_near_end` here. */
  onStatus(status: LinkStatus): void;
  /** Pin 3 of the drawer connector as the printer reports it: once after connecting, then at every change. Which level is open depends on the drawer. */
  onDrawerLevel?(high: boolean): void;
  readonly backOffMs?: readonly number[];
  readonly limits?: Partial<PrinterLimits>;
}

/** How far a document has come. The promise for `sending` is awaited: no byte leaves before it resolves, none at all when it rejects. */
export type OnPrintPhase = (phase: PrintPhase, problem: DeviceProblem) => void | Promise<void>;

/** A receipt printer (UnifiedPOS POSPrinter) with the drawer on its connector. */
export interface PosPrinter {
  readonly id: string;
  /** `statistics.outputs` counts documents and pulses. */
  readonly status: LinkStatus;
  readonly capabilities: PrinterCapabilities;
  start(): void;
  /** Jobs not begun fail, a document on its way becomes `unknown`. */
  stop(): Promise<void>;
  /** Documents print strictly in the order of the calls. Never rejects. */
  print(document: PrintDocument, onPhase?: OnPrintPhase): Promise<PrintOutcome>;
  /** Pulses the drawer before or after a document, never within it. Never rejects. */
  openDrawer(pin: 2 | 5): Promise<DrawerOutcome['pulse']>;
  /** Asks how the printer is and where its drawer stands; `onDrawerLevel` hears of a change before this resolves. Never rejects. */
  askDrawer(): Promise<void>;
}

/** Drives one printer over one wire: waits, checks, sends, and finds out whether it printed. */
export function createPosPrinter(options: PosPrinterOptions): PosPrinter {
  return new SerialisedPrinter(options);
}

type Sent = { readonly whole: true } | { readonly whole: false; readonly outcome: PrintOutcome };

class SerialisedPrinter implements PosPrinter {
  readonly id: string;
  readonly #options: PosPrinterOptions;
  readonly #limits: PrinterLimits;
  readonly #session: WireSession;
  readonly #wire: PrinterWire;
  readonly #dialogue: PrinterDialogue;
  readonly #health: PrinterHealth;
  /** The last document; the next one begins when its outcome is known. */
  #jobs: Promise<unknown> = Promise.resolve();
  #reported = '';
  #outputs = 0;
  /** The last document came through, so what the printer does not answer it will not answer in the next session either. */
  #provenSilence = false;
  /** A document begun and not known to be worked off: should the wire break, the printer may have half a command of it, whatever the system took. */
  #half: Uint8Array | undefined;
  /** Told what the printer says while a document is being confirmed. */
  #confirming: ((problem: DeviceProblem) => void) | undefined;

  constructor(options: PosPrinterOptions) {
    const { id, model, transport, session = 'held', backOffMs } = options;
    this.id = id;
    this.#options = options;
    this.#session = session;
    this.#limits = { ...PRINTER_LIMITS, ...options.limits };
    const limits = this.#limits;
    this.#wire = new PrinterWire({
      transport,
      session,
      limits,
      onData: (bytes) => this.#dialogue.received(bytes),
      onChange: () => this.#wireChanged(),
      onReady: () => this.#connected(),
      ...(backOffMs ? { backOffMs } : {}),
    });
    this.#dialogue = new PrinterDialogue({
      model,
      limits,
      isTwoWay: () => transport.twoWay,
      send: (question) => this.#wire.sendShort(question),
      onUnasked: (problem) => this.#health.note(problem),
      onDrawerLevel: (high) => options.onDrawerLevel?.(high),
    });
    this.#health = new PrinterHealth({ dialogue: this.#dialogue, wire: this.#wire, limits, onChange: () => this.#examined() });
  }

  get status(): LinkStatus {
    const { state, problem, statistics } = this.#wire.status;
    return { state, problem: problem === 'none' ? this.#health.problem : problem, statistics: { ...statistics, outputs: this.#outputs } };
  }

  get capabilities(): PrinterCapabilities {
    return this.#dialogue.capabilities;
  }

  start(): void {
    this.#wire.start();
    if (this.#session === 'job') void this.#wire.use(() => this.#firstLook());
  }

  async stop(): Promise<void> {
    this.#health.stop();
    await this.#wire.stop();
  }

  print(document: PrintDocument, onPhase: OnPrintPhase = () => {}): Promise<PrintOutcome> {
    const outcome = this.#jobs.then(() => this.#wire.use(() => this.#printNext(document, onPhase)));
    // One document that went wrong must not hold back the next.
    this.#jobs = outcome.catch(() => {});
    return outcome;
  }

  openDrawer(pin: 2 | 5): Promise<DrawerOutcome['pulse']> {
    return this.#wire.use(() => this.#pulse(encodeDrawerPulse(pin)));
  }

  askDrawer(): Promise<void> {
    return this.#wire.use(async () => {
      if (!(await this.#wire.ready())) return;
      // A wire that breaks meanwhile is the link's to report.
      await this.#wire.alone(() => this.#health.examine()).catch(() => {});
    });
  }

  async #pulse(bytes: Uint8Array): Promise<DrawerOutcome['pulse']> {
    if (!(await this.#wire.ready())) return 'failed';
    let takenBefore = Number.POSITIVE_INFINITY;
    try {
      await this.#wire.alone(async () => {
        await this.#wire.payNuls();
        takenBefore = this.#wire.bytesTaken;
        await this.#wire.sendShort(bytes);
      });
    } catch (cause) {
      return bytesBegun(cause, takenBefore, bytes.length) === 0 ? 'failed' : 'unknown';
    }
    this.#outputs += 1;
    return 'sent';
  }

  async #printNext(document: PrintDocument, onPhase: OnPrintPhase): Promise<PrintOutcome> {
    tell(onPhase, 'preflight');
    await prepareDocument(document, this.#options.model);
    if (!(await this.#wire.ready())) return failed(this.#wire.status.problem);
    const bytes = encodeDocument(document, this.#options.model);
    this.#health.printing = true;
    try {
      const sent = await this.#wire.alone(() => this.#transmit(bytes, onPhase));
      const outcome = sent.whole ? await this.#confirmed(bytes.length, onPhase) : sent.outcome;
      this.#provenSilence = outcome.result === 'printed' || outcome.result === 'sent';
      if (this.#provenSilence) {
        this.#outputs += 1;
        this.#half = undefined;
      }
      return outcome;
    } finally {
      this.#health.printing = false;
    }
  }

  /** Asks how the printer is and sends the document; nothing else goes over the wire meanwhile. */
  async #transmit(bytes: Uint8Array, onPhase: OnPrintPhase): Promise<Sent> {
    /** Bytes the wire had taken when the document began; beyond every count until it does. */
    let takenBefore = Number.POSITIVE_INFINITY;
    try {
      const notNow = await this.#preflight();
      if (notNow) return { whole: false, outcome: notNow };
      await this.#wire.payNuls();
      await onPhase('sending', 'none');
      takenBefore = this.#wire.bytesTaken;
      this.#half = bytes;
      await this.#wire.sendDocument(bytes);
      return { whole: true };
    } catch (cause) {
      const begun = bytesBegun(cause, takenBefore, bytes.length);
      if (begun === 0) {
        this.#half = undefined;
        this.#wire.oweNuls(0);
        return { whole: false, outcome: failed(problemOf(cause)) };
      }
      return { whole: false, outcome: { result: 'unknown', problem: problemOf(cause), bytes: begun } };
    }
  }

  async #preflight(): Promise<PrintOutcome | undefined> {
    const { heard, problem } = await this.#health.examine();
    if (BLOCKING.includes(problem)) return { result: 'blocked', problem, bytes: 0 };
    if (!heard && problem === 'offline') return failed(problem);
    return (await this.#dialogue.confirmation.settle()) ? undefined : failed('offline');
  }

  /** Waits for the printer's word that the document was worked off; drawer pulses and questions may use the wire meanwhile. */
  async #confirmed(bytes: number, onPhase: OnPrintPhase): Promise<PrintOutcome> {
    const outcome = (result: PrintOutcome['result'], problem: DeviceProblem): PrintOutcome => ({ result, problem, bytes });
    const done = (result: 'printed' | 'sent'): PrintOutcome =>
      outcome(result, this.#health.problem === 'paper_near_end' ? 'paper_near_end' : 'none');
    this.#health.watch();
    if (!this.#dialogue.canConfirm) return done('sent');
    tell(onPhase, 'confirming');
    const { confirmation } = this.#dialogue;
    this.#confirming = this.#patience(onPhase);
    try {
      const confirmed = await confirmation.confirm(bytes);
      if (confirmed === 'printed') return done('printed');
      if (confirmed === 'paper_end') return outcome('unknown', 'paper_out');
      if (confirmation.isCertain || !this.#wire.isOpen) return outcome('unknown', worstProblem([this.status.problem, 'offline']));
      const { heard, problem } = await this.#wire.alone(() => this.#health.examine());
      return outcome(BLOCKING.includes(problem) || (!heard && problem === 'offline') ? 'unknown' : 'sent', problem);
    } catch (cause) {
      return outcome('unknown', problemOf(cause));
    } finally {
      this.#confirming = undefined;
    }
  }

  /** While the printer itself says what stops it, the wait for its confirmation begins again; a receipt goes on when its paper is back. */
  #patience(onPhase: OnPrintPhase): (problem: DeviceProblem) => void {
    const untilMs = performance.now() + this.#limits.blockedMs;
    let shown: DeviceProblem = 'none';
    return (problem) => {
      const stopping = BLOCKING.includes(problem) ? problem : 'none';
      if (stopping !== 'none' && performance.now() < untilMs) this.#dialogue.confirmation.postpone();
      if (stopping !== shown) tell(onPhase, 'confirming', stopping);
      shown = stopping;
    };
  }

  #connected(): void {
    this.#dialogue.connected({ sameSilence: this.#session === 'job' && this.#provenSilence });
    this.#report();
    this.#health.connected({ forget: this.#session === 'held' });
  }

  #wireChanged(): void {
    if (!this.#wire.isOpen) {
      this.#health.stop();
      this.#dialogue.disconnected();
      if (this.#half) this.#wire.oweNuls(longestCommandBytes(this.#half, this.#options.model));
      this.#half = undefined;
    }
    this.#report();
  }

  /** Holds a wire of session `job` until the look that follows a connection is done. */
  async #firstLook(): Promise<void> {
    await this.#wire.ready();
    await this.#wire.alone(async () => {});
  }

  #examined(): void {
    this.#confirming?.(this.#health.problem);
    this.#report();
  }

  #report(): void {
    const { status } = this;
    const key = `${status.state} ${status.problem}`;
    if (key === this.#reported) return;
    this.#reported = key;
    this.#options.onStatus(status);
  }
}

/** Tells how far a document is; that nobody could be told stops nothing. */
function tell(onPhase: OnPrintPhase, phase: PrintPhase, problem: DeviceProblem = 'none'): void {
  Promise.resolve(onPhase(phase, problem)).catch(() => {});
}
