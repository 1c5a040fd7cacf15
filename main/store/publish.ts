import type { TopicFrame } from '#contract/frame.ts';
import { topics, type TopicName, type TopicValue } from '#contract/topics.ts';

/** Gives a topic its next value. Call it only after the change is on disk. */
export type Publish = <Name extends TopicName>(name: Name, value: TopicValue<Name>) => void;

/**
 * Counts the revisions of the topics of one thread, upwards from `firstRevision`, and hands on the values that fit their topic; one that does
 * not is reported and kept back.
 */
export function createPublish(options: {
  readonly send: (frame: TopicFrame & { readonly name: TopicName }) => void;
  readonly onUnexpected: (error: unknown, event: string) => void;
  readonly firstRevision?: number;
}): Publish {
  const revisions = new Map<TopicName, number>();
  return (name, value) => {
    const checked = topics[name].value.safeParse(value);
    if (!checked.success) {
      options.onUnexpected(checked.error, `topic.${name}`);
      return;
    }
    const revision = (revisions.get(name) ?? options.firstRevision ?? 0) + 1;
    revisions.set(name, revision);
    options.send({ type: 'topic', name, revision, value });
  };
}
