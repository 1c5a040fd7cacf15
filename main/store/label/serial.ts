/** Crockford's base 32: no I, L, O or U that could be read as something else. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 2026-01-01 in UTC; a tick is a hundredth of a second, and eight digits of base 32 last three centuries. */
const FIRST_TICK_MS = Date.UTC(2026, 0, 1);
const TICK_MS = 10;
const SERIAL_DIGITS = 8;

/**
 * The number after `last`. Numbers keep up with the clock, so that a data directory made anew or restored from an old backup goes on
 * behind every number it ever gave away.
 */
export function nextSerialNumber(last: number, nowMs: number): number {
  return Math.max(last + 1, Math.floor((nowMs - FIRST_TICK_MS) / TICK_MS));
}

/** The serial number of one piece: store, terminal and number; 20 characters at most, as (21) allows. */
export function formatSerial(shop: { readonly storeCode: string; readonly terminal: string }, number: number): string {
  let rest = number;
  let digits = '';
  for (let place = 0; place < SERIAL_DIGITS; place += 1) {
    digits = (DIGITS[rest % 32] ?? '0') + digits;
    rest = Math.floor(rest / 32);
  }
  return `${shop.storeCode}${shop.terminal}${digits}`;
}
