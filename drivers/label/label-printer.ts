import type { DeviceProblem, PrintOutcome } from '#contract/device.ts';
import type { LabelDocument } from '#contract/label.ts';
import type { Driver } from '../device.ts';
import type { LinkStatus } from '../link.ts';
import { bytesBegun, failed, problemOf } from '../printer/outcome.ts';
import { createPrinterLine, type PrinterLine, type WireSession } from '../printer/printer-line.ts';
import type { Transport } from '../transport/transport.ts';
import { LABEL_ANSWER_LIMITS, type LabelAnswerLimits, type LabelDialogue, type LabelLanguage } from './language.ts';
import { labelLanguage } from './languages.ts';
import { LabelMisfit, layoutLabel } from './layout.ts';
import type { LabelPrinterModel } from './models.ts';
import { DEFAULT_TSPL_SETTINGS, type TsplSettings } from './tspl.ts';

/** Every wait of a label printer, in milliseconds. */
export interface LabelPrinterLimits extends LabelAnswerLimits {
  /** A label waits this long for a wire that is just opening. */
  readonly readyMs: number;
  /** The operating system must take a label within this, plus `sendMsPerByte` (9600 baud needs 1.04). */
  readonly sendMs: number;
  readonly sendMsPerByte: number;
  /** The same for a question. */
  readonly sendShortMs: number;
  readonly heartbeatMs: number;
  /** The same while something is wrong: a person is waiting. */
  readonly troubleHeartbeatMs: number;
}

export const LABEL_PRINTER_LIMITS: LabelPrinterLimits = {
  ...LABEL_ANSWER_LIMITS,
  readyMs: 1500,
  sendMs: 20_000,
  sendMsPerByte: 3,
  sendShortMs: 3000,
  heartbeatMs: 10_000,
  troubleHeartbeatMs: 1500,
};

/** A label printer: one label after another, each with its own outcome. */
export interface LabelPrinter extends Driver {
  readonly id: string;
  /** Prints one label once, in the order of the calls; a label that does not fit fails as `misconfigured`. */
  print(label: LabelDocument): Promise<PrintOutcome>;
}

export interface LabelPrinterOptions {
  readonly id: string;
  readonly model: LabelPrinterModel;
  readonly transport: Transport;
  /** `held` when left out. */
  readonly session?: WireSession;
  readonly settings?: TsplSettings;
  onStatus(status: LinkStatus): void;
  readonly backOffMs?: readonly number[];
  readonly limits?: Partial<LabelPrinterLimits>;
}

/** Drives one label printer over one wire: waits, checks, sends, and finds out whether the label came out. */
export function createLabelPrinter(options: LabelPrinterOptions): LabelPrinter {
  return new SerialisedLabelPrinter(options);
}

