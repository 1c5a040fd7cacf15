import { createLink, type Link, type LinkOptions, type LinkStatus } from '../link.ts';

/** When a printer's wire is open: `held` all the time, or for each `job` only, so that other tills can print in between. */
export type WireSession = 'held' | 'job';

/** The wire of one printer, opened and closed as its session says. */
export interface PrinterLine {
  /** With session `job` between two jobs: `ready` when the last one found the printer, `lost` when it did not. */
  readonly status: LinkStatus;
  /** Bytes can be sent now. */
  readonly isOpen: boolean;
  start(): void;
  stop(): Promise<void>;
  /** Runs the task while the wire is wanted open; that it opens the task must wait for. */
  use<Result>(task: () => Promise<Result>): Promise<Result>;
  /** A wire that waits for its next attempt tries at once. */
  hurry(): void;
  /** As Link.send. */
  send(bytes: Uint8Array): Promise<void>;
  /** Closes the wire with what it could not deliver, and opens it again where it is still wanted. */
  reopen(): Promise<void>;
}

/** A line over one transport. `onChange` is called when its state or problem changed, and sometimes when neither did. */
export function createPrinterLine(session: WireSession, options: LinkOptions): PrinterLine {
  return session === 'held' ? new HeldLine(options) : new JobLine(options);
}

class HeldLine implements PrinterLine {
  readonly #link: Link;
  #started = false;

  constructor(options: LinkOptions) {
    this.#link = createLink(options);
  }

  get status(): LinkStatus {
    return this.#link.status;
  }

  get isOpen(): boolean {
    return this.#link.status.state === 'ready';
  }

  start(): void {
    this.#started = true;
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#started = false;
    await this.#link.stop();
  }

  use<Result>(task: () => Promise<Result>): Promise<Result> {
    return task();
  }

  hurry(): void {
    this.#link.start();
  }

  send(bytes: Uint8Array): Promise<void> {
    return this.#link.send(bytes);
  }

  async reopen(): Promise<void> {
    await this.#link.stop();
    if (this.#started) this.#link.start();
  }
}

class JobLine implements PrinterLine {
  readonly #options: LinkOptions;
  readonly #link: Link;
  #started = false;
  #users = 0;
  #open = false;
  #shown: Pick<LinkStatus, 'state' | 'problem'> = { state: 'closed', problem: 'none' };
  /** The end of the last session; the next one begins after it. */
  #closed: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#link = createLink({ ...options, onChange: (status) => this.#linkChanged(status) });
  }

  get status(): LinkStatus {
    return { ...this.#link.status, ...this.#shown };
  }

  get isOpen(): boolean {
    return this.#open;
  }

  start(): void {
    this.#started = true;
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#close();
    this.#show({ state: 'closed', problem: 'none' });
    await this.#closed;
  }

  async use<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#users += 1;
    try {
      await this.#closed;
      this.hurry();
      return await task();
    } finally {
      this.#users -= 1;
      if (this.#users === 0 && this.#started) this.#endSession();
    }
  }

  hurry(): void {
    if (this.#started && this.#users > 0) this.#link.start();
  }

  send(bytes: Uint8Array): Promise<void> {
    return this.#link.send(bytes);
  }

  async reopen(): Promise<void> {
    this.#close();
    await this.#closed;
    this.hurry();
  }

  /** Only a session that lasted says `ready`: some printers accept a second till and hang up on it at once. */
  #endSession(): void {
    if (this.#open) this.#show({ state: 'ready', problem: 'none' });
    else if (this.#shown.state !== 'lost') {
      this.#show({ state: 'lost', problem: this.#shown.state === 'ready' ? 'offline' : 'unreachable' });
    }
    this.#close();
  }

  #close(): void {
    this.#open = false;
    this.#closed = this.#link.stop();
  }

  #linkChanged({ state, problem }: LinkStatus): void {
    this.#open = state === 'ready';
    if (state === 'lost') this.#show({ state, problem });
    else this.#options.onChange(this.status);
  }

  #show(shown: Pick<LinkStatus, 'state' | 'problem'>): void {
    this.#shown = shown;
    this.#options.onChange(this.status);
  }
}
