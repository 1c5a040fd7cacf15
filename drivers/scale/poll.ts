import type { ScaleProtocol, ScaleReply } from './protocol.ts';

/** How often a scale that must be asked is asked. */
export const POLL_INTERVAL_MS = 200;
/** A scale that said nothing that can be believed for this long has lost contact, though its wire is open. */
export const SILENCE_MS = 2000;

/** Keeps a scale talking and notices when it stops. */
export interface ScalePoll {
  readonly silent: boolean;
  /** The wire is open: asks, and begins to listen for silence. */
  begin(): void;
  /** The scale answered: the next question goes out after a pause. */
  heard(reply: ScaleReply): void;
  /** The wire is gone: no timer runs on. */
  end(): void;
}

export interface ScalePollOptions {
  readonly protocol: ScaleProtocol;
  send(bytes: Uint8Array): void;
  /** The scale fell silent, or speaks again. */
  onSilence(silent: boolean): void;
  readonly pollIntervalMs?: number;
  readonly silenceMs?: number;
}

export function createScalePoll(options: ScalePollOptions): ScalePoll {
  const { request, fetch } = options.protocol;
  const { pollIntervalMs = POLL_INTERVAL_MS, silenceMs = SILENCE_MS } = options;
  let silent = false;
  let question: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;

  function askIn(waitMs: number): void {
    clearTimeout(question);
    if (request) question = setTimeout(ask, waitMs, request);
  }

  function ask(bytes: Uint8Array): void {
    options.send(bytes);
    // An answer that was lost must not end the questions.
    askIn(silenceMs / 2);
  }

  function become(next: boolean): void {
    clearTimeout(silence);
    if (!next) silence = setTimeout(become, silenceMs, true);
    if (silent === next) return;
    silent = next;
    options.onSilence(next);
  }

  return {
    get silent() {
      return silent;
    },
    begin() {
      become(false);
      if (request) ask(request);
    },
    heard(reply) {
      if (reply.kind === 'ready' && fetch) {
        options.send(fetch);
        return;
      }
      if (reply.kind !== 'bad') become(false);
      askIn(pollIntervalMs);
    },
    end() {
      clearTimeout(question);
      clearTimeout(silence);
      silent = false;
    },
  };
}
