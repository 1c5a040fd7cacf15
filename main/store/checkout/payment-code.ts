import { readAimId } from '../scan/aim.ts';

/** A customer's payment code: WeChat Pay shows 18 digits that begin with 10–15, Alipay 16 to 24 that begin with 25–30. */
export function isPaymentCode(code: string): boolean {
  return /^(?:1[0-5]\d{16}|(?:2[5-9]|30)\d{14,22})$/.test(code);
}

/** What may be shown, logged or kept of a code: nothing of what could be a payment code but its beginning and its length. */
export function withoutPaymentCode(code: string): string {
  const { data } = readAimId(code);
  return /^\d{16,24}$/.test(data) ? `${data.slice(0, 2)}… (${data.length})` : code;
}
