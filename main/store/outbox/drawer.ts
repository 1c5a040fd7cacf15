import type { StoreHandlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';

export interface DrawerOptions extends Book {
  readonly ports: Ports;
  readonly onUnexpected: (error: unknown, event: string) => void;
}

/** The cash drawer: opened by a sale that is already on disk, or by a person who says why. */
export interface Drawer {
  pulse(): void;
  readonly handlers: Pick<StoreHandlers, 'drawer.open'>;
}

export function createDrawer(options: DrawerOptions): Drawer {
  const { ports, onUnexpected } = options;
  return {
    pulse() {
      ports.openDrawer().catch((error: unknown) => onUnexpected(error, 'drawer.pulse'));
    },
    handlers: {
      async 'drawer.open'(input, act) {
        const { requestId, reason } = input;
        const { repeated } = recordEvent(options, { kind: 'drawer.opened', requestId, content: { reason }, facts: { reason } }, act);
        if (!repeated && !(await ports.openDrawer())) throw new GuitaiError('device_not_ready', { device: 'drawer' });
        return {};
      },
    },
  };
}
