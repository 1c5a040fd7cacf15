import type { Log } from './log.ts';
import type { TopicFrame } from '#contract/frame.ts';
import { STATION_TILL, tillOf, type Role } from '#contract/role.ts';
import { isOfTill, topics, type TopicName, type TopicValue } from '#contract/topics.ts';
import { createPublish, topicKey, type Publish } from '#main/store/publish.ts';

/** Keeps the last value of every topic, where tills have their own that of each, and hands each change to every connection that may see it. */
export interface Publisher {
  /** For topics of the main thread. */
  readonly publish: Publish;
  /** For a topic frame of the store thread, checked there, passed on as the text it came as. */
  readonly forward: (name: TopicName, frameText: string, tillId?: string) => void;
  /** Pushes the last value of every visible topic at once, then every change, until the returned function is called. `deviceId`: the paired device. */
  subscribe(role: Role, push: (frameText: string) => void, deviceId?: string): () => void;
  /** Forgets what was last told of tills that are none of these and not the station's. */
  keepTills(tillIds: readonly string[]): void;
  /** Pushes to one connection, where its role may see the topic, a value of its own that never changes. */
  tell<Name extends TopicName>(role: Role, push: (frameText: string) => void, name: Name, value: TopicValue<Name>): void;
}

interface Subscriber {
  readonly role: Role;
  readonly tillId: string;
  readonly push: (frameText: string) => void;
}

interface LastValue {
  readonly name: TopicName;
  readonly tillId: string;
  readonly frameText: string;
}

export function createPublisher(log: Log): Publisher {
  const last = new Map<string, LastValue>();
  const subscribers = new Set<Subscriber>();

  /** A screen that cannot be reached any more must not keep the news from the others. */
  const deliver = ({ role, push }: Pick<Subscriber, 'role' | 'push'>, frameText: string): void => {
    try {
      push(frameText);
    } catch (error) {
      log.error('publisher.push', error, { role });
    }
  };
  const forward = (name: TopicName, frameText: string, tillId = STATION_TILL): void => {
    const value = { name, tillId, frameText };
    last.set(topicKey(name, tillId), value);
    for (const subscriber of subscribers) if (isVisible(value, subscriber)) deliver(subscriber, frameText);
  };

  return {
    publish: createPublish({
      send: (frame, tillId) => forward(frame.name, JSON.stringify(frame), tillId),
      onUnexpected: (error, event) => log.error(event, error),
    }),
    forward,
    subscribe(role, push, deviceId) {
      const subscriber = { role, push, tillId: tillOf(deviceId === undefined ? { role } : { role, deviceId }) };
      for (const value of last.values()) if (isVisible(value, subscriber)) deliver(subscriber, value.frameText);
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
    keepTills(tillIds) {
      const kept = new Set([STATION_TILL, ...tillIds]);
      for (const [key, { name, tillId }] of last) if (isOfTill(name) && !kept.has(tillId)) last.delete(key);
    },
    tell(role, push, name, value) {
      const frame: TopicFrame = { type: 'topic', name, revision: 1, value };
      if (maySee(role, name)) deliver({ role, push }, JSON.stringify(frame));
    },
  };
}

function isVisible({ name, tillId }: LastValue, subscriber: Subscriber): boolean {
  return maySee(subscriber.role, name) && (!isOfTill(name) || tillId === subscriber.tillId);
}

function maySee(role: Role, name: TopicName): boolean {
  return (topics[name].roles as readonly Role[]).includes(role);
}
