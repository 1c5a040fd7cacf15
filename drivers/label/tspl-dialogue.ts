import { setTimeout as pause } from 'node:timers/promises';
import type { CheckUp } from '../printer/dialogue.ts';
import type { LabelDialogue, LabelDialogueOptions } from './language.ts';
import { readTsplStatus, STATUS_QUESTION, type TsplStatus } from './tspl-status.ts';

/**
 * Asks a TSPL printer how it is. A label counts as printed when the printer was seen printing and then idle. One that answers but never says that it
 * prints, or never answers at all, gets its labels `sent`; the first label finds out which it is.
 */
export function createTsplDialogue({ isTwoWay, limits, send }: LabelDialogueOptions): LabelDialogue {
  let waiting: ((answer: number | undefined) => void) | undefined;
  /** It answered once, so that silence means that something is wrong. */
  let answered = false;
  /** Silence counts until the wire is opened afresh. */
  let silent = false;
  let tellsBusy: boolean | undefined;

  function expect(limitMs: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(undefined), limitMs);
      const settle = (answer: number | undefined): void => {
        clearTimeout(timer);
        waiting = undefined;
        resolve(answer);
      };
      waiting = settle;
    });
  }

  async function ask(): Promise<TsplStatus | undefined> {
    if (!isTwoWay() || silent) return undefined;
    const answer = expect(answered ? limits.answerMs : limits.firstAnswerMs);
    try {
      await send(STATUS_QUESTION);
    } catch (cause) {
      waiting?.(undefined);
      throw cause;
    }
    const byte = await answer;
    if (byte === undefined) {
      silent = !answered;
      return undefined;
    }
    answered = true;
    return readTsplStatus(byte);
  }

  /** Polls until the label is out. */
  async function watch(): Promise<'printed' | 'sent' | 'unknown'> {
    const startedMs = Date.now();
    let seenBusy = false;
    for (;;) {
      const status = await ask();
      if (!status) return answered ? 'unknown' : 'sent';
      if (status.problem !== 'none' && status.problem !== 'paused') return 'unknown';
      seenBusy ||= status.busy;
      const idle = !status.busy;
      if (idle && seenBusy) {
        tellsBusy = true;
        return 'printed';
      }
      const passedMs = Date.now() - startedMs;
      if (idle && (tellsBusy === false || passedMs >= limits.beginMs)) {
        tellsBusy ??= false;
        return tellsBusy ? 'unknown' : 'sent';
      }
      if (passedMs >= limits.labelMs) return 'unknown';
      await pause(limits.pollMs);
    }
  }

  return {
    connected() {
      silent = false;
      tellsBusy = tellsBusy || undefined;
    },
    disconnected: () => waiting?.(undefined),
    received: (bytes) => waiting?.(bytes[0]),
    async checkUp(): Promise<CheckUp> {
      const status = await ask();
      if (status) return { heard: true, problem: status.problem };
      return { heard: false, problem: answered && isTwoWay() ? 'offline' : 'none' };
    },
    confirm: () => watch(),
  };
}
