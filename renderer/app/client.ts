import { errorText, type ErrorCode, type ErrorDetails, type WireError } from '#contract/error.ts';
import { MAX_FRAME_BYTES, ReplyFrame, TopicFrame, type RequestFrame } from '#contract/frame.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import { leaveFor, type LeaveAsked } from './leave.ts';
import type { Wire } from './wire.ts';

export type ConnectionState = 'connecting' | 'connected' | 'lost';

/** The procedures that change something: they carry a requestId. */
export type CommandName = { [Name in ProcedureName]: ProcedureInput<Name> extends { requestId: string } ? Name : never }[ProcedureName];
export type CommandInput<Name extends CommandName> = Omit<ProcedureInput<Name>, 'requestId'>;

/** A request that did not succeed, with the error as it crossed the wire (`disconnected` and `no_answer` are made here). */
export class RequestError extends Error {
  readonly error: WireError;
  constructor(error: WireError) {
    super(error.message);
    this.name = 'RequestError';
    this.error = error;
  }
}

/** A screen's line to the station: requests one way, topics the other. */
export interface Client {
  /**
   * Asks and waits for the answer; rejects with RequestError, at the latest after the time limit. A command refused for a missing right is sent
   * again, the very same under the same requestId, once a second person has given leave.
   */
  request<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>>;
  /**
   * Runs a command under a fresh requestId. When the answer was lost on the way, the same command within a minute repeats the same
   * requestId, so that pressing again never does the thing twice. Basket commands are exempt: the basket on screen shows what happened.
   */
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<ProcedureOutput<Name>>;
  topic<Name extends TopicName>(name: Name): TopicValue<Name> | undefined;
  /** Calls back after every new value of the topic. */
  subscribe(name: TopicName, listener: () => void): () => void;
  readonly connection: ConnectionState;
  subscribeConnection(listener: () => void): () => void;
  close(): void;
}

