import type { TopicFrame } from '#contract/frame.ts';
import { STATION_TILL } from '#contract/role.ts';
import { isOfTill, topics, type TopicName, type TopicValue } from '#contract/topics.ts';

/** Gives a topic its next value, where every till has its own that of one till: the station's when left out. Call it only after the change is on disk. */
export type Publish = <Name extends TopicName>(name: Name, value: TopicValue<Name>, tillId?: string) => void;

/** One name for the value of one till. */
export function topicKey(name: TopicName, tillId: string): string {
  return isOfTill(name) ? `${name} ${tillId}` : name;
}

/**
 * Counts the revisions of the topics of one thread, upwards from `firstRevision`, and hands on the values that fit their topic; one that does
 * not is reported and kept back.
 */
export function createPublish(options: {
  readonly send: (frame: TopicFrame & { readonly name: TopicName }, tillId: string) => void;
  readonly onUnexpected: (error: unknown, event: string) => void;
  readonly firstRevision?: number;
}): Publish {
  const revisions = new Map<string, number>();
  return (name, value, tillId = STATION_TILL) => {
    const checked = topics[name].value.safeParse(value);
    if (!checked.success) {
      options.onUnexpected(checked.error, `topic.${name}`);
      return;
    }
    const key = topicKey(name, tillId);
    const revision = (revisions.get(key) ?? options.firstRevision ?? 0) + 1;
    revisions.set(key, revision);
    options.send({ type: 'topic', name, revision, value }, tillId);
  };
}
