import { runProgram, type ProgramCall, type ProgramEnd } from './run-program.ts';
import { cups } from './spooler-cups.ts';
import { winspool } from './spooler-windows.ts';
import { TransportError, type Transport, type TransportFault, type TransportListener } from './transport.ts';
import { within } from './within.ts';

/** What a print system said of a queue or a job. `nothing`: not one byte of the job was taken. `unclear`: part of it, or all, may print. */
export type SpoolAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: TransportFault; readonly said: string; readonly taken: 'nothing' | 'unclear' };

/** How one operating system's print queues are spoken to: calls and answers as values. */
export interface PrintSystem {
  /** Asks whether the queue exists, is enabled and takes jobs. */
  check(queue: string): Omit<ProgramCall, 'input' | 'limitMs'>;
  readCheck(queue: string, end: ProgramEnd): SpoolAnswer;
  /** Puts its input into the queue as one raw job. */
  submit(queue: string): Omit<ProgramCall, 'input' | 'limitMs'>;
  readSubmit(end: ProgramEnd): SpoolAnswer;
  /** Asks for the names of all queues, one a line. */
  list(): Omit<ProgramCall, 'input' | 'limitMs'>;
}

export interface SpoolerOptions {
  /** The queue's name in the operating system. */
  readonly queue: string;
  readonly system?: PrintSystem;
}

const CHECK_MS = 10_000;
const SUBMIT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 3000;
const MAX_QUEUES = 100;

/** Names of up to 114 characters, so that "queue NAME" fits a device row; none can be taken for an option or hold a control character. */
export function isQueueName(queue: string): boolean {
  return /^[^\p{C}\s-][^\p{C}]{0,113}$/u.test(queue);
}

/**
 * The print queue of the operating system, for printers that only its driver can reach. Every write is one raw job, and the queue is
 * asked before each: a stopped queue gets none, so that nothing prints later as a surprise. One-way: what the printer did is never known.
 */
export function createSpoolerTransport(options: SpoolerOptions): Transport {
  const system = options.system ?? thisPrintSystem();
  return new SpoolerTransport(options.queue, system);
}

/** The print queues of this machine. Rejects with TransportError, and its remedy where a program is missing. */
export async function listPrintQueues(signal: AbortSignal, system: PrintSystem = thisPrintSystem()): Promise<readonly string[]> {
  const end = await run({ ...system.list(), input: new Uint8Array(), limitMs: CHECK_MS }, system, signal, 'print queues');
  return end.output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => isQueueName(line))
    .slice(0, MAX_QUEUES);
}

const thisPrintSystem = (): PrintSystem => (process.platform === 'win32' ? winspool : cups);

async function run(call: ProgramCall, system: PrintSystem, signal: AbortSignal, what: string, bytesSent = 0): Promise<ProgramEnd> {
  try {
    return await runProgram(call, signal);
  } catch (cause) {
    const said = `${what}: ${call.program} could not be started (${cause instanceof Error ? cause.message : String(cause)})`;
    const remedy = { code: 'install_package', details: { program: call.program, package: 'cups-client' } } as const;
    throw new TransportError('not_found', said, bytesSent, system === cups ? remedy : undefined);
  }
}

class SpoolerTransport implements Transport {
  readonly wiring: string;
  readonly twoWay = false;
  readonly #queue: string;
  readonly #system: PrintSystem;
  #session: AbortController | undefined;
  #lastJob: Promise<void> = Promise.resolve();
  #bytesSent = 0;

  constructor(queue: string, system: PrintSystem) {
    this.#queue = queue;
    this.#system = system;
    this.wiring = `queue ${queue}`;
  }

  /** There is no connection to hold: open means that the queue would take a job. */
  async open(_listener: TransportListener): Promise<void> {
    if (this.#session) throw new TransportError('in_use', `${this.wiring} is open already`);
    const session = new AbortController();
    this.#session = session;
    this.#bytesSent = 0;
    this.#lastJob = Promise.resolve();
    try {
      await this.#check(session.signal);
    } catch (cause) {
      if (this.#session === session) this.#session = undefined;
      throw cause;
    }
  }

  write(bytes: Uint8Array): Promise<void> {
    const session = this.#session;
    const input = new Uint8Array(bytes);
    const written = this.#lastJob.then(async () => {
      if (!session || this.#session !== session) throw this.#error('offline', 'is not open');
      await this.#check(session.signal);
      await this.#submit(input, session.signal);
    });
    this.#lastJob = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await within(CLOSE_TIMEOUT_MS, this.#lastJob);
    session?.abort();
  }

  async #check(signal: AbortSignal): Promise<void> {
    const call = { ...this.#system.check(this.#queue), input: new Uint8Array(), limitMs: CHECK_MS };
    const answer = this.#system.readCheck(this.#queue, await this.#run(call, signal));
    if (!answer.ok) throw this.#error(answer.fault, answer.said);
  }

  async #submit(input: Uint8Array, signal: AbortSignal): Promise<void> {
    const end = await this.#run({ ...this.#system.submit(this.#queue), input, limitMs: SUBMIT_MS }, signal);
    const answer = this.#system.readSubmit(end);
    if (answer.ok || answer.taken === 'unclear') this.#bytesSent += input.length;
    if (!answer.ok) throw this.#error(answer.fault, answer.said);
  }

  #run(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
    return run(call, this.#system, signal, this.wiring, this.#bytesSent);
  }

  #error(fault: TransportFault, said: string): TransportError {
    return new TransportError(fault, `${this.wiring}: ${said}`, this.#bytesSent);
  }
}
