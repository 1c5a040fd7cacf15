import type { WireError } from '#contract/error.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ReplyFrame, RequestFrame, TopicFrame } from '#contract/frame.ts';
import type { Caller } from '#contract/role.ts';
import type { TopicName } from '#contract/topics.ts';

/** One end of the wire between the main thread and the store thread. Both ends are ours, so frames are trusted here; the router has checked them. */
export interface Peer {
  /** Asks the other end; rejects with the GuitaiError it answered, or `disconnected` when the wire ended. */
  request(name: string, input: unknown, caller: Caller): Promise<unknown>;
  topic(frame: TopicFrame & { readonly name: TopicName }, tillId: string): void;
  /** Feeds one message from the other end. */
  receive(message: PeerMessage): void;
  /** The wire is gone: everything pending rejects. */
  end(): void;
}

/** What travels: a frame as JSON text; beside it who asks as the router established it (requests), or the topic's name and the till it is about, so that its text need not be read on the way. */
export interface PeerMessage {
  readonly frame: string;
  readonly caller?: Caller;
  readonly topic?: TopicName;
  readonly tillId?: string;
}

/** What the store thread says about itself, and the one thing it is told. */
export type ThreadNotice =
  | { readonly notice: 'ready' }
  | { readonly notice: 'failed'; readonly error: WireError }
  | { readonly notice: 'unexpected'; readonly event: string; readonly stack: string }
  | { readonly notice: 'stop' };
/** How the store thread ends when the disk failed under a write: the ledger is looked at before it is opened again. */
export const LEDGER_FAILED_EXIT = 3;

export type ThreadMessage = PeerMessage | ThreadNotice;

export interface PeerOptions {
  send(message: PeerMessage): void;
  answer(name: string, input: unknown, caller: Caller): Promise<unknown>;
  onTopic?(name: TopicName, frameText: string, tillId?: string): void;
  /** An error that is not meant for people, before it becomes `internal`. */
  onUnexpected(error: unknown, name: string): void;
}

/** What came without a caller, as the host's own answers do, is a call of the store. */
const NOBODY: Caller = { role: 'store' };

export function createPeer(options: PeerOptions): Peer {
  const pending = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let nextId = 1;
  let ended = false;
  const send = (frame: RequestFrame | ReplyFrame, caller?: Caller): void => {
    const text = JSON.stringify(frame);
    options.send(caller === undefined ? { frame: text } : { frame: text, caller });
  };
  const answer = async (frame: RequestFrame, caller: Caller): Promise<void> => {
    try {
      send({ type: 'reply', id: frame.id, ok: true, output: await options.answer(frame.name, frame.input, caller) });
    } catch (error) {
      if (!(error instanceof GuitaiError)) options.onUnexpected(error, frame.name);
      send({ type: 'reply', id: frame.id, ok: false, error: toWireError(error) });
    }
  };
  const settle = (frame: ReplyFrame): void => {
    const waiting = pending.get(frame.id);
    pending.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.output);
    else waiting?.reject(fromWireError(frame.error));
  };
  return {
    request(name, input, caller) {
      if (ended) return Promise.reject(new GuitaiError('disconnected'));
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        send({ type: 'request', id, name, input }, caller);
      });
    },
    topic(frame, tillId) {
      options.send({ frame: JSON.stringify(frame), topic: frame.name, tillId });
    },
    receive(message) {
      if (message.topic !== undefined) {
        options.onTopic?.(message.topic, message.frame, message.tillId);
        return;
      }
      const frame = JSON.parse(message.frame) as RequestFrame | ReplyFrame;
      if (frame.type === 'request') void answer(frame, message.caller ?? NOBODY);
      else settle(frame);
    },
    end() {
      ended = true;
      for (const waiting of pending.values()) waiting.reject(new GuitaiError('disconnected'));
      pending.clear();
    },
  };
}

/** The form of any thrown thing that may cross a boundary: nothing of an unexpected error leaks out. */
export function toWireError(error: unknown): WireError {
  return (error instanceof GuitaiError ? error : new GuitaiError('internal')).toWire();
}

/** The error that came over a wire. */
export function fromWireError(error: WireError): GuitaiError {
  return new GuitaiError(error.code as GuitaiError['code'], error.details);
}