class SerialisedLabelPrinter implements LabelPrinter {
  readonly id: string;
  readonly #options: LabelPrinterOptions;
  readonly #limits: LabelPrinterLimits;
  readonly #session: WireSession;
  readonly #language: LabelLanguage;
  readonly #line: PrinterLine;
  readonly #dialogue: LabelDialogue;
  /** The last label; the next one begins when its outcome is known. */
  #labels: Promise<unknown> = Promise.resolve();
  /** The last bytes: a question waits only for the wire. */
  #wire: Promise<unknown> = Promise.resolve();
  #readyWaiters: (() => void)[] = [];
  #started = false;
  #problem: DeviceProblem = 'none';
  #reported = '';
  #outputs = 0;
  #bytesTaken = 0;
  /** Bytes of a label begun and not known to be out: should the wire break, the printer may have half of it, whatever the system took. */
  #halfBytes = 0;
  /** Bytes of a label the wire broke in. */
  #brokenBytes = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(options: LabelPrinterOptions) {
    this.id = options.id;
    this.#options = options;
    this.#limits = { ...LABEL_PRINTER_LIMITS, ...options.limits };
    this.#session = options.session ?? 'held';
    this.#language = labelLanguage(options.model, options.settings ?? DEFAULT_TSPL_SETTINGS);
    this.#line = createPrinterLine(this.#session, {
      transport: options.transport,
      onData: (bytes) => this.#dialogue.received(bytes),
      onChange: () => this.#lineChanged(),
      onReady: () => this.#connected(),
      ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
    });
    this.#dialogue = this.#language.createDialogue({
      isTwoWay: () => options.transport.twoWay,
      limits: this.#limits,
      send: (question) => this.#send(question, this.#limits.sendShortMs),
    });
  }

  get status(): LinkStatus {
    const { state, problem, statistics } = this.#line.status;
    return { state, problem: problem === 'none' ? this.#problem : problem, statistics: { ...statistics, outputs: this.#outputs } };
  }

  start(): void {
    this.#started = true;
    this.#line.start();
  }

  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#heartbeat);
    this.#wakeAll();
    await this.#line.stop();
  }

  print(label: LabelDocument): Promise<PrintOutcome> {
    const outcome = this.#labels.then(() => this.#line.use(() => this.#printNext(label)));
    // One label that went wrong must not hold back the next.
    this.#labels = outcome.catch(() => {});
    return outcome;
  }

  async #printNext(label: LabelDocument): Promise<PrintOutcome> {
    const bytes = await this.#encoded(label);
    if (!bytes) return failed('misconfigured');
    if (!(await this.#ready())) return failed(this.#line.status.problem);
    const outcome = await this.#onWire(() => this.#transmit(bytes));
    if (outcome.result === 'printed' || outcome.result === 'sent') {
      this.#outputs += 1;
      this.#halfBytes = 0;
    }
    return outcome;
  }

  async #encoded(label: LabelDocument): Promise<Uint8Array | undefined> {
    try {
      return this.#language.encode(await layoutLabel(label, this.#options.model));
    } catch (cause) {
      if (cause instanceof LabelMisfit) return undefined;
      throw cause;
    }
  }

  /** Asks how the printer is, sends the label and waits for it; nothing else goes over the wire meanwhile. */
  async #transmit(bytes: Uint8Array): Promise<PrintOutcome> {
    /** Bytes the wire had taken when the label began; beyond every count until it does. */
    let takenBefore = Number.POSITIVE_INFINITY;
    try {
      // First of all: a printer that waits for the rest of a command takes a question for it.
      if (this.#brokenBytes > 0) await this.#send(this.#language.flush(this.#brokenBytes), this.#limits.sendMs);
      this.#brokenBytes = 0;
      await this.#look();
      if (this.#problem !== 'none' && this.#problem !== 'paper_near_end') return failed(this.#problem);
      takenBefore = this.#bytesTaken;
      this.#halfBytes = bytes.length;
      await this.#send(bytes, this.#limits.sendMs + bytes.length * this.#limits.sendMsPerByte);
    } catch (cause) {
      const begun = bytesBegun(cause, takenBefore, bytes.length);
      if (begun === 0) return failed(problemOf(cause));
      return { result: 'unknown', problem: problemOf(cause), bytes: begun };
    }
    return this.#confirmed(bytes.length);
  }

  /** The whole label has left: whatever goes wrong now, it may come out. */
  async #confirmed(bytes: number): Promise<PrintOutcome> {
    try {
      const result = await this.#dialogue.confirm(bytes);
      if (result === 'unknown') await this.#look();
      return { result, problem: result === 'unknown' && this.#problem === 'none' ? 'offline' : this.#problem, bytes };
    } catch (cause) {
      return { result: 'unknown', problem: problemOf(cause), bytes };
    }
  }

  /** A wire that takes no bytes for too long is opened afresh, so that what it still holds does not print later as a surprise. */
  async #send(bytes: Uint8Array, limitMs: number): Promise<void> {
    const sending = this.#line.send(bytes);
    const tooLate = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      sending.catch(() => {});
      void this.#line.reopen();
      tooLate.reject(new Error('the wire takes no bytes'));
    }, limitMs);
    try {
      await Promise.race([sending, tooLate.promise]);
      this.#bytesTaken += bytes.length;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One user of the wire after another. */
  #onWire<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#wire.then(task);
    this.#wire = result.catch(() => {});
    return result;
  }

  /** True at once, or as soon as the wire is ready within the limit. */
  async #ready(): Promise<boolean> {
    if (this.#line.isOpen || !this.#started) return this.#line.isOpen;
    // A wire that waits for its next attempt tries at once: somebody wants to print.
    this.#line.hurry();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#readyWaiters.push(resolve);
    const timer = setTimeout(resolve, this.#limits.readyMs);
    await promise;
    clearTimeout(timer);
    this.#readyWaiters = this.#readyWaiters.filter((each) => each !== resolve);
    return this.#line.isOpen;
  }

  #wakeAll(): void {
    for (const wake of this.#readyWaiters.splice(0)) wake();
  }

  #connected(): void {
    this.#bytesTaken = 0;
    this.#problem = 'none';
    this.#dialogue.connected();
    this.#wakeAll();
    void this.#onWire(() => this.#lookSafely());
  }

  async #lookSafely(): Promise<void> {
    try {
      await this.#look();
    } catch {
      // The wire broke while asking: the line reports that and tries again.
    }
    this.#report();
  }

  #lineChanged(): void {
    if (!this.#line.isOpen) {
      clearTimeout(this.#heartbeat);
      this.#dialogue.disconnected();
      this.#brokenBytes = Math.max(this.#brokenBytes, this.#halfBytes);
      this.#halfBytes = 0;
      this.#report();
    }
    if (this.#session === 'held' && this.#line.status.state === 'lost') this.#wakeAll();
  }

  /** Asks how the printer is; the next time it is asked by itself comes after the answer. */
  async #look(): Promise<void> {
    const { heard, problem } = await this.#dialogue.checkUp();
    this.#problem = problem;
    this.#report();
    if (heard || problem !== 'none') this.#beat();
  }

  #beat(): void {
    clearTimeout(this.#heartbeat);
    if (!this.#line.isOpen) return;
    const afterMs = this.#problem === 'none' ? this.#limits.heartbeatMs : this.#limits.troubleHeartbeatMs;
    this.#heartbeat = setTimeout(() => void this.#onWire(() => this.#lookSafely()), afterMs).unref();
  }

  #report(): void {
    const { status } = this;
    const key = `${status.state} ${status.problem}`;
    if (key === this.#reported) return;
    this.#reported = key;
    this.#options.onStatus(status);
  }
}
