import { createPrinterLine, type PrinterLine, type WireSession } from './printer-line.ts';
import type { LinkStatus } from '../link.ts';
import type { Transport } from '../transport/transport.ts';

/** How long the operating system may take to take bytes, and a job to wait for the wire. */
export interface WireLimits {
  /** A job waits this long for a wire that is just opening, or that another till uses. */
  readonly readyMs: number;
  /** A document must be taken within this, plus `sendMsPerByte` (9600 baud needs 1.04). */
  readonly sendMs: number;
  readonly sendMsPerByte: number;
  /** The same for a question or a pulse. */
  readonly sendShortMs: number;
}

export const WIRE_LIMITS: WireLimits = { readyMs: 1500, sendMs: 20_000, sendMsPerByte: 3, sendShortMs: 3000 };

export interface PrinterWireOptions {
  readonly transport: Transport;
  readonly session: WireSession;
  readonly limits: WireLimits;
  readonly backOffMs?: readonly number[];
  onData(bytes: Uint8Array): void;
  /** State or problem of the wire changed, or neither. */
  onChange(): void;
  /** After every successful opening. */
  onReady(): void;
}

/** The wire of one printer as its users see it: one after another, each write within its limit, every byte counted. */
export class PrinterWire {
  readonly #options: PrinterWireOptions;
  readonly #line: PrinterLine;
  /** The last user; a pulse or a question waits only for the wire, not for paper. */
  #lastUse: Promise<unknown> = Promise.resolve();
  #waiters: (() => void)[] = [];
  #started = false;
  #bytesTaken = 0;
  /** A wire broke within a document: NULs owed before the next command. */
  #nulsOwed = 0;

  constructor(options: PrinterWireOptions) {
    this.#options = options;
    this.#line = createPrinterLine(options.session, {
      transport: options.transport,
      onData: (bytes) => options.onData(bytes),
      onChange: () => this.#changed(),
      onReady: () => this.#opened(),
      ...(options.backOffMs ? { backOffMs: options.backOffMs } : {}),
    });
  }

  get status(): LinkStatus {
    return this.#line.status;
  }

  get isOpen(): boolean {
    return this.#line.isOpen;
  }

  /** Bytes taken since the wire was opened. */
  get bytesTaken(): number {
    return this.#bytesTaken;
  }

  start(): void {
    this.#started = true;
    this.#line.start();
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#release();
    await this.#line.stop();
  }

  /** Runs a job while the wire is wanted open; that it opens the job must wait for, with ready(). */
  use<Result>(job: () => Promise<Result>): Promise<Result> {
    return this.#line.use(job);
  }

  /** One user of the bytes after another. */
  alone<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#lastUse.then(task);
    this.#lastUse = result.catch(() => {});
    return result;
  }

  /** True at once, or as soon as the wire is open within the limit. */
  async ready(): Promise<boolean> {
    if (this.isOpen || !this.#started) return this.isOpen;
    // A wire that waits for its next attempt tries at once: somebody wants to print.
    this.#line.hurry();
    const waiter = Promise.withResolvers<void>();
    this.#waiters.push(waiter.resolve);
    const timer = setTimeout(waiter.resolve, this.#options.limits.readyMs);
    await waiter.promise;
    clearTimeout(timer);
    this.#waiters = this.#waiters.filter((resolve) => resolve !== waiter.resolve);
    return this.isOpen;
  }

  sendShort(bytes: Uint8Array): Promise<void> {
    return this.#send(bytes, this.#options.limits.sendShortMs);
  }

  sendDocument(bytes: Uint8Array): Promise<void> {
    const { sendMs, sendMsPerByte } = this.#options.limits;
    return this.#send(bytes, sendMs + bytes.length * sendMsPerByte);
  }

  /** A document broke off: the printer may wait for this many bytes of a command. */
  oweNuls(count: number): void {
    this.#nulsOwed = count;
  }

  /** NULs are ignored as text and fill a command that was begun. */
  async payNuls(): Promise<void> {
    if (this.#nulsOwed === 0) return;
    await this.#send(new Uint8Array(this.#nulsOwed), this.#options.limits.sendMs);
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
      if (cause instanceof SendTimeout) {
        sending.catch(() => {});
        void this.#line.reopen();
      }
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }

  #opened(): void {
    this.#bytesTaken = 0;
    this.#release();
    this.#options.onReady();
  }

  #changed(): void {
    // Nothing is gained by waiting longer for a wire that was just refused; a printer other tills use is merely busy.
    if (this.#options.session === 'held' && this.#line.status.state === 'lost') this.#release();
    this.#options.onChange();
  }

  #release(): void {
    for (const resolve of this.#waiters) resolve();
  }
}

class SendTimeout extends Error {}
