import { voucherRebuild } from './checkout/vouchers.ts';
import { holdRebuild } from './hold/rebuild.ts';
import { offersRebuild } from './promotion/rebuild.ts';
import { orderRebuild } from './order/rebuild.ts';
import { queueRebuild } from './queue/rebuild.ts';
import { stockRebuild } from './stock/rebuild.ts';
import { traceRebuild } from './trace/rebuild.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';

/** Every table of the shop that follows from the journal, for `ledger verify`. */
export const rebuilds: readonly Rebuild[] = [
  stockRebuild,
  traceRebuild,
  voucherRebuild,
  holdRebuild,
  offersRebuild,
  orderRebuild,
  queueRebuild,
];
