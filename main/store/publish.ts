import type { TopicName, TopicValue } from '#contract/topics.ts';

/** Gives a topic its next value. Call it only after the change is on disk. */
export type Publish = <Name extends TopicName>(name: Name, value: TopicValue<Name>) => void;
