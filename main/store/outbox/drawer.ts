import type { StoreHandlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { OWNER_ACT } from '../staff/act.ts';
import type { DrawerOutcome } from '#contract/drawer.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId, type RequestId } from '#contract/ids.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

export interface DrawerOptions extends Book {
  readonly ports: Ports;
  readonly onUnexpected: (error: unknown, event: string) => void;
}

/** The cash drawer: opened by a sale that is already on disk, or by a person who says why. */
export interface Drawer {
  /** Opens it for the sale, refund or movement of cash with this sequence number. That is the order; only a drawer that did not open gets an entry of its own. */
  openForSale(seq: number): void;
  readonly handlers: Pick<StoreHandlers, 'drawer.open'>;
  /** Resolves when what became of every order is on disk. */
  settled(): Promise<unknown>;
}

/** Orders the drawer opened and writes down what became of it: the order before the pulse, the outcome after it. */
export function createDrawer(options: DrawerOptions): Drawer {
  const { ledger, ports, onUnexpected } = options;
  const underWay = new Map<RequestId, Promise<DrawerOutcome>>();

  /** Keeps hold of an order until it is through. */
  function track(id: RequestId, outcome: Promise<DrawerOutcome>): Promise<DrawerOutcome> {
    underWay.set(id, outcome);
    return outcome.finally(() => underWay.delete(id));
  }

  async function pulseForSale(seq: number): Promise<DrawerOutcome> {
    const outcome = await ports.openDrawer();
    if (!isWell(outcome)) {
      const facts = { order: seq, ...outcome };
      recordEvent(options, { kind: 'drawer.missed', requestId: newRequestId(), content: facts, facts }, OWNER_ACT);
    }
    return outcome;
  }

  async function pulseByHand(requestId: RequestId, order: number, drawerId: string | undefined): Promise<DrawerOutcome> {
    const outcome = await ports.openDrawer(drawerId);
    const facts = { order, ...outcome };
    recordEvent(options, { kind: 'drawer.pulsed', requestId: outcomeIdOf(requestId), content: facts, facts }, OWNER_ACT);
    return outcome;
  }

  return {
    openForSale(seq) {
      track(newRequestId(), pulseForSale(seq)).catch((error: unknown) => onUnexpected(error, 'drawer.pulse'));
    },
    handlers: {
      async 'drawer.open'({ requestId, reason, drawerId }, act) {
        const facts = drawerId === undefined ? { reason } : { reason, drawer: drawerId };
        const { entry, repeated } = recordEvent(options, { kind: 'drawer.ordered', requestId, content: facts, facts }, act);
        const outcome = repeated
          ? ((await underWay.get(requestId)) ?? outcomeOf(ledger.findByRequest(outcomeIdOf(requestId))))
          : await track(requestId, pulseByHand(requestId, entry.seq, drawerId));
        if (outcome.pulse === 'failed' || outcome.pulse === 'none') throw new GuitaiError('device_not_ready', { device: 'drawer' });
        if (outcome.position === 'closed') throw new GuitaiError('drawer_stuck');
        return outcome;
      },
    },
    settled: () => Promise.allSettled(underWay.values()),
  };
}

/** As far as anybody can tell, the drawer is open, or there is none to open. */
const isWell = ({ pulse, position }: DrawerOutcome): boolean => pulse === 'none' || (pulse === 'sent' && position !== 'closed');

/** The request id of an order's outcome: always the same, so that the outcome is found again after a restart. */
function outcomeIdOf(requestId: RequestId): RequestId {
  const digits = contentHash({ outcomeOf: requestId });
  return [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}

/** An order without an outcome was cut off by a power failure: nobody knows. */
function outcomeOf(entry: JournalEntry | undefined): DrawerOutcome {
  const { pulse = 'unknown', position = 'unknown' } = (entry?.body ?? {}) as Partial<DrawerOutcome>;
  return { pulse, position };
}
