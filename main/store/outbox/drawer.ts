import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock, Ports } from '../ports.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

export interface DrawerOptions {
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly ports: Ports;
  readonly onUnexpected: (error: unknown, event: string) => void;
}

/** The cash drawer: opened by a sale that is already on disk, or by a person who says why. */
export interface Drawer {
  pulse(): void;
  readonly handlers: Pick<StoreHandlers, 'drawer.open'>;
}

export function createDrawer(options: DrawerOptions): Drawer {
  const { ledger, shop, clock, ports, onUnexpected } = options;
  const localTime = createLocalTime(shop.timeZone);
  return {
    pulse() {
      ports.openDrawer().catch((error: unknown) => onUnexpected(error, 'drawer.pulse'));
    },
    handlers: {
      async 'drawer.open'(input) {
        const tsMs = clock();
        const { repeated } = ledger.commit({
          kind: 'drawer.opened',
          requestId: input.requestId,
          requestHash: contentHash({ reason: input.reason }),
          businessDate: localTime(tsMs).date,
          tsMs,
          numbered: false,
          body: () => ({ v: 1, reason: input.reason }),
          postings: [],
          movements: [],
          printJobs: [],
        });
        if (!repeated && !(await ports.openDrawer())) throw new GuitaiError('device_not_ready', { device: 'drawer' });
        return {};
      },
    },
  };
}
