import { WebSocket } from 'ws';
import { GuitaiError, type WireError } from '#contract/error.ts';
import type { ReplyFrame, TopicFrame } from '#contract/frame.ts';
import { newRequestId } from '#contract/ids.ts';
import { procedures, type ProcedureInput, type ProcedureName, type ProcedureOutput } from '#contract/procedures.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import type { Screen } from '#main/web/screens.ts';

/** A screen without a screen: speaks frames over a real WebSocket. */
export interface TillClient {
  /** Rejects with GuitaiError, `disconnected` when the station is gone. */
  ask<Name extends ProcedureName>(
    name: Name,
    input: Omit<ProcedureInput<Name>, 'requestId'> & { requestId?: string },
  ): Promise<ProcedureOutput<Name>>;
  /** The last value of a topic. */
  topic<Name extends TopicName>(name: Name): TopicValue<Name> | undefined;
  /** Resolves when the topic's value satisfies the test, at once if it does already. */
  until<Name extends TopicName>(name: Name, test: (value: TopicValue<Name>) => boolean): Promise<TopicValue<Name>>;
  close(): void;
}

/** Connects as the given screen and resolves when the station has sent its first topics. */
export async function connectTill(stationUrl: string, screen: Screen = 'checkout'): Promise<TillClient> {
  const url = new URL(`/rpc?screen=${screen}`, stationUrl);
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'), { origin: url.origin });
  const pending = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  const topics = new Map<string, unknown>();
  const revisions = new Map<string, number>();
  const watchers = new Set<{ check(): void; reject(error: Error): void }>();
  let nextId = 1;
  const lost = (): void => {
    for (const waiting of [...pending.values(), ...watchers]) waiting.reject(new GuitaiError('disconnected'));
    pending.clear();
    watchers.clear();
  };
  socket.on('close', lost);
  socket.on('error', lost);
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ReplyFrame | TopicFrame;
    if (frame.type === 'topic') {
      // As every screen does: what is not newer than the last value seen is ignored.
      if (frame.revision <= (revisions.get(frame.name) ?? -1)) return;
      revisions.set(frame.name, frame.revision);
      topics.set(frame.name, frame.value);
      for (const watcher of watchers) watcher.check();
      return;
    }
    const waiting = pending.get(frame.id);
    pending.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.output);
    else waiting?.reject(errorOf(frame.error));
  });
  const client: TillClient = {
    ask(name, input) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new GuitaiError('disconnected'));
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        const needsId = 'requestId' in procedures[name].input.shape;
        socket.send(JSON.stringify({ type: 'request', id, name, input: needsId ? { requestId: newRequestId(), ...input } : input }));
      });
    },
    topic: (name) => topics.get(name) as never,
    until(name, test) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new GuitaiError('disconnected'));
      return new Promise((resolve, reject) => {
        const watcher = {
          reject,
          check() {
            const value = topics.get(name) as never;
            if (value === undefined || !test(value)) return;
            watchers.delete(watcher);
            resolve(value);
          },
        };
        watchers.add(watcher);
        watcher.check();
      });
    },
    close: () => socket.close(),
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  await client.until('station', () => true);
  return client;
}

function errorOf(error: WireError): GuitaiError {
  return new GuitaiError(error.code as GuitaiError['code'], error.details);
}
