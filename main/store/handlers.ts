import type { Act } from './staff/act.ts';
import type { ProcedureInput, ProcedureOutput, StoreProcedureName } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';

/** One function a store procedure. Input and role were checked by the router, rights by the gate, and `act` says who does it, over which kind of connection and from which device (`from`); an answer is given only after the change is on disk. */
export type StoreHandlers = {
  readonly [Name in StoreProcedureName]: (
    input: ProcedureInput<Name>,
    act: Act,
    from: Caller,
  ) => ProcedureOutput<Name> | Promise<ProcedureOutput<Name>>;
};
