import { useRef } from 'react';
import type { WireError } from '#contract/error.ts';
import type { ProcedureInput, ProcedureOutput } from '#contract/procedures.ts';
import type { DeskTicket } from '#contract/queue.ts';
import { wireErrorOf, type CommandInput } from '#renderer/app/client.ts';
import { useBusyCalls } from '#renderer/app/use-busy-calls.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';
import { NEXT_GAP_MS, type CounterView } from '#renderer/app/desk-view.ts';

export type TransferTo = ProcedureInput<'queue.transfer'>['to'];

/** What can be done at a counter. While an answer is due nothing more is asked, so that a key pressed twice acts once. */
export interface CallerActions {
  readonly failure: WireError | undefined;
  dismiss(): void;
  /** The station can be reached and no answer is due. */
  readonly enabled: boolean;
  next(): void;
  recall(): void;
  start(): void;
  finish(): void;
  skip(): void;
  hold(): void;
  transfer(to: TransferTo, note: string): void;
  pick(ticket: DeskTicket, reason: string): void;
  /** A ticket that was held or missed goes on here, or back in line. */
  resume(ticket: DeskTicket, to: 'counter' | 'line'): void;
  /** The customer left. */
  cancel(ticket: DeskTicket): void;
  pause(reason: string): void;
  resumeCounter(): void;
  close(): void;
  /** Resolves with the ticket, undefined when it was refused. */
  take(input: Omit<ProcedureInput<'queue.take'>, 'requestId'>): Promise<ProcedureOutput<'queue.take'> | undefined>;
}

export function useCaller({ counter, current }: CounterView): CallerActions {
  const calls = useBusyCalls();
  const enabled = useConnection() === 'connected' && !calls.busy;
  const lastNextAtMs = useRef(Number.NEGATIVE_INFINITY);
  const counterId = counter.id;
  const withCurrent = (act: (ticketId: number) => Promise<unknown>): void => {
    if (enabled && current) void act(current.ticketId);
  };
  const here = (act: () => Promise<unknown>): void => {
    if (enabled) void act();
  };
  return {
    failure: calls.failure,
    dismiss: calls.dismiss,
    enabled,
    next() {
      const nowMs = performance.now();
      if (!enabled || nowMs - lastNextAtMs.current < NEXT_GAP_MS) return;
      lastNextAtMs.current = nowMs;
      void calls.command('queue.next', { counterId });
    },
    recall: () => withCurrent((ticketId) => calls.command('queue.recall', { counterId, ticketId })),
    start: () => withCurrent((ticketId) => calls.command('queue.start', { counterId, ticketId })),
    finish: () => withCurrent((ticketId) => calls.command('queue.finish', { counterId, ticketId })),
    skip: () => withCurrent((ticketId) => calls.command('queue.miss', { counterId, ticketId })),
    hold: () => withCurrent((ticketId) => calls.command('queue.hold', { counterId, ticketId })),
    transfer: (to, note) =>
      withCurrent((ticketId) => calls.command('queue.transfer', { counterId, ticketId, to, ...(note === '' ? {} : { note }) })),
    pick: ({ ticketId }, reason) => here(() => calls.command('queue.pick', { counterId, ticketId, reason })),
    resume: ({ ticketId }, to) => here(() => calls.command('queue.resume', { counterId, ticketId, to })),
    cancel: ({ ticketId }) => here(() => calls.command('queue.cancel', { counterId, ticketId })),
    pause: (reason) => here(() => calls.command('counter.pause', { counterId, reason })),
    resumeCounter: () => here(() => calls.command('counter.resume', { counterId })),
    close: () => here(() => calls.command('counter.close', { counterId })),
    take: (input) => calls.command('queue.take', input),
  };
}

/** Opens a counter, with number and PIN where the shop has operators; resolves with what was wrong. */
export function useOpenCounter(): (input: CommandInput<'counter.open'>) => Promise<WireError | undefined> {
  const client = useClient();
  return (input) => client.command('counter.open', input).then(() => undefined, wireErrorOf);
}
