import type { CheckUp } from '../printer/dialogue.ts';
import type { LabelLayout } from './layout.ts';

/** Every wait for the printer's word, in milliseconds. */
export interface LabelAnswerLimits {
  /** An answer to a question, for the first time and once it is known to come. */
  readonly firstAnswerMs: number;
  readonly answerMs: number;
  /** Between two questions while a label is being printed. */
  readonly pollMs: number;
  /** A printer that has not begun a label by then does not tell that it prints. */
  readonly beginMs: number;
  /** The longest label at the slowest speed. */
  readonly labelMs: number;
}

export const LABEL_ANSWER_LIMITS: LabelAnswerLimits = { firstAnswerMs: 800, answerMs: 2000, pollMs: 50, beginMs: 1200, labelMs: 20_000 };

/** Questions and answers of one label printer. Asks one thing at a time, and never inside a label: the caller sees to that. */
export interface LabelDialogue {
  /** The wire was opened: nothing said on the old one counts. */
  connected(): void;
  /** The wire is gone: nobody will answer. */
  disconnected(): void;
  received(bytes: Uint8Array): void;
  checkUp(): Promise<CheckUp>;
  /** What became of a label of that many bytes that the wire has just taken. Rejects when the wire breaks. */
  confirm(labelBytes: number): Promise<'printed' | 'sent' | 'unknown'>;
}

export interface LabelDialogueOptions {
  isTwoWay(): boolean;
  readonly limits: LabelAnswerLimits;
  /** Rejects when the wire breaks or does not take a question in time. */
  send(question: Uint8Array): Promise<void>;
}

/** What label printers of one family understand. */
export interface LabelLanguage {
  /** One label, printed once. */
  encode(layout: LabelLayout): Uint8Array;
  /** What frees a printer whose wire broke within a label of that many bytes: it may still wait for the rest of a command. */
  flush(labelBytes: number): Uint8Array;
  createDialogue(options: LabelDialogueOptions): LabelDialogue;
}
