import { randomInt } from 'node:crypto';
import { describeStatus, echoes, type StatusEvent } from './escpos/status.ts';
import { MAX_PROCESS_ID, PAPER_STATUS_FENCE, processIdBytes, processIdRequest } from './escpos/status-commands.ts';
import type { PrinterModel } from './models.ts';

/** How long a printer may take to say that a document is worked off. What scales with the document does so for the slowest wire and head. */
export interface ConfirmationLimits {
  /** After the first document, when nobody knows whether anything is answered; plus 1.1 ms a byte, which is 9600 baud. */
  readonly firstFenceMs: number;
  readonly firstFenceMsPerByte: number;
  /** When an answer is known to come: paper must run out at the slowest print speed. */
  readonly fenceMs: number;
  readonly fenceMsPerByte: number;
  /** After the answer to GS r, for the echo of a printer whose maker documents one. */
  readonly echoMs: number;
  /** For a printer that answered nothing after a document to show that it lives. */
  readonly answerMs: number;
}

export const CONFIRMATION_LIMITS: Omit<ConfirmationLimits, 'answerMs'> = {
  firstFenceMs: 5000,
  firstFenceMsPerByte: 1.1,
  fenceMs: 15_000,
  fenceMsPerByte: 5,
  echoMs: 10_000,
};

/** `not_yet`: the time is up. `paper_end`: the printer is past the document and had no paper at its end. */
export type Confirmed = 'printed' | 'not_yet' | 'paper_end';

/** What is being waited for; at most one document at a time. */
interface Waiting {
  readonly id: Uint8Array | undefined;
  answersLeft: number;
  readonly limitMs: number;
  /** What the last fence said, when the echo is still awaited. */
  byFence: Confirmed;
  timer: NodeJS.Timeout | undefined;
  settle(confirmed: Confirmed): void;
}

/** Fences that are counted as unanswered, and ids whose echo is remembered. */
const MAX_OPEN = 64;

/**
 * Finds out whether a document is on paper. Two witnesses, the better one where there is a choice: the echo of a process id (GS ( H) comes when
 * printing is completed and names its document; the answer to GS r 1 comes in its turn, when the document was consumed, and names nothing. So an
 * unanswered fence keeps counting: a document behind n open fences needs n + 1 answers to n + 1 fences of its own.
 */
export class Confirmation {
  readonly #model: PrinterModel;
  readonly #limits: ConfirmationLimits;
  readonly #send: (bytes: Uint8Array) => Promise<void>;
  #waiting: Waiting | undefined;
  /** Told when an older fence is answered while nothing is waited for. */
  #olderAnswered: (() => void) | undefined;
  #fenceAnswered = false;
  #fenceSilent = false;
  #fencesOpen = 0;
  /** After the last document there was silence. */
  #unanswered = false;
  #echoHeard = false;
  #echoSilent = false;
  /** Begins anywhere, so that an echo meant for an earlier run of the station confirms nothing. */
  #lastId: number = randomInt(MAX_PROCESS_ID);
  #sentIds: readonly Uint8Array[] = [];

  constructor(options: { readonly model: PrinterModel; readonly limits: ConfirmationLimits; send(bytes: Uint8Array): Promise<void> }) {
    this.#model = options.model;
    this.#limits = options.limits;
    this.#send = options.send;
  }

  /** What was silent may speak on a new wire, and an echo sent for the old one confirms nothing there. */
  connected({ sameSilence }: { readonly sameSilence: boolean }): void {
    this.#sentIds = [];
    this.#fencesOpen = 0;
    this.#unanswered = false;
    if (sameSilence) return;
    this.#fenceSilent = false;
    this.#echoSilent = false;
  }

  /** Nothing will be answered on this wire any more. */
  disconnected(): void {
    this.#waiting?.settle('not_yet');
    this.#olderAnswered?.();
  }

  /** How far each witness is known. */
  get known(): { readonly gsR: 'answered' | 'silent' | 'open'; readonly processId: 'answered' | 'silent' | 'open' } {
    return {
      gsR: this.#fenceAnswered ? 'answered' : this.#fenceSilent ? 'silent' : 'open',
      processId: this.#echoHeard ? 'answered' : this.#echoSilent ? 'silent' : 'open',
    };
  }

  /** The printer is known to confirm documents, or may. */
  get isPossible(): boolean {
    return this.#asksFence || this.#asksEcho;
  }

  /** Silence after a document is telling: this printer confirms. */
  get isCertain(): boolean {
    const { gsR, processId } = this.#model.status;
    return this.#echoHeard || this.#fenceAnswered || gsR === 'documented' || (processId === 'documented' && !this.#echoSilent);
  }

