import type { StationHost } from '../../host.ts';
import { GuitaiError, WireError, errorTexts, type ErrorCode } from '#contract/error.ts';
import type { ReplyFrame, TopicFrame } from '#contract/frame.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { QueueView } from '#contract/queue.ts';
import type { Station } from '#contract/station.ts';

/** All phones on one line to the station, with the role of a phone: it may take, follow, announce and cancel a ticket, and nothing else. */
export interface PhoneDesk {
  readonly station: Station | undefined;
  readonly queue: QueueView | undefined;
  /** Rejects with GuitaiError, as the gate answered. */
  ask<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>>;
  close(): void;
}

export function openPhoneDesk(host: StationHost): PhoneDesk {
  const topics = new Map<string, unknown>();
  const connection = host.connect('phone', (frameText) => {
    const { name, value } = JSON.parse(frameText) as TopicFrame;
    topics.set(name, value);
  });
  return {
    get station() {
      return topics.get('station') as Station | undefined;
    },
    get queue() {
      return topics.get('queue') as QueueView | undefined;
    },
    async ask(name, input) {
      const reply = JSON.parse(await connection.receive(JSON.stringify({ type: 'request', id: 1, name, input }))) as ReplyFrame;
      // The gate checks every output against the same table before it answers.
      if (reply.ok) return reply.output as ProcedureOutput<typeof name>;
      throw errorOf(reply.error);
    },
    close: () => connection.close(),
  };
}

/** An error as another station or the gate sent it; one this version does not know is `internal`. */
export function errorOf({ code, details }: WireError): GuitaiError {
  return new GuitaiError(Object.hasOwn(errorTexts, code) ? (code as ErrorCode) : 'internal', details);
}
