import type { CustomerOrder } from '#contract/customer-order.ts';

/** The orders that a name, the end of a phone number or of the order's own number means; all of them for nothing. */
export function matchingOrders(orders: readonly CustomerOrder[], query: string): readonly CustomerOrder[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return orders;
  return orders.filter(({ code, customer, details: { delivery } }) => {
    const numbers = [customer.phone, delivery?.phone ?? '', code.toLowerCase()].map((number) => number.replaceAll(/[ -]/g, ''));
    const names = [customer.name, delivery?.recipient ?? ''].map((name) => name.toLowerCase());
    return names.some((name) => name.includes(wanted)) || numbers.some((number) => number.endsWith(wanted.replaceAll(/[ -]/g, '')));
  });
}

/** Whole days from one date to another: below zero, the day is past. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
}
