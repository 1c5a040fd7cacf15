import type { DeviceProblem } from '#contract/device.ts';
import type { CheckUp, PrinterDialogue } from './dialogue.ts';
import type { PrinterWire } from './printer-wire.ts';

export interface HeartbeatLimits {
  /** Between looks at the status of an idle printer. */
  readonly heartbeatMs: number;
  /** The same while something is wrong or a document is being printed: a person is waiting. */
  readonly troubleHeartbeatMs: number;
}

export const HEARTBEAT_LIMITS: HeartbeatLimits = { heartbeatMs: 10_000, troubleHeartbeatMs: 2000 };

/** A receipt printer that stopped answering is offline after this many unanswered heartbeats. */
const MISSED_HEARTBEATS = 2;

/** Knows how a printer is: asks it from time to time, more often when somebody waits, and hears what it says by itself. */
export class PrinterHealth {
  readonly #dialogue: PrinterDialogue;
  readonly #wire: PrinterWire;
  readonly #limits: HeartbeatLimits;
  readonly #onChange: () => void;
  #problem: DeviceProblem = 'none';
  #missed = 0;
  #printing = false;
  #heartbeat: NodeJS.Timeout | undefined;

  /** `onChange` is called after every look at the printer. */
  constructor(options: {
    readonly dialogue: PrinterDialogue;
    readonly wire: PrinterWire;
    readonly limits: HeartbeatLimits;
    readonly onChange: () => void;
  }) {
    this.#dialogue = options.dialogue;
    this.#wire = options.wire;
    this.#limits = options.limits;
    this.#onChange = options.onChange;
  }

  get problem(): DeviceProblem {
    return this.#problem;
  }

  /** A document is on its way to paper. */
  set printing(printing: boolean) {
    this.#printing = printing;
    this.beat();
  }

  /** A fresh wire: looks at once. `forget` drops what an earlier connection said. */
  connected({ forget }: { readonly forget: boolean }): void {
    this.#missed = 0;
    if (forget) this.#problem = 'none';
    void this.#wire.alone(() => this.#look(true));
  }

  stop(): void {
    clearTimeout(this.#heartbeat);
  }

  note(problem: DeviceProblem): void {
    this.#problem = problem;
    this.#onChange();
  }

  /** Asks now; the caller has the wire for itself. */
  async examine(): Promise<CheckUp> {
    const checkUp = await this.#dialogue.checkUp();
    this.note(checkUp.problem);
    return checkUp;
  }

  /** Has changes pushed again, which ESC @ of a document ended. A wire that breaks meanwhile is the link's to report. */
  watch(): void {
    void this.#wire.alone(() => this.#dialogue.watch()).catch(() => {});
  }

  /** Looks again after the usual time. */
  beat(): void {
    clearTimeout(this.#heartbeat);
    if (!this.#wire.isOpen) return;
    const calm = !this.#printing && this.#missed === 0 && (this.#problem === 'none' || this.#problem === 'paper_near_end');
    const afterMs = calm ? this.#limits.heartbeatMs : this.#limits.troubleHeartbeatMs;
    this.#heartbeat = setTimeout(() => void this.#wire.alone(() => this.#look(false)), afterMs);
    this.#heartbeat.unref();
  }

  /** One heartbeat. The next one is due after the answer, never on top of it; a mute printer is left in peace. */
  async #look(first: boolean): Promise<void> {
    try {
      const { heard, problem } = await this.#dialogue.checkUp();
      if (!heard && problem === 'none') return;
      this.#missed = heard ? 0 : this.#missed + 1;
      if (heard || this.#missed >= MISSED_HEARTBEATS) this.note(problem);
      if (first) await this.#dialogue.watch();
      this.beat();
    } catch {
      // The wire broke while asking: the link reports that and tries again.
    }
  }
}
