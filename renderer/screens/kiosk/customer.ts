import { MemberCode, MemberPhone } from '#contract/member.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { BookingCode } from '#contract/queue.ts';

/** Whose ticket the next one is: of a member's card or a phone number, with what the station knows of them. */
export interface KioskCustomer {
  readonly by: { readonly member: string } | { readonly phone: string };
  /** Null for a number no member has. */
  readonly known: ProcedureOutput<'queue.greet'>['member'];
}

/** What a code scanned at the kiosk is; a payment code, an article or anything else is none of these. */
export type KioskScan =
  | { readonly kind: 'booking'; readonly code: string }
  | { readonly kind: 'member'; readonly code: string }
  | { readonly kind: 'unknown' };

export function interpretScan(text: string): KioskScan {
  const code = text.trim().toUpperCase();
  if (BookingCode.safeParse(code).success) return { kind: 'booking', code };
  return MemberCode.safeParse(code).success ? { kind: 'member', code } : { kind: 'unknown' };
}

/** A whole mobile number of mainland China. */
export function isWholePhone(digits: string): boolean {
  return digits.length === 11 && MemberPhone.safeParse(digits).success;
}

/** As people say a number: "138 0013 8000"; a booking code "1234 5678". */
export function groupDigits(digits: string, first: number): string {
  return [digits.slice(0, first), ...(digits.slice(first).match(/.{1,4}/g) ?? [])].join(' ');
}
