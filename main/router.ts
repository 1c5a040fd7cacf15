import { personOf, type HostHandlers } from './host.ts';
import type { Log } from './log.ts';
import { GuitaiError } from '#contract/error.ts';
import { MAX_FRAME_BYTES, RequestFrame, type ReplyFrame } from '#contract/frame.ts';
import { findProcedure, type ProcedureName } from '#contract/procedures.ts';
import type { ProcedureRow } from '#contract/procedures/row.ts';
import type { Caller } from '#contract/role.ts';
import type { z } from 'zod';
import { toWireError } from '#main/store/frames.ts';

/** The only gate: frame → name → role → input → right → handler → output → reply. */
export interface Router {
  /** Takes a request frame as hostile text and resolves with the reply frame as text. Never rejects. */
  receive(frameText: string, caller: Caller): Promise<string>;
  /** The same gate for a request that is already an object. Rejects with GuitaiError. */
  call(name: string, input: unknown, caller: Caller): Promise<unknown>;
}

export interface RouterOptions {
  readonly hostHandlers: Partial<HostHandlers>;
  /** Asks the store thread to answer, or, for a procedure of the host, whether the person at the till may; rejects with GuitaiError. */
  callStore(name: ProcedureName, input: unknown, caller: Caller): Promise<unknown>;
  readonly log: Log;
}

export function createRouter(options: RouterOptions): Router {
  const { hostHandlers, callStore, log } = options;

  const answer = async (name: ProcedureName, { at, right }: ProcedureRow, input: unknown, caller: Caller): Promise<unknown> => {
    if (at === 'store') return callStore(name, input, caller);
    const handler = hostHandlers[name as keyof HostHandlers] as ((input: unknown, caller: Caller) => unknown) | undefined;
    if (!handler) throw new GuitaiError('unknown_procedure');
    if (right) await callStore(name, input, personOf(caller));
    return handler(input, caller);
  };

  const call = async (name: string, input: unknown, caller: Caller): Promise<unknown> => {
    const row = findProcedure(name);
    if (!row) throw new GuitaiError('unknown_procedure');
    if (!row.roles.includes(caller.role)) throw new GuitaiError('forbidden');
    const checked = row.input.safeParse(input);
    if (!checked.success) throw new GuitaiError('bad_input', { reason: describe(checked.error) });
    const output = row.output.safeParse(await answer(name as ProcedureName, row, checked.data, caller));
    if (output.success) return output.data;
    log.error('router.bad_output', output.error, { name });
    throw new GuitaiError('internal');
  };

  return {
    call,
    async receive(frameText, caller) {
      const frame = parseRequest(frameText);
      if (!frame) return reply({ type: 'reply', id: 0, ok: false, error: new GuitaiError('bad_input', { reason: 'frame' }).toWire() });
      try {
        return reply({ type: 'reply', id: frame.id, ok: true, output: await call(frame.name, frame.input, caller) });
      } catch (error) {
        if (!(error instanceof GuitaiError)) log.error('router.unexpected', error, { name: frame.name });
        return reply({ type: 'reply', id: frame.id, ok: false, error: toWireError(error) });
      }
    },
  };
}

function parseRequest(frameText: string): RequestFrame | undefined {
  if (frameText.length > MAX_FRAME_BYTES) return undefined;
  try {
    return RequestFrame.parse(JSON.parse(frameText));
  } catch {
    return undefined;
  }
}

function reply(frame: ReplyFrame): string {
  return JSON.stringify(frame);
}

/** The first thing wrong with an input, short enough for a screen: "quantityMilli: Too big". */
function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'input'}: ${issue.message}`.slice(0, 200) : 'input';
}
