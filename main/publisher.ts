import type { Publish } from './host.ts';
import type { Log } from './log.ts';
import type { TopicFrame } from '#contract/frame.ts';
import type { Role } from '#contract/role.ts';
import { findTopic } from '#contract/topics.ts';

/** Keeps the last value of every topic and hands each change to every connection whose role may see it. */
export interface Publisher {
  /** For topics of the main thread; counts their revisions. */
  readonly publish: Publish;
  /** For a topic frame of the store thread, passed on as the text it came as. */
  forward(frame: TopicFrame, frameText: string): void;
  /** Pushes the last value of every visible topic at once, then every change, until the returned function is called. */
  subscribe(role: Role, push: (frameText: string) => void): () => void;
}

export function createPublisher(log: Log): Publisher {
  const last = new Map<string, string>();
  const revisions = new Map<string, number>();
  const subscribers = new Set<{ readonly role: Role; push(frameText: string): void }>();

  const forward = (frame: TopicFrame, frameText: string): void => {
    const row = findTopic(frame.name);
    const checked = row?.value.safeParse(frame.value);
    if (!row || !checked?.success) {
      log.error('publisher.bad_value', checked?.error ?? new Error('unknown topic'), { topic: frame.name });
      return;
    }
    last.set(frame.name, frameText);
    for (const subscriber of subscribers) if (row.roles.includes(subscriber.role)) subscriber.push(frameText);
  };

  return {
    publish(name, value) {
      const revision = (revisions.get(name) ?? 0) + 1;
      revisions.set(name, revision);
      const frame: TopicFrame = { type: 'topic', name, revision, value };
      forward(frame, JSON.stringify(frame));
    },
    forward,
    subscribe(role, push) {
      const subscriber = { role, push };
      for (const [name, frameText] of last) if (findTopic(name)?.roles.includes(role)) push(frameText);
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
  };
}
