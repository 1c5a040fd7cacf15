import { StaffRole } from '#contract/rights.ts';
import { Pin, StaffCode, type StaffMember } from '#contract/staff.ts';
import type { CommandInput } from '#renderer/app/client.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

const MAX_NAME_CHARACTERS = 40;

/** A person as typed into the form. */
export interface PersonDraft {
  readonly id: number | undefined;
  readonly code: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly active: boolean;
  /** Left empty for a person who has one, the PIN stays. */
  readonly pin: string;
  readonly pinAgain: string;
}

export function draftOf(member: StaffMember | undefined, role: StaffRole): PersonDraft {
  const { id, code, name, active } = member ?? { id: undefined, code: '', name: '', active: true };
  return { id, code, name, role: member?.role ?? role, active, pin: '', pinAgain: '' };
}

export type DraftField = 'code' | 'name' | 'pin' | 'pinAgain';

/** What is wrong with a draft, the first field first; or the command that saves it. */
export function readDraft(
  draft: PersonDraft,
): { readonly field: DraftField; readonly why: TextKey } | { readonly person: CommandInput<'staff.save'> } {
  const { id, role, active, pin } = draft;
  const name = draft.name.trim();
  const code = draft.code.trim();
  if (!StaffCode.safeParse(code).success) return { field: 'code', why: 'staff.why.code' };
  if (name === '' || name.length > MAX_NAME_CHARACTERS) return { field: 'name', why: 'staff.why.name' };
  const keepsPin = id !== undefined && pin === '' && draft.pinAgain === '';
  if (!keepsPin && !Pin.safeParse(pin).success) return { field: 'pin', why: 'staff.why.pin' };
  if (!keepsPin && isGuessable(pin)) return { field: 'pin', why: 'staff.why.guessable' };
  if (draft.pinAgain !== pin) return { field: 'pinAgain', why: 'staff.why.pinAgain' };
  return { person: { ...(id === undefined ? {} : { id }), code, name, role, active, ...(keepsPin ? {} : { pin }) } };
}

/** The same digit all along, or a run such as 1234 or 98765: what everybody tries first. */
export function isGuessable(pin: string): boolean {
  const steps = new Set(Array.from(pin.slice(1), (digit, index) => Number(digit) - Number(pin[index])));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 0);
}
