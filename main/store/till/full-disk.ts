import type { StoreHandlers } from '../handlers.ts';
import { GuitaiError } from '#contract/error.ts';
import type { StoreProcedureName } from '#contract/procedures.ts';

const BEGINNINGS = ['basket.scan', 'basket.add', 'basket.weigh', 'order.collect'] as const satisfies readonly StoreProcedureName[];

/** The same handlers, but for those that would begin a sale while none may begin. */
export function refusingNewSales(handlers: StoreHandlers, refuses: () => boolean): StoreHandlers {
  const guarded = BEGINNINGS.map((name) => {
    const handler = handlers[name] as (input: unknown, act: unknown, from: unknown) => unknown;
    const guard = (input: unknown, act: unknown, from: unknown): unknown => {
      if (refuses()) throw new GuitaiError('disk_full');
      return handler(input, act, from);
    };
    return [name, guard];
  });
  return { ...handlers, ...(Object.fromEntries(guarded) as Partial<StoreHandlers>) };
}
