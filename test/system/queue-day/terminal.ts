import type { MortalStation } from './mortal-station.ts';
import { connectTill, type TillClient } from '../till-client.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import type { Screen } from '#main/web/screens.ts';

/** A screen that comes back after every death of the station, and asks again what was not answered, under the same request. */
export interface Terminal {
  /** Rejects with what the station refuses. */
  ask<Name extends ProcedureName>(name: Name, input: Omit<ProcedureInput<Name>, 'requestId'>): Promise<ProcedureOutput<Name>>;
  until<Name extends TopicName>(name: Name, test: (value: TopicValue<Name>) => boolean): Promise<TopicValue<Name>>;
  close(): void;
}

export function createTerminal(station: MortalStation, screen: Screen): Terminal {
  let client: TillClient | undefined;
  /** Goes on until the station has answered, whatever the answer. */
  const insist = async <Answer>(request: (with_: TillClient) => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      try {
        await station.up();
        client ??= await connectTill(station.url, screen);
        return await request(client);
      } catch (error) {
        if (error instanceof GuitaiError && error.code !== 'disconnected') throw error;
        client?.close();
        client = undefined;
      }
    }
  };
  return {
    ask(name, input) {
      const requestId = newRequestId();
      return insist((connected) => connected.ask(name, { ...input, requestId }));
    },
    until: (name, test) => insist((connected) => connected.until(name, test)),
    close: () => client?.close(),
  };
}
