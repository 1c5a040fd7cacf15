import type { DeviceProblem, DeviceState, DeviceStatistics } from '#contract/device.ts';
import { TransportError, type Transport, type TransportFault } from './transport/transport.ts';

/** Waits between attempts to open a lost wire; the last one repeats for ever. */
export const BACK_OFF_MS: readonly number[] = [1000, 2000, 5000, 10_000];

export interface LinkStatus {
  readonly state: DeviceState;
  /** Why the wire is not ready; kept through the next attempts and cleared once the wire is ready. */
  readonly problem: DeviceProblem;
  /** `outputs` counts sends that went through; a device that counts scans or documents puts its own number there. */
  readonly statistics: DeviceStatistics;
}

/** A wire that is kept open: closed → opening → ready → lost → back-off → opening, until stopped. */
export interface Link {
  readonly status: LinkStatus;
  /** Begins, or when the wire is not ready, makes the next attempt at once. Safe when the port does not exist yet. */
  start(): void;
  /** Delivers what was sent (the transport bounds that), closes, and ends in `closed`. */
  stop(): Promise<void>;
  /** Resolves when the operating system took the bytes. Rejects with TransportError, `bytesSent` 0 when the wire was not ready. */
  send(bytes: Uint8Array): Promise<void>;
}

export interface LinkOptions {
  readonly transport: Transport;
  onData(bytes: Uint8Array): void;
  /** Called when state or problem changes, never for statistics alone. */
  onChange(status: LinkStatus): void;
  /** Called after every successful opening, first and again. */
  onReady?(): void;
  readonly backOffMs?: readonly number[];
}

/** Keeps one transport open for one device, so that plugging in later or again just works. */
export function createLink(options: LinkOptions): Link {
  return new KeptOpen(options);
}

/** What lasts from start() to stop(). */
interface Session {
  stopped: boolean;
  ready: boolean;
  /** Ends the present back-off, or skips the next one. */
  wake: () => void;
  /** Ends the wait of a ready session. */
  lose: (error: TransportError | undefined) => void;
}

class KeptOpen implements Link {
  readonly #options: LinkOptions;
  readonly #backOffMs: readonly number[];
  readonly #statistics: DeviceStatistics = { outputs: 0, bytes: 0, errors: 0, lastSeenMs: null };
  #state: DeviceState = 'closed';
  #problem: DeviceProblem = 'none';
  #fault: TransportFault = 'offline';
  #session: Session | undefined;
  /** The end of the last session; the next one begins after it, so that a port is never opened twice. */
  #ended: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#backOffMs = options.backOffMs ?? BACK_OFF_MS;
  }

  get status(): LinkStatus {
    return { state: this.#state, problem: this.#problem, statistics: { ...this.#statistics } };
  }

  start(): void {
    if (this.#session) {
      if (!this.#session.ready) this.#session.wake();
      return;
    }
    const session: Session = { stopped: false, ready: false, wake() {}, lose() {} };
    this.#session = session;
    this.#ended = this.#ended.then(() => this.#run(session));
  }

  async stop(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session) {
      session.stopped = true;
      session.lose(undefined);
      session.wake();
    }
    await this.#ended;
  }

  async send(bytes: Uint8Array): Promise<void> {
    const session = this.#session;
    const { transport } = this.#options;
    if (!session?.ready) throw new TransportError(this.#fault, `${transport.wiring} is not ready`);
    try {
      await transport.write(bytes);
    } catch (cause) {
      const error = asTransportError(cause);
      if (session.ready) session.lose(error);
      throw error;
    }
    this.#statistics.outputs += 1;
    this.#count(bytes.length);
  }

  async #run(session: Session): Promise<void> {
    const { transport } = this.#options;
    let failures = 0;
    while (!session.stopped) {
      const hurried = Promise.withResolvers<void>();
      session.wake = hurried.resolve;
      this.#become('opening', this.#problem);
      const { error, opened } = await this.#holdOpen(session);
      if (session.stopped) break;
      if (opened) failures = 0;
      this.#statistics.errors += 1;
      this.#fault = error?.fault ?? 'offline';
      this.#become('lost', this.#fault);
      await transport.close();
      await backOff(this.#backOffMs[Math.min(failures, this.#backOffMs.length - 1)] ?? 0, hurried.promise);
      failures += 1;
    }
    await transport.close();
    this.#fault = 'offline';
    this.#become('closed', 'none');
  }

  /** Opens the wire and resolves when it is gone again, or when the session was stopped. */
  async #holdOpen(session: Session): Promise<{ readonly error?: TransportError | undefined; readonly opened: boolean }> {
    const gone = Promise.withResolvers<TransportError | undefined>();
    session.lose = gone.resolve;
    try {
      await this.#options.transport.open({ onData: (bytes) => this.#received(bytes), onLost: gone.resolve });
    } catch (cause) {
      return { error: asTransportError(cause), opened: false };
    }
    if (session.stopped) return { opened: true };
    session.ready = true;
    this.#become('ready', 'none');
    this.#options.onReady?.();
    const error = await gone.promise;
    session.ready = false;
    return { error, opened: true };
  }

  #received(bytes: Uint8Array): void {
    this.#count(bytes.length);
    this.#options.onData(bytes);
  }

  #count(bytes: number): void {
    this.#statistics.bytes += bytes;
    this.#statistics.lastSeenMs = Date.now();
  }

  #become(state: DeviceState, problem: DeviceProblem): void {
    if (this.#state === state && this.#problem === problem) return;
    this.#state = state;
    this.#problem = problem;
    this.#options.onChange(this.status);
  }
}

/** Waits that long, or until `hurried` resolves, which it may have done already. */
async function backOff(waitMs: number, hurried: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([waited, hurried]);
  clearTimeout(timer);
}

/** Anything a transport may throw, in its own terms; a stranger counts as `offline`. */
function asTransportError(cause: unknown): TransportError {
  if (cause instanceof TransportError) return cause;
  return new TransportError('offline', cause instanceof Error ? cause.message : String(cause));
}
