import { createRateLimit, type Rate, type RateLimit } from '../rate.ts';

const MAX_ADDRESSES = 2_000;

/** One bucket an address, and one for all of them together. */
export interface AddressLimits {
  /** False when this address, or everybody together, asks too much. */
  take(address: string | undefined): boolean;
}

/** Remembers the addresses heard of last; one that is forgotten begins with a full bucket, within what all may do together. */
export function createAddressLimits(each: Rate, together: Rate, nowMs?: () => number): AddressLimits {
  const buckets = new Map<string, RateLimit>();
  const all = createRateLimit(together, nowMs);
  return {
    take(address = '') {
      const bucket = buckets.get(address) ?? createRateLimit(each, nowMs);
      buckets.delete(address);
      buckets.set(address, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
      return bucket.take() && all.take();
    },
  };
}
