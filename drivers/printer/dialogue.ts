import type { AbilityKnown, DeviceProblem, PrinterCapabilities } from '#contract/device.ts';
import { Confirmation, CONFIRMATION_LIMITS, type ConfirmationLimits } from './confirmation.ts';
import { dleEot, ENABLE_ASB, type StatusQuestion } from './escpos/status-commands.ts';
import { createStatusParser, describeStatus, drawerLevel, type StatusEvent, type StatusParser, worstProblem } from './escpos/status.ts';
import type { PrinterModel } from './models.ts';

/** How long a printer may take to answer. A printer that never answered is asked once a connection, so only the first job waits for it. */
export interface AnswerLimits extends ConfirmationLimits {
  /** DLE EOT, asked for the first time of a model whose answers are unverified. */
  readonly firstAnswerMs: number;
  /** The same, when the maker documents it or it was answered before. */
  readonly answerMs: number;
}

export const ANSWER_LIMITS: AnswerLimits = { ...CONFIRMATION_LIMITS, firstAnswerMs: 800, answerMs: 2000 };

/** What asking for the status brought: `heard` false and problem `offline` when a printer that answered before is silent now. */
export interface CheckUp {
  readonly heard: boolean;
  readonly problem: DeviceProblem;
}

export interface DialogueOptions {
  readonly model: PrinterModel;
  /** False for one-way wires: nothing is asked. Some wires know only once they are open. */
  isTwoWay(): boolean;
  readonly limits: AnswerLimits;
  /** Rejects when the wire breaks or does not take a question in time. */
  send(question: Uint8Array): Promise<void>;
  /** A printer spoke without being asked (ASB). */
  onUnasked(problem: DeviceProblem): void;
  /** Pin 3 of the drawer connector is at another level than was last known. */
  onDrawerLevel(high: boolean): void;
}

/**
 * Questions and answers of one printer. It learns what the printer answers: silence counts until the wire is opened afresh, an answer counts for good.
 * One DLE EOT at a time, and never inside a document: the caller sees to both.
 */
export class PrinterDialogue {
  readonly confirmation: Confirmation;
  readonly #options: DialogueOptions;
  #parser: StatusParser = createStatusParser();
  /** Ends the wait for the answer to the present DLE EOT. */
  #settle: ((event: StatusEvent | undefined) => void) | undefined;
  #answered: ReadonlySet<StatusQuestion> = new Set();
  #silent: ReadonlySet<StatusQuestion> = new Set();
  #asbHeard = false;
  /** On this wire. */
  #asbAsked = false;
  #drawerHigh: boolean | undefined;

  constructor(options: DialogueOptions) {
    this.#options = options;
    this.confirmation = new Confirmation(options);
  }

  /** The wire was opened: nothing said on the old wire counts, and what was silent may speak now, unless it is known to have the same silence. */
  connected(silence: { readonly sameSilence: boolean }): void {
    this.#parser = createStatusParser();
    this.#drawerHigh = undefined;
    this.confirmation.connected(silence);
    if (silence.sameSilence) return;
    this.#silent = new Set();
    this.#asbAsked = false;
  }

  /** The wire is gone: nobody will answer. */
  disconnected(): void {
    this.#settle?.(undefined);
    this.confirmation.disconnected();
  }

  received(bytes: Uint8Array): void {
    for (const event of this.#parser.write(bytes)) this.#hear(event);
  }

  /** A document can be confirmed over this wire, or may. */
  get canConfirm(): boolean {
    return this.#options.isTwoWay() && this.confirmation.isPossible;
  }

  /** What this printer tells about itself, and how that is known. */
  get capabilities(): PrinterCapabilities {
    const { status } = this.#options.model;
    const { gsR, processId } = this.confirmation.known;
    const asb = this.#asbHeard ? 'answered' : this.#asbAsked ? 'silent' : 'open';
    const dleEotHeard = this.#answered.size > 0 ? 'answered' : this.#silent.size > 0 ? 'silent' : 'open';
    return {
      dleEot: known(status.dleEot, dleEotHeard),
      asb: known(status.asb, asb),
      gsR: known(status.gsR, gsR),
      processId: known(status.processId, processId),
    };
  }

  /** Asks DLE EOT 1, 2 and 4, and 3 when the printer is offline for no reason given. Questions nobody answered are not asked again. */
  async checkUp(): Promise<CheckUp> {
    const { model } = this.#options;
    if (!this.#options.isTwoWay() || model.status.dleEot === 'none') return { heard: false, problem: 'none' };
    const problems: DeviceProblem[] = [];
    let heard = false;
    for (const question of [1, 2, 4] as const) {
      const event = await this.#ask(question);
      if (event) {
        heard = true;
        problems.push(describeStatus(event, question));
      } else if (this.#answered.has(question)) return { heard: false, problem: 'offline' };
      else if (question === 1) return { heard: false, problem: 'none' };
    }
    if (worstProblem(problems) === 'offline') {
      const event = await this.#ask(3);
      if (event) problems.push(describeStatus(event, 3));
    }
    return { heard, problem: worstProblem(problems) };
  }

  /**
   * Has status pushed from now on, where the printer answers DLE EOT at all: ESC @ at the head of a document ended it. Enabling brings one frame at once;
   * nobody waits for it, and a printer that sent none is not asked again on this wire.
   */
  async watch(): Promise<void> {
    const { asb } = this.#options.model.status;
    if (!this.#options.isTwoWay() || asb === 'none' || this.#answered.size === 0 || (this.#asbAsked && !this.#asbHeard)) return;
    this.#asbAsked = true;
    await this.#options.send(Uint8Array.from(ENABLE_ASB));
  }

  async #ask(question: StatusQuestion): Promise<StatusEvent | undefined> {
    if (this.#silent.has(question)) return undefined;
    const { limits, model } = this.#options;
    const sure = this.#answered.has(question) || model.status.dleEot === 'documented';
    const event = await this.#exchange(dleEot(question), sure ? limits.answerMs : limits.firstAnswerMs);
    if (event) {
      this.#answered = new Set([...this.#answered, question]);
      this.#noteDrawer(drawerLevel(event, question));
    } else if (!this.#answered.has(question)) this.#silent = new Set([...this.#silent, question]);
    return event;
  }

  async #exchange(question: Uint8Array, limitMs: number): Promise<StatusEvent | undefined> {
    const answer = Promise.withResolvers<StatusEvent | undefined>();
    const tooLate = setTimeout(() => answer.resolve(undefined), limitMs);
    this.#settle = answer.resolve;
    try {
      await this.#options.send(question);
      return await answer.promise;
    } finally {
      clearTimeout(tooLate);
      this.#settle = undefined;
    }
  }

  #hear(event: StatusEvent): void {
    if (event.type === 'gs-r' || event.type === 'block') return this.confirmation.hear(event);
    if (event.type === 'dle-eot') return this.#settle?.(event);
    this.#asbHeard = true;
    this.#noteDrawer(drawerLevel(event));
    this.#options.onUnasked(describeStatus(event));
  }

  #noteDrawer(high: boolean | undefined): void {
    if (high === undefined || high === this.#drawerHigh) return;
    this.#drawerHigh = high;
    this.#options.onDrawerLevel(high);
  }
}

function known(byModel: 'documented' | 'unverified' | 'none', heard: 'answered' | 'silent' | 'open'): AbilityKnown {
  if (byModel === 'none') return 'none';
  if (heard === 'open') return byModel;
  return heard === 'silent' ? 'silent' : byModel === 'documented' ? 'documented' : 'probed';
}