  /** Before a document: a printer that was silent after the last one must show that it answers. */
  async settle(): Promise<boolean> {
    if (!this.#unanswered || this.#echoHeard || !this.#asksFence) return true;
    const answered = this.#olderAnswer(this.#limits.answerMs);
    await this.#send(Uint8Array.from(this.#openFences(1)));
    return answered;
  }

  /** Asks behind a document of this many bytes and waits. Rejects as send() does. */
  async confirm(documentBytes: number): Promise<Confirmed> {
    const limits = this.#limits;
    if (this.#sentIds.length > 0 && !this.#expectsEcho) this.#echoSilent = true;
    const id = this.#asksEcho ? this.#nextId() : undefined;
    const fences = this.#asksFence && !this.#echoHeard ? this.#fencesOpen + 1 : 0;
    const limitMs = this.isCertain
      ? limits.fenceMs + documentBytes * limits.fenceMsPerByte
      : limits.firstFenceMs + documentBytes * limits.firstFenceMsPerByte;
    const confirmed = this.#wait(id, fences, limitMs);
    try {
      const request = id ? processIdRequest(this.#lastId, { probing: !this.#expectsEcho }) : [];
      await this.#send(Uint8Array.from([...request, ...this.#openFences(fences)]));
    } catch (cause) {
      this.#waiting?.settle('not_yet');
      throw cause;
    }
    const result = await confirmed;
    if (result !== 'not_yet') return result;
    if (this.isCertain) this.#unanswered = true;
    else {
      this.#fenceSilent = true;
      this.#echoSilent = true;
      this.#fencesOpen = 0;
    }
    return result;
  }

  /** The printer itself says why it stands still: the wait begins again. */
  postpone(): void {
    if (this.#waiting) this.#restart(this.#waiting, this.#waiting.limitMs);
  }

  hear(event: StatusEvent): void {
    if (event.type === 'gs-r') this.#hearFence(event);
    else if (event.type === 'block') this.#hearEcho(event);
  }

  get #asksFence(): boolean {
    return this.#model.status.gsR !== 'none' && !this.#fenceSilent;
  }

  get #asksEcho(): boolean {
    return this.#model.status.processId !== 'none' && !this.#echoSilent;
  }

  /** A printer that never echoed yet, but whose maker says that it does. */
  get #expectsEcho(): boolean {
    return this.#echoHeard || (this.#model.status.processId === 'documented' && !this.#echoSilent);
  }

  #hearFence(event: StatusEvent): void {
    this.#fenceAnswered = true;
    this.#fenceSilent = false;
    this.#unanswered = false;
    this.#fencesOpen = Math.max(0, this.#fencesOpen - 1);
    const waiting = this.#waiting;
    if (!waiting) return this.#olderAnswered?.();
    waiting.answersLeft -= 1;
    if (waiting.answersLeft !== 0) return;
    waiting.byFence = describeStatus(event) === 'paper_out' ? 'paper_end' : 'printed';
    if (waiting.id && this.#expectsEcho) this.#restart(waiting, this.#limits.echoMs);
    else waiting.settle(waiting.byFence);
  }

  #hearEcho(event: StatusEvent): void {
    if (!this.#sentIds.some((id) => echoes(event, id))) return;
    this.#echoHeard = true;
    this.#echoSilent = false;
    const waiting = this.#waiting;
    if (waiting?.id && echoes(event, waiting.id)) waiting.settle('printed');
  }

  #nextId(): Uint8Array {
    this.#lastId = (this.#lastId % MAX_PROCESS_ID) + 1;
    const id = processIdBytes(this.#lastId);
    this.#sentIds = [...this.#sentIds, id].slice(-MAX_OPEN);
    return id;
  }

  #openFences(count: number): readonly number[] {
    this.#fencesOpen = Math.min(MAX_OPEN, this.#fencesOpen + count);
    return Array.from({ length: count }, () => PAPER_STATUS_FENCE).flat();
  }

  #olderAnswer(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const tooLate = setTimeout(() => answered(false), limitMs);
      const answered = (heard: boolean): void => {
        clearTimeout(tooLate);
        this.#olderAnswered = undefined;
        resolve(heard);
      };
      this.#olderAnswered = () => answered(true);
    });
  }

  #wait(id: Uint8Array | undefined, answersLeft: number, limitMs: number): Promise<Confirmed> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        id,
        answersLeft,
        limitMs,
        byFence: 'not_yet',
        timer: undefined,
        settle: (confirmed) => {
          clearTimeout(waiting.timer);
          this.#waiting = undefined;
          resolve(confirmed);
        },
      };
      this.#waiting = waiting;
      this.#restart(waiting, limitMs);
    });
  }

  #restart(waiting: Waiting, limitMs: number): void {
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.#tooLate(waiting), limitMs);
  }

  /** A printer that answered GS r and was never heard to echo does not echo, whatever its maker says: the fence is its word. */
  #tooLate(waiting: Waiting): void {
    if (waiting.byFence !== 'not_yet') this.#echoSilent = true;
    waiting.settle(waiting.byFence);
  }
}
