import type { DeviceProblem, PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { LinkStatus } from '../link.ts';
import { TransportError, type Transport } from '../transport/transport.ts';
import { ANSWER_LIMITS, type AnswerLimits, PrinterDialogue } from './dialogue.ts';
import { encodeDocument, encodeDrawerPulse } from './escpos/encode.ts';
import { longestCommandBytes } from './escpos/longest-command.ts';
import { worstProblem } from './escpos/status.ts';
import type { PrinterModel } from './models.ts';
import { createPrinterLine, type PrinterLine, type WireSession } from './printer-line.ts';

/** Every wait of a printer, in milliseconds. */
export interface PrinterLimits extends AnswerLimits {
  /** A job waits this long for a wire that is just opening, or that another till uses. */
  readonly readyMs: number;
  /** The operating system must take a document within this, plus `sendMsPerByte` (9600 baud needs 1.04). */
  readonly sendMs: number;
  readonly sendMsPerByte: number;
  /** The same for a question or a pulse. */
  readonly sendShortMs: number;
  /** Between looks at the status of an idle printer. */
  readonly heartbeatMs: number;
  /** The same while something is wrong or a document is being printed: a person is waiting. */
  readonly troubleHeartbeatMs: number;
}

export const PRINTER_LIMITS: PrinterLimits = {
  ...ANSWER_LIMITS,
  readyMs: 1500,
  sendMs: 20_000,
  sendMsPerByte: 3,
  sendShortMs: 3000,
  heartbeatMs: 10_000,
  troubleHeartbeatMs: 2000,
};

/** A receipt printer that stopped answering is offline after this many unanswered heartbeats. */
const MISSED_HEARTBEATS = 2;
/** With these a document is not begun: not one byte leaves, and the job may be repeated by itself when the printer is well again. */
const BLOCKING: readonly DeviceProblem[] = ['paper_out', 'cover_open', 'cutter'];

export interface PosPrinterOptions {
  readonly id: string;
  readonly model: PrinterModel;
  readonly transport: Transport;
  /** `held` when left out. With `job` the status is known only while something is printed. */
  readonly session?: WireSession;
  /** Called when state or problem changes; a printer that is well again shows problem `none` or `paper_near_end` here. */
  onStatus(status: LinkStatus): void;
  readonly backOffMs?: readonly number[];
  readonly limits?: Partial<PrinterLimits>;
}

/** A receipt printer (UnifiedPOS POSPrinter) with the drawer on its connector. */
export interface PosPrinter {
  readonly id: string;
  /** `statistics.outputs` counts documents and pulses. */
  readonly status: LinkStatus;
  start(): void;
  /** Jobs not begun fail, a document on its way becomes `unknown`. */
  stop(): Promise<void>;
  /** Documents print strictly in the order of the calls. Never rejects. */
  print(document: PrintDocument): Promise<PrintOutcome>;
  /** Pulses the drawer before or after a document, never within it. True when the wire took the pulse. Never rejects. */
  openDrawer(pin: 2 | 5): Promise<boolean>;
}

/** Drives one printer over one wire: waits, checks, sends, and finds out whether it printed. */
export function createPosPrinter(options: PosPrinterOptions): PosPrinter {
  return new SerialisedPrinter(options);
}

type Sent = { readonly whole: true } | { readonly whole: false; readonly outcome: PrintOutcome };

class SerialisedPrinter implements PosPrinter {
  readonly id: string;
  readonly #model: PrinterModel;
  readonly #limits: PrinterLimits;
  readonly #session: WireSession;
  readonly #line: PrinterLine;
  readonly #dialogue: PrinterDialogue;
  readonly #onStatus: (status: LinkStatus) => void;
  /** The last document; the next one begins when its outcome is known. */
  #jobs: Promise<unknown> = Promise.resolve();
  /** The last bytes; a pulse or a question waits only for the wire, not for paper. */
  #wire: Promise<unknown> = Promise.resolve();
  #readyWaiters: (() => void)[] = [];
  #started = false;
  #problem: DeviceProblem = 'none';
  #reported = '';
  #bytesTaken = 0;
  #outputs = 0;
  #missed = 0;
  #printing = false;
  /** The last document came through, so what the printer does not answer it will not answer in the next session either. */
  #provenSilence = false;
  /** A wire broke within a document: NULs owed before the next command. */
  #nulsOwed = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(options: PosPrinterOptions) {
    this.id = options.id;
    this.#model = options.model;
    this.#limits = { ...PRINTER_LIMITS, ...options.limits };
    this.#onStatus = options.onStatus;
    this.#session = options.session ?? 'held';
    this.#line = createPrinterLine(this.#session, {
      transport: options.transport,
      onData: (bytes) => this.#dialogue.received(bytes),
      onChange: () => this.#linkChanged(),
      onReady: () => this.#connected(),
      ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
    });
    this.#dialogue = new PrinterDialogue({
      model: options.model,
      isTwoWay: () => options.transport.twoWay,
      limits: this.#limits,
      send: (question) => this.#send(question, this.#limits.sendShortMs),
      onUnasked: (problem) => this.#setProblem(problem),
    });
  }

  get status(): LinkStatus {
    const { state, problem, statistics } = this.#line.status;
    return { state, problem: problem === 'none' ? this.#problem : problem, statistics: { ...statistics, outputs: this.#outputs } };
  }

  start(): void {
    this.#started = true;
    this.#line.start();
    if (this.#session === 'job') void this.#line.use(() => this.#firstLook());
  }

  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#heartbeat);
    for (const resolve of this.#readyWaiters) resolve();
    await this.#line.stop();
  }

  print(document: PrintDocument): Promise<PrintOutcome> {
    const outcome = this.#jobs.then(() => this.#line.use(() => this.#printNext(document)));
    // One document that went wrong must not hold back the next.
    this.#jobs = outcome.catch(() => {});
    return outcome;
  }

  openDrawer(pin: 2 | 5): Promise<boolean> {
    return this.#line.use(() => this.#pulse(pin));
  }

  async #pulse(pin: 2 | 5): Promise<boolean> {
    if (!(await this.#ready())) return false;
    try {
      await this.#onWire(async () => {
        await this.#payNuls();
        await this.#send(encodeDrawerPulse(pin), this.#limits.sendShortMs);
      });
    } catch {
      return false;
    }
    this.#outputs += 1;
    return true;
  }

  async #printNext(document: PrintDocument): Promise<PrintOutcome> {
    if (!(await this.#ready())) return failed(this.#line.status.problem);
    const bytes = encodeDocument(document, this.#model);
    this.#printing = true;
    try {
      const sent = await this.#onWire(() => this.#transmit(bytes));
      const outcome = sent.whole ? await this.#confirmed(bytes) : sent.outcome;
      this.#provenSilence = outcome.result === 'printed' || outcome.result === 'sent';
      if (this.#provenSilence) this.#outputs += 1;
      return outcome;
    } finally {
      this.#printing = false;
    }
  }

  /** Asks how the printer is and sends the document; nothing else goes over the wire meanwhile. */
  async #transmit(bytes: Uint8Array): Promise<Sent> {
    /** Bytes the wire had taken when the document began; beyond every count until it does. */
    let takenBefore = Number.POSITIVE_INFINITY;
    try {
      const blocking = await this.#preflight();
      if (blocking) {
        this.#beat(this.#limits.troubleHeartbeatMs);
        return { whole: false, outcome: failed(blocking) };
      }
      await this.#payNuls();
      takenBefore = this.#bytesTaken;
      await this.#send(bytes, this.#limits.sendMs + bytes.length * this.#limits.sendMsPerByte);
      return { whole: true };
    } catch (cause) {
      const begun = bytesBegun(cause, takenBefore, bytes.length);
      if (begun === 0) return { whole: false, outcome: failed(problemOf(cause)) };
      this.#nulsOwed = longestCommandBytes(bytes, this.#model);
      return { whole: false, outcome: { result: 'unknown', problem: problemOf(cause), bytes: begun } };
    }
  }

  async #preflight(): Promise<DeviceProblem | undefined> {
    const { heard, problem } = await this.#dialogue.checkUp();
    this.#setProblem(problem);
    if (BLOCKING.includes(problem) || (!heard && problem === 'offline')) return problem;
    return (await this.#dialogue.settleFences()) ? undefined : 'offline';
  }

  /** Waits for the printer's word that the document was worked off; drawer pulses and questions may use the wire meanwhile. */
  async #confirmed(bytes: Uint8Array): Promise<PrintOutcome> {
    const outcome = (result: PrintOutcome['result'], problem: DeviceProblem): PrintOutcome => ({ result, problem, bytes: bytes.length });
    if (!this.#dialogue.canConfirm) return outcome('sent', this.#problem);
    this.#beat(this.#limits.troubleHeartbeatMs);
    try {
      if (await this.#dialogue.confirm(bytes.length)) return outcome('printed', this.#problem);
      if (this.#dialogue.mustConfirm || !this.#isReady()) return outcome('unknown', worstProblem([this.status.problem, 'offline']));
      const { heard, problem } = await this.#onWire(() => this.#dialogue.checkUp());
      this.#setProblem(problem);
      return outcome(BLOCKING.includes(problem) || (!heard && problem === 'offline') ? 'unknown' : 'sent', problem);
    } catch (cause) {
      return outcome('unknown', problemOf(cause));
    } finally {
      this.#beat(this.#nextBeatMs());
    }
  }

  async #payNuls(): Promise<void> {
    if (this.#nulsOwed === 0) return;
    await this.#send(new Uint8Array(this.#nulsOwed), this.#limits.sendMs);
    this.#nulsOwed = 0;
  }

  /** A wire that takes no bytes for too long is opened afresh, so that what it still holds does not print later as a surprise. */
  async #send(bytes: Uint8Array, limitMs: number): Promise<void> {
    const sending = this.#line.send(bytes);
    const tooLate = Promise.withResolvers<never>();
    const timer = setTimeout(() => tooLate.reject(new SendTimeout()), limitMs);
    try {
      await Promise.race([sending, tooLate.promise]);
      this.#bytesTaken += bytes.length;
    } catch (cause) {
      if (cause instanceof SendTimeout) void this.#reopen(sending);
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }

  async #reopen(stuck: Promise<void>): Promise<void> {
    stuck.catch(() => {});
    await this.#line.reopen();
  }

  /** One user of the wire after another. */
  #onWire<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#wire.then(task);
    this.#wire = result.catch(() => {});
    return result;
  }

  #isReady(): boolean {
    return this.#line.isOpen;
  }

  /** True at once, or as soon as the wire is ready within the limit. */
  async #ready(): Promise<boolean> {
    if (this.#isReady() || !this.#started) return this.#isReady();
    // A wire that waits for its next attempt tries at once: somebody wants to print.
    this.#line.hurry();
    const waiter = Promise.withResolvers<void>();
    this.#readyWaiters.push(waiter.resolve);
    const timer = setTimeout(waiter.resolve, this.#limits.readyMs);
    await waiter.promise;
    clearTimeout(timer);
    this.#readyWaiters = this.#readyWaiters.filter((resolve) => resolve !== waiter.resolve);
    return this.#isReady();
  }

  #connected(): void {
    this.#bytesTaken = 0;
    this.#missed = 0;
    if (this.#session === 'held') this.#problem = 'none';
    this.#dialogue.connected({ sameSilence: this.#session === 'job' && this.#provenSilence });
    for (const resolve of this.#readyWaiters) resolve();
    this.#report();
    void this.#onWire(() => this.#look());
  }

  #linkChanged(): void {
    if (!this.#isReady()) {
      clearTimeout(this.#heartbeat);
      this.#dialogue.disconnected();
    }
    // Nothing is gained by waiting longer for a wire that was just refused; a printer other tills use is merely busy.
    if (this.#session === 'held' && this.#line.status.state === 'lost') for (const resolve of this.#readyWaiters) resolve();
    this.#report();
  }

  /** Holds a wire of session `job` until the look that follows a connection is done. */
  async #firstLook(): Promise<void> {
    await this.#ready();
    await this.#wire;
  }

  /** One heartbeat. The next one is due after the answer, never on top of it; a mute printer is left in peace. */
  async #look(): Promise<void> {
    try {
      const { heard, problem } = await this.#dialogue.checkUp();
      if (!heard && problem === 'none') return;
      this.#missed = heard ? 0 : this.#missed + 1;
      if (heard || this.#missed >= MISSED_HEARTBEATS) this.#setProblem(problem);
      this.#beat(this.#nextBeatMs());
    } catch {
      // The wire broke while asking: the link reports that and tries again.
    }
  }

  #beat(afterMs: number): void {
    clearTimeout(this.#heartbeat);
    if (!this.#isReady()) return;
    this.#heartbeat = setTimeout(() => void this.#onWire(() => this.#look()), afterMs);
    this.#heartbeat.unref();
  }

  #nextBeatMs(): number {
    const calm = !this.#printing && this.#missed === 0 && (this.#problem === 'none' || this.#problem === 'paper_near_end');
    return calm ? this.#limits.heartbeatMs : this.#limits.troubleHeartbeatMs;
  }

  #setProblem(problem: DeviceProblem): void {
    this.#problem = problem;
    this.#report();
  }

  #report(): void {
    const { status } = this;
    const key = `${status.state} ${status.problem}`;
    if (key === this.#reported) return;
    this.#reported = key;
    this.#onStatus(status);
  }
}

class SendTimeout extends Error {}

function failed(problem: DeviceProblem): PrintOutcome {
  return { result: 'failed', problem: problem === 'none' ? 'offline' : problem, bytes: 0 };
}

function problemOf(cause: unknown): DeviceProblem {
  return cause instanceof TransportError ? cause.fault : 'offline';
}

/** Document bytes that certainly or possibly left. Whatever is not a transport's own account counts as all of them. */
function bytesBegun(cause: unknown, takenBefore: number, documentBytes: number): number {
  if (takenBefore === Number.POSITIVE_INFINITY) return 0;
  if (!(cause instanceof TransportError)) return documentBytes;
  return Math.min(documentBytes, Math.max(0, cause.bytesSent - takenBefore));
}
