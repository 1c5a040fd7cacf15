import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput, ProcedureOutput } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';
import type { HostHandlers } from './host.ts';
import type { StoreHost } from './store-host.ts';

export interface TrainingOptions {
  readonly store: Pick<StoreHost, 'training' | 'setTraining'>;
  /** Asks the open ledger, live or training, whether the person at the till may; rejects with GuitaiError. */
  permit(input: ProcedureInput<'training.permit'>, caller: Caller): Promise<ProcedureOutput<'training.permit'>>;
  /** Journals in the live ledger that the training is over. */
  ended(input: ProcedureInput<'training.ended'>): Promise<unknown>;
}

/**
 * Into training and back. The live ledger is closed meanwhile, so that nothing can be written to it; that the till was in training, by whom and how
 * much was sold there today, stands in it before and after.
 */
export function createTraining({ store, permit, ended }: TrainingOptions): Pick<HostHandlers, 'training.set'> {
  let changing = false;
  return {
    async 'training.set'({ requestId, on }, caller) {
      if (changing) throw new GuitaiError('too_busy');
      if (store.training === on) return {};
      changing = true;
      try {
        const { operator, sales } = await permit({ requestId, on }, caller);
        await store.setTraining(on);
        if (!on) await ended({ requestId: newRequestId(), operator, sales });
        return {};
      } finally {
        changing = false;
      }
    },
  };
}
