import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { formatYuan } from '#contract/money.ts';
import type { Sale } from '#contract/sale.ts';

/** Where the customer asks for the e-invoice of a sale. */
export type InvoiceUrlOf = (sale: Pick<Sale, 'receiptNumber' | 'totalMinor' | 'completedAtMs'>) => string;

const FIELDS = ['order', 'amount', 'time', 'sign'] as const;
/** A host that is no placeholder, no user before it, and nothing a QR reader would stumble over. */
const TEMPLATE = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?\/(?:[\w\-.~/?&=%+:,;@!$*#]|\{[a-z]+\})*$/i;
const MAX_TEMPLATE_CHARACTERS = 300;
const SECRET = /^[\x21-\x7e]{16,200}$/;
const SECRET_BYTES = 32;

/** An address of the invoice platform with {order} and {sign}, and if it wants them {amount} and {time}. */
export function isInvoiceTemplate(template: string): boolean {
  const names = Array.from(template.matchAll(/\{(\w+)\}/g), ([, name]) => name);
  const isKnown = names.every((name) => FIELDS.some((field) => field === name));
  return (
    template.length <= MAX_TEMPLATE_CHARACTERS && TEMPLATE.test(template) && isKnown && names.includes('order') && names.includes('sign')
  );
}

/**
 * The address for a sale: its number, its amount in yuan with two decimals, its time in seconds since 1970, and
 * HMAC-SHA256(secret, order LF amount LF time) in hexadecimal, so that nobody makes up an order or another amount.
 */
export function createInvoiceUrl(template: string, secret: string): InvoiceUrlOf {
  return ({ receiptNumber, totalMinor, completedAtMs }) => {
    const order = receiptNumber;
    const amount = formatYuan(totalMinor);
    const time = String(Math.floor(completedAtMs / 1000));
    const sign = createHmac('sha256', secret).update(`${order}\n${amount}\n${time}`).digest('hex');
    const values: Readonly<Record<string, string>> = { order, amount, time, sign };
    return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  };
}

/**
 * The secret that the shop shares with its invoice platform, one line of text in a file readable by its user only; made at first use, or put there as the
 * platform gave it. Throws RangeError for another kind of file.
 */
export function openInvoiceSecret(file: string): string {
  try {
    const handle = openSync(file, 'wx', 0o600);
    try {
      writeSync(handle, `${randomBytes(SECRET_BYTES).toString('hex')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (!SECRET.test(secret)) throw new RangeError(`${file} is not one line of 16 to 200 letters, digits and signs`);
  return secret;
}
