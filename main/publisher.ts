import type { Log } from './log.ts';
import type { TopicFrame } from '#contract/frame.ts';
import type { Role } from '#contract/role.ts';
import { topics, type TopicName, type TopicValue } from '#contract/topics.ts';
import { createPublish, type Publish } from '#main/store/publish.ts';

/** Keeps the last value of every topic and hands each change to every connection whose role may see it. */
export interface Publisher {
  /** For topics of the main thread. */
  readonly publish: Publish;
  /** For a topic frame of the store thread, checked there, passed on as the text it came as. */
  readonly forward: (name: TopicName, frameText: string) => void;
  /** Pushes the last value of every visible topic at once, then every change, until the returned function is called. */
  subscribe(role: Role, push: (frameText: string) => void): () => void;
  /** Pushes to one connection, where its role may see the topic, a value of its own that never changes. */
  tell<Name extends TopicName>(role: Role, push: (frameText: string) => void, name: Name, value: TopicValue<Name>): void;
}

interface Subscriber {
  readonly role: Role;
  readonly push: (frameText: string) => void;
}

export function createPublisher(log: Log): Publisher {
  const last = new Map<TopicName, string>();
  const subscribers = new Set<Subscriber>();

  /** A screen that cannot be reached any more must not keep the news from the others. */
  const deliver = ({ role, push }: Subscriber, frameText: string): void => {
    try {
      push(frameText);
    } catch (error) {
      log.error('publisher.push', error, { role });
    }
  };
  const forward = (name: TopicName, frameText: string): void => {
    last.set(name, frameText);
    for (const subscriber of subscribers) if (isVisible(name, subscriber.role)) deliver(subscriber, frameText);
  };

  return {
    publish: createPublish({
      send: (frame) => forward(frame.name, JSON.stringify(frame)),
      onUnexpected: (error, event) => log.error(event, error),
    }),
    forward,
    subscribe(role, push) {
      const subscriber = { role, push };
      for (const [name, frameText] of last) if (isVisible(name, role)) deliver(subscriber, frameText);
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
    tell(role, push, name, value) {
      const frame: TopicFrame = { type: 'topic', name, revision: 1, value };
      if (isVisible(name, role)) deliver({ role, push }, JSON.stringify(frame));
    },
  };
}

function isVisible(name: TopicName, role: Role): boolean {
  return (topics[name].roles as readonly Role[]).includes(role);
}
