import { WebSocket } from 'ws';
import { DEVICE_COOKIE } from '../web/gate.ts';
import { errorOf } from '../web/phone/phone-desk.ts';
import { GuitaiError } from '#contract/error.ts';
import { ReplyFrame, TopicFrame } from '#contract/frame.ts';
import { findProcedure, type ProcedureInput, type ProcedureName } from '#contract/procedures.ts';
import { queueReportProcedures } from '#contract/procedures/queue-report.ts';
import { queueProcedures } from '#contract/procedures/queue.ts';
import type { Caller } from '#contract/role.ts';
import { Station } from '#contract/station.ts';
import { topics, type TopicName } from '#contract/topics.ts';
import type { Publish } from '#main/store/publish.ts';

/** What is the other station's where a queue is shared. */
const LINKED_TOPICS = ['queue', 'queueDesk', 'ticketPaper', 'phoneDoor', 'here'] as const satisfies readonly TopicName[];
const BACK_OFF_MS = [200, 500, 1_000, 2_000, 5_000] as const;
const ANSWER_MS = 10_000;
/** A station says something, or at least pings, within this time. */
const SILENCE_MS = 25_000;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/** This station as a caller of another one's queue. */
export interface QueueLink {
  /** Whether the last value of a topic comes from the other station. */
  owns(name: TopicName): boolean;
  /** Whether a procedure is the other station's to answer. */
  answers(name: ProcedureName): boolean;
  /** Asks it; rejects with GuitaiError: queue_elsewhere for what only its own screens may, queue_link_lost, and whatever it answers. */
  ask(name: ProcedureName, input: unknown, from: Caller): Promise<unknown>;
  /** A sale of this till is on disk: its ticket may be finished there. */
  saleCompleted(requestId: string): Promise<unknown>;
  start(): void;
  stop(): void;
}

export interface QueueLinkOptions {
  /** `http://192.168.1.5:5198` */
  readonly stationUrl: string;
  /** Undefined before this station joined: then it is lost from the beginning. */
  readonly token: string | undefined;
  readonly publish: Publish;
  readonly nowMs?: () => number;
}

export function createQueueLink({ stationUrl, token, publish, nowMs = Date.now }: QueueLinkOptions): QueueLink {
  const pending = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let nextId = 1;
  let socket: WebSocket | undefined;
  let attempt = 0;
  let again: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  let stopped = false;
  let storeName = '';
  let connected = false;

  const tell = (now: boolean): void => {
    connected = now;
    publish('queueLink', { storeName, connected, sinceMs: nowMs() });
  };
  const heard = (from: WebSocket): void => {
    clearTimeout(silence);
    silence = setTimeout(() => from.terminate(), SILENCE_MS).unref();
  };
  /** A training over there, or wrong settings, are no queue to call from. */
  const onStation = ({ storeName: name, mode, training }: Station): void => {
    storeName = name;
    const now = mode === 'selling' && !training;
    if (now) attempt = 0;
    if (now !== connected) tell(now);
  };
  const onTopic = ({ name, value }: TopicFrame): void => {
    if (name === 'station') {
      const station = Station.safeParse(value);
      if (station.success) onStation(station.data);
    }
    const linked = LINKED_TOPICS.find((each) => each === name);
    const checked = linked && topics[linked].value.safeParse(value);
    if (linked && checked?.success) publish(linked, checked.data);
  };
  const onReply = (frame: ReplyFrame): void => {
    const waiting = pending.get(frame.id);
    pending.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.output);
    else waiting?.reject(errorOf(frame.error));
  };
  const onText = (text: string): void => {
    const frame: unknown = parse(text);
    const topic = TopicFrame.safeParse(frame);
    if (topic.success) return onTopic(topic.data);
    const reply = ReplyFrame.safeParse(frame);
    if (reply.success) onReply(reply.data);
  };

  function connect(): void {
    const opening = new WebSocket(`${stationUrl.replace(/^http/, 'ws')}/rpc?screen=caller`, {
      headers: { Cookie: `${DEVICE_COOKIE}=${token}` },
      handshakeTimeout: ANSWER_MS,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    });
    socket = opening;
    opening.on('open', () => heard(opening));
    opening.on('ping', () => heard(opening));
    opening.on('message', (data: Buffer) => {
      heard(opening);
      onText(data.toString('utf8'));
    });
    // The close that follows says all there is to do.
    opening.on('error', () => undefined);
    opening.on('close', () => {
      clearTimeout(silence);
      if (connected) tell(false);
      for (const waiting of pending.values()) waiting.reject(new GuitaiError('no_answer'));
      pending.clear();
      if (stopped) return;
      again = setTimeout(connect, BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)]);
      attempt += 1;
    });
  }

  const request = (name: ProcedureName, input: unknown): Promise<unknown> => {
    if (!connected || !socket) return Promise.reject(new GuitaiError('queue_link_lost'));
    const id = nextId;
    nextId += 1;
    const answer = new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
    socket.send(JSON.stringify({ type: 'request', id, name, input }));
    const late = setTimeout(() => {
      pending.get(id)?.reject(new GuitaiError('no_answer'));
      pending.delete(id);
    }, ANSWER_MS);
    return answer.finally(() => clearTimeout(late));
  };

  return {
    owns: (name) => LINKED_TOPICS.some((each) => each === name),
    answers: (name) => Object.hasOwn(queueProcedures, name) || Object.hasOwn(queueReportProcedures, name),
    ask(name, input, { role }) {
      const forCallers = findProcedure(name)?.roles.includes('caller') === true;
      if (!forCallers || (role !== 'till' && role !== 'caller')) return Promise.reject(new GuitaiError('queue_elsewhere'));
      return request(name, input);
    },
    saleCompleted: (requestId) => request('queue.saleDone', { requestId } satisfies ProcedureInput<'queue.saleDone'>),
    start() {
      tell(false);
      if (token !== undefined) connect();
    },
    stop() {
      stopped = true;
      clearTimeout(again);
      socket?.terminate();
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
