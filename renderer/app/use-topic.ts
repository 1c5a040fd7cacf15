import { createContext, useContext, useSyncExternalStore } from 'react';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import type { Client, ConnectionState } from './client.ts';

export const ClientContext = createContext<Client | undefined>(undefined);

/** The screen's client; only below the provider main.tsx sets. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient needs a ClientContext');
  return client;
}

/** The last value of a topic, undefined until the first one has come. Keeps its value while the connection is lost. */
export function useTopic<Name extends TopicName>(name: Name): TopicValue<Name> | undefined {
  const client = useClient();
  return useSyncExternalStore(
    (listener) => client.subscribe(name, listener),
    () => client.topic(name),
  );
}

/** One part of a topic's value; the component draws again only when this part is another one (Object.is). */
export function useTopicPart<Name extends TopicName, Part>(name: Name, part: (value: TopicValue<Name> | undefined) => Part): Part {
  const client = useClient();
  return useSyncExternalStore(
    (listener) => client.subscribe(name, listener),
    () => part(client.topic(name)),
  );
}

/** Whether the station can be reached now. */
export function useConnection(): ConnectionState {
  const client = useClient();
  return useSyncExternalStore(
    (listener) => client.subscribeConnection(listener),
    () => client.connection,
  );
}