export interface ClientOptions {
  /** How long an answer may take before the request rejects with `no_answer`. */
  readonly timeoutMs?: number;
  /** Applies a topic change; a screen passes React's flushSync so that one topic is one commit. */
  readonly flush?: (apply: () => void) => void;
  readonly nowMs?: () => number;
  /** Asks a second person; resolves with whether leave was given. Without it a missing right is a refusal like any other. */
  readonly askLeave?: (asked: LeaveAsked) => Promise<boolean>;
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** So long a command whose answer was lost keeps its requestId. */
export const REPEAT_WINDOW_MS = 60_000;

interface Slot {
  revision: number;
  value: unknown;
  readonly listeners: Set<() => void>;
}

/** Builds the client over a wire and opens it. */
export function createClient(wire: Wire, options: ClientOptions = {}): Client {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const flush = options.flush ?? ((apply: () => void) => apply());
  const topics = createTopicStore();
  const pending = createPending(timeoutMs, () => wire.restart());
  const unanswered = createUnanswered(options.nowMs ?? Date.now);
  const connectionListeners = new Set<() => void>();
  let connection: ConnectionState = 'connecting';

  function setConnection(next: ConnectionState): void {
    if (connection === next) return;
    connection = next;
    flush(() => notify(connectionListeners));
  }

  function send<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>> {
    if (connection !== 'connected') return Promise.reject(requestError('disconnected'));
    // The station checks every output against the same table before it answers, so the shape is known here.
    const { id, answer } = pending.add() as { readonly id: number; readonly answer: Promise<ProcedureOutput<Name>> };
    const frameText = JSON.stringify({ type: 'request', id, name, input } satisfies RequestFrame);
    if (new TextEncoder().encode(frameText).length <= MAX_FRAME_BYTES) wire.send(frameText);
    else pending.reject(id, requestError('bad_input', { reason: 'too long' }));
    return answer;
  }

  async function request<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>> {
    try {
      return await send(name, input);
    } catch (thrown) {
      // The second person, too, may lack the right: that is said where the leave was asked for.
      const asked = name === 'staff.override' ? undefined : leaveFor(input, wireErrorOf(thrown));
      if (!asked || !(await options.askLeave?.(asked))) throw thrown;
      return send(name, input);
    }
  }

  wire.open({
    opened() {
      pending.rejectAll();
      topics.forgetRevisions();
      setConnection('connected');
    },
    frame(frameText) {
      const frame = parseFrame(frameText);
      if (frame === undefined) return;
      if (frame.type === 'topic') {
        const listeners = topics.accept(frame);
        if (listeners) flush(() => notify(listeners));
        return;
      }
      if (frame.ok) pending.resolve(frame.id, frame.output);
      else pending.reject(frame.id, new RequestError(frame.error));
    },
    closed() {
      setConnection('lost');
      pending.rejectAll();
    },
  });

  return {
    request,
    command: (name, input) => runCommand(unanswered, request, name, input),
    topic: <Name extends TopicName>(name: Name) => topics.slot(name).value as TopicValue<Name> | undefined,
    subscribe: (name, listener) => listen(topics.slot(name).listeners, listener),
    get connection() {
      return connection;
    },
    subscribeConnection: (listener) => listen(connectionListeners, listener),
    close() {
      wire.close();
      setConnection('lost');
      pending.rejectAll();
    },
  };
}

async function runCommand<Name extends CommandName>(
  unanswered: Unanswered,
  request: Client['request'],
  name: Name,
  input: CommandInput<Name>,
): Promise<ProcedureOutput<Name>> {
  const requestId = unanswered.take(name, input);
  try {
    // A command's input is its own fields and the requestId; the mapped type cannot say so for a generic name.
    const output = await request(name, { requestId, ...input } as unknown as ProcedureInput<Name>);
    unanswered.forget(name, input);
    return output;
  } catch (error) {
    if (isUnanswered(wireErrorOf(error))) unanswered.keep(name, input, requestId);
    else unanswered.forget(name, input);
    throw error;
  }
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The error of a rejected request; anything else thrown is `internal`. */
export function wireErrorOf(thrown: unknown): WireError {
  return thrown instanceof RequestError ? thrown.error : requestError('internal').error;
}

/** True when nobody knows whether the station did it: the answer was lost, not refused. */
export function isUnanswered(error: WireError): boolean {
  return error.code === 'disconnected' || error.code === 'no_answer';
}

function requestError(code: ErrorCode, details: ErrorDetails = {}): RequestError {
  const bare = { code, message: '', details: { ...details } };
  return new RequestError({ ...bare, message: errorText(bare, 'en') });
}

function parseFrame(frameText: string): ReplyFrame | TopicFrame | undefined {
  let json: unknown;
  try {
    json = JSON.parse(frameText);
  } catch {
    return undefined;
  }
  const topic = TopicFrame.safeParse(json);
  if (topic.success) return topic.data;
  const reply = ReplyFrame.safeParse(json);
  return reply.success ? reply.data : undefined;
}

/** Requests on their way, each under its number and its time limit. */
interface Pending {
  add(): { readonly id: number; readonly answer: Promise<unknown> };
  resolve(id: number, output: unknown): void;
  reject(id: number, error: RequestError): void;
  /** The wire is gone: nothing sent before will be answered. */
  rejectAll(): void;
}

function createPending(timeoutMs: number, onTimeout: () => void): Pending {
  interface Entry {
    readonly answer: PromiseWithResolvers<unknown>;
    readonly timer: ReturnType<typeof setTimeout>;
  }
  const entries = new Map<number, Entry>();
  let nextId = 1;

  function take(id: number): Entry | undefined {
    const entry = entries.get(id);
    entries.delete(id);
    clearTimeout(entry?.timer);
    return entry;
  }

  return {
    add() {
      const id = nextId;
      nextId += 1;
      const answer = Promise.withResolvers<unknown>();
      const timer = setTimeout(() => {
        take(id)?.answer.reject(requestError('no_answer'));
        onTimeout();
      }, timeoutMs);
      entries.set(id, { answer, timer });
      return { id, answer: answer.promise };
    },
    resolve: (id, output) => take(id)?.answer.resolve(output),
    reject: (id, error) => take(id)?.answer.reject(error),
    rejectAll() {
      for (const id of entries.keys()) take(id)?.answer.reject(requestError('disconnected'));
    },
  };
}

interface TopicStore {
  slot(name: string): Slot;
  /** Takes a frame and returns whom to tell; undefined when its revision is not above the last one seen. */
  accept(frame: TopicFrame): ReadonlySet<() => void> | undefined;
  /** A new connection may be a new station, whose revisions start again; values stay on screen until replaced. */
  forgetRevisions(): void;
}

function createTopicStore(): TopicStore {
  const slots = new Map<string, Slot>();
  function slot(name: string): Slot {
    let found = slots.get(name);
    if (!found) {
      found = { revision: -1, value: undefined, listeners: new Set() };
      slots.set(name, found);
    }
    return found;
  }
  return {
    slot,
    accept(frame) {
      const target = slot(frame.name);
      if (frame.revision <= target.revision) return undefined;
      target.revision = frame.revision;
      target.value = frame.value;
      return target.listeners;
    },
    forgetRevisions() {
      for (const target of slots.values()) target.revision = -1;
    },
  };
}

const keyOf = (name: CommandName, input: object): string => `${name} ${JSON.stringify(input)}`;

interface Unanswered {
  take(name: CommandName, input: object): string;
  keep(name: CommandName, input: object, requestId: string): void;
  forget(name: CommandName, input: object): void;
}

function createUnanswered(nowMs: () => number): Unanswered {
  const kept = new Map<string, { readonly requestId: string; readonly atMs: number }>();
  return {
    take(name, input) {
      const found = kept.get(keyOf(name, input));
      return found && nowMs() - found.atMs <= REPEAT_WINDOW_MS ? found.requestId : newRequestId(nowMs());
    },
    keep(name, input, requestId) {
      if (!name.startsWith('basket.')) kept.set(keyOf(name, input), { requestId, atMs: nowMs() });
    },
    forget(name, input) {
      kept.delete(keyOf(name, input));
    },
  };
}

function notify(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener();
}
