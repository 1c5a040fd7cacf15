import type { ScanEcho } from '#contract/scan.ts';
import { StaffCode } from '#contract/staff.ts';

/** A person's number scanned from a badge: the till is locked, or the shop knows no product of that code. */
export function badgeOf({ code, outcome }: ScanEcho): string | undefined {
  const locked = outcome.kind === 'refused' && outcome.error.code === 'till_locked';
  const number = code.trim();
  return (locked || outcome.kind === 'unknown') && StaffCode.safeParse(number).success ? number : undefined;
}
