import type { ProcedureInput, ProcedureOutput, StoreProcedureName } from '#contract/procedures.ts';

/** One function a store procedure. Input and role were checked by the router; an answer is given only after the change is on disk. */
export type StoreHandlers = {
  readonly [Name in StoreProcedureName]: (input: ProcedureInput<Name>) => ProcedureOutput<Name> | Promise<ProcedureOutput<Name>>;
};
