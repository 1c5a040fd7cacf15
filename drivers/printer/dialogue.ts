import type { DeviceProblem } from '#contract/device.ts';
import { dleEot, PAPER_STATUS_FENCE, type StatusQuestion } from './escpos/commands.ts';
import { createStatusParser, describeStatus, type StatusEvent, type StatusParser, worstProblem } from './escpos/status.ts';
import type { PrinterModel } from './models.ts';

/** How long a printer may take to answer. A printer that never answered is asked once a connection, so only the first job waits for it. */
export interface AnswerLimits {
  /** DLE EOT, asked for the first time of a model whose answers are unverified. */
  readonly firstAnswerMs: number;
  /** DLE EOT, when the maker documents it or it was answered before. */
  readonly answerMs: number;
  /** GS r after the first document, when nobody knows whether it is answered. */
  readonly firstFenceMs: number;
  /** GS r after a document, when it is known to be answered: paper must run out at the slowest print speed. */
  readonly fenceMs: number;
  readonly fenceMsPerByte: number;
  /** Silence that ends the wait for answers to older fences. */
  readonly quietMs: number;
}

export const ANSWER_LIMITS: AnswerLimits = {
  firstAnswerMs: 800,
  answerMs: 2000,
  firstFenceMs: 5000,
  fenceMs: 15_000,
  fenceMsPerByte: 5,
  quietMs: 1500,
};

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
}

type Answerable = 'dle-eot' | 'gs-r';

interface Waiting {
  settle(event: StatusEvent | undefined): void;
}

/**
 * Questions and answers of one printer. It learns what the printer answers: silence counts until the wire is opened afresh, an answer counts for good.
 * One DLE EOT at a time, and never inside a document: the caller sees to both.
 */
export class PrinterDialogue {
  readonly #options: DialogueOptions;
  #parser: StatusParser = createStatusParser();
  readonly #waiting = new Map<Answerable, Waiting>();
  #answered: ReadonlySet<StatusQuestion> = new Set();
  #silent: ReadonlySet<StatusQuestion> = new Set();
  #fenceAnswered = false;
  #fenceSilent = false;
  /** Fences sent on this wire whose answers have not come: a late one must not confirm a later document. */
  #fencesOpen = 0;

  constructor(options: DialogueOptions) {
    this.#options = options;
  }

  /** The wire was opened: nothing said on the old wire counts, and what was silent may speak now, unless it is known to have the same silence. */
  connected({ sameSilence }: { readonly sameSilence: boolean }): void {
    this.#parser = createStatusParser();
    this.#fencesOpen = 0;
    if (sameSilence) return;
    this.#silent = new Set();
    this.#fenceSilent = false;
  }

  /** The wire is gone: nobody will answer. */
  disconnected(): void {
    for (const waiting of this.#waiting.values()) waiting.settle(undefined);
  }

  received(bytes: Uint8Array): void {
    for (const event of this.#parser.write(bytes)) this.#hear(event);
  }

  /** The printer is known to answer GS r, or may: a document can be confirmed. */
  get canConfirm(): boolean {
    return this.#options.isTwoWay() && this.#options.model.status.gsR !== 'none' && !this.#fenceSilent;
  }

  /** Silence after a document is telling: this printer answers GS r. */
  get mustConfirm(): boolean {
    return this.#fenceAnswered || this.#options.model.status.gsR === 'documented';
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

  async #ask(question: StatusQuestion): Promise<StatusEvent | undefined> {
    if (this.#silent.has(question)) return undefined;
    const { limits, model } = this.#options;
    const sure = this.#answered.has(question) || model.status.dleEot === 'documented';
    const event = await this.#exchange('dle-eot', dleEot(question), sure ? limits.answerMs : limits.firstAnswerMs);
    if (event) this.#answered = new Set([...this.#answered, question]);
    else if (!this.#answered.has(question)) this.#silent = new Set([...this.#silent, question]);
    return event;
  }

  /**
   * Answers to fences of earlier documents come first: waits for them, with one more fence to be sure that the printer still answers.
   * False when it does not.
   */
  async settleFences(): Promise<boolean> {
    if (this.#fencesOpen === 0) return true;
    let heard = false;
    let event = await this.#fence(this.#options.limits.answerMs);
    while (event) {
      heard = true;
      event = this.#fencesOpen > 0 ? await this.#expect('gs-r', this.#options.limits.quietMs) : undefined;
    }
    if (heard) this.#fencesOpen = 0;
    return heard;
  }

  /** Sends GS r 1 behind a document of this many bytes and waits for its answer. Rejects as send() does. */
  async confirm(documentBytes: number): Promise<boolean> {
    const { limits } = this.#options;
    const limitMs = this.mustConfirm ? limits.fenceMs + documentBytes * limits.fenceMsPerByte : limits.firstFenceMs;
    const event = await this.#fence(limitMs);
    if (event) return true;
    if (!this.mustConfirm) {
      this.#fenceSilent = true;
      this.#fencesOpen = 0;
    }
    return false;
  }

  async #fence(limitMs: number): Promise<StatusEvent | undefined> {
    this.#fencesOpen += 1;
    return this.#exchange('gs-r', Uint8Array.from(PAPER_STATUS_FENCE), limitMs);
  }

  async #exchange(type: Answerable, question: Uint8Array, limitMs: number): Promise<StatusEvent | undefined> {
    const answer = this.#expect(type, limitMs);
    try {
      await this.#options.send(question);
    } catch (cause) {
      this.#waiting.get(type)?.settle(undefined);
      throw cause;
    }
    return answer;
  }

  #expect(type: Answerable, limitMs: number): Promise<StatusEvent | undefined> {
    return new Promise((resolve) => {
      const tooLate = setTimeout(() => waiting.settle(undefined), limitMs);
      const waiting: Waiting = {
        settle: (event) => {
          clearTimeout(tooLate);
          if (this.#waiting.get(type) === waiting) this.#waiting.delete(type);
          resolve(event);
        },
      };
      this.#waiting.set(type, waiting);
    });
  }

  #hear(event: StatusEvent): void {
    if (event.type === 'gs-r') {
      this.#fenceAnswered = true;
      this.#fenceSilent = false;
      this.#fencesOpen = Math.max(0, this.#fencesOpen - 1);
    }
    if (event.type === 'asb') this.#options.onUnasked(describeStatus(event));
    else if (event.type !== 'block') this.#waiting.get(event.type)?.settle(event);
  }
}
