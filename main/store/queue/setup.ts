import { DEMO_COUNTERS, DEMO_SERVICES } from './demo-queue.ts';
import type { QueueTable } from './queue-sql.ts';
import { storedEntry } from '../shift/booking.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import type { QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';

/** What a shop begins with: no services, the usual rules. */
export const EMPTY_SETUP: QueueSetup = {
  services: [],
  counters: [],
  headStartMinutes: { normal: 0, assisted: 10, vip: 5, appointment: 15 },
  vipLevels: ['gold', 'diamond'],
  assistedTags: ['孕妈'],
  recallLimit: 3,
  sameTicketMinutes: 2,
  bookingEarlyMinutes: 30,
  bookingLateMinutes: 15,
  saleFinishesTicket: false,
  saleCallsNext: false,
  missedRule: '过号请到服务台，当日有效',
};

/** Services and counters as they are now: what was saved, else the demo shop's, else none. */
export interface QueueRules {
  readonly revision: number;
  readonly setup: QueueSetup;
  /** Throws service_unknown. */
  service(serviceId: number): QueueService;
  /** An active counter. Throws counter_unknown. */
  counter(counterId: number): QueueCounter;
  readonly handlers: Pick<StoreHandlers, 'queue.setup' | 'queue.configure'>;
}

export function createQueueRules(book: Book, table: QueueTable, onChanged: () => void): QueueRules {
  const first = { revision: 0, setup: book.shop.demo ? { ...EMPTY_SETUP, services: DEMO_SERVICES, counters: DEMO_COUNTERS } : EMPTY_SETUP };
  let current = table.setup() ?? first;
  return {
    get revision() {
      return current.revision;
    },
    get setup() {
      return current.setup;
    },
    service(serviceId) {
      const service = current.setup.services.find(({ id, active }) => id === serviceId && active);
      if (!service) throw new GuitaiError('service_unknown');
      return service;
    },
    counter(counterId) {
      const counter = current.setup.counters.find(({ id, active }) => id === counterId && active);
      if (!counter) throw new GuitaiError('counter_unknown');
      return counter;
    },
    handlers: {
      'queue.setup': () => ({ ...current }),
      'queue.configure'({ requestId, revision, setup }, act) {
        const known = storedEntry(book, 'queue.configured', requestId);
        if (!known) {
          if (revision !== current.revision) throw new GuitaiError('queue_changed');
          const problem = setupProblem(setup, current.setup) ?? stillOpen(setup, table) ?? stillOut(setup, table);
          if (problem) throw new GuitaiError('bad_input', { reason: problem });
        }
        const next = revision + 1;
        const { repeated } = recordEvent(
          book,
          {
            kind: 'queue.configured',
            requestId,
            content: { revision, setup },
            facts: { revision: next, setup },
            inTransaction: () => table.saveSetup(next, setup),
          },
          act,
        );
        if (!repeated) {
          current = { revision: next, setup };
          onChanged();
        }
        return { revision: next };
      },
    },
  };
}

/** What is wrong with a setup, in both languages; undefined when nothing is. */
export function setupProblem({ services, counters }: QueueSetup, before: Pick<QueueSetup, 'services' | 'counters'>): string | undefined {
  if (new Set(services.map(({ id }) => id)).size < services.length || new Set(counters.map(({ id }) => id)).size < counters.length) {
    return '编号重复 / an id appears twice';
  }
  const prefixes = services.map(({ prefix }) => prefix);
  const twice = prefixes.find((prefix, index) => prefixes.indexOf(prefix) !== index);
  if (twice !== undefined) return `字头 ${twice} 用了两次 / prefix ${twice} is used twice`;
  const backwards = services.find(({ firstNumber, lastNumber }) => firstNumber > lastNumber);
  if (backwards) return `${backwards.prefix} 的号段反了 / the numbers of ${backwards.prefix} end before they begin`;
  const missing = [...before.services, ...before.counters].length > 0 && isMissing(before, { services, counters });
  if (missing) return '用过的业务和柜台只能停用，不能删除 / what was used can be switched off, not deleted';
  const active = counters.filter((counter) => counter.active);
  const places = active.map(({ kind, number }) => `${kind} ${number}`);
  if (new Set(places).size < places.length) return '两个柜台同名 / two counters have the same name';
  const tills = active.flatMap(({ terminal, deviceId }) => [...(terminal === '' ? [] : [terminal]), ...(deviceId ? [deviceId] : [])]);
  if (active.some(({ terminal, deviceId }) => terminal !== '' && deviceId !== undefined))
    return '一个柜台只能对应一台收银机 / a counter belongs to one till';
  if (new Set(tills).size < tills.length) return '一台收银机只能对应一个柜台 / a till belongs to one counter';
  const unknown = counters.some(({ serviceIds }) => serviceIds.some((serviceId) => !services.some(({ id }) => id === serviceId)));
  return unknown ? '柜台办理的业务不存在 / a counter serves a service that does not exist' : undefined;
}

function isMissing(before: Pick<QueueSetup, 'services' | 'counters'>, after: Pick<QueueSetup, 'services' | 'counters'>): boolean {
  return (
    before.services.some(({ id }) => !after.services.some((service) => service.id === id)) ||
    before.counters.some(({ id }) => !after.counters.some((counter) => counter.id === id))
  );
}

/** A counter that is switched off has nobody to finish the ticket at it, or to call those that wait for it alone: it is closed first. */
function stillOpen({ counters }: QueueSetup, table: QueueTable): string | undefined {
  const open = counters.find(({ id, active }) => !active && (table.counter(id)?.state ?? 'closed') !== 'closed');
  return open && `先关闭 ${open.number} 号柜台再停用 / close counter ${open.number} before switching it off`;
}

/** A prefix goes to another service once its tickets are over: nobody waits beside somebody with the same number. */
function stillOut({ services }: QueueSetup, table: QueueTable): string | undefined {
  const prefixes = new Map(services.map(({ id, prefix }) => [prefix, id]));
  const out = table.open().find(({ code, issuedServiceId }) => (prefixes.get(prefixOf(code)) ?? issuedServiceId) !== issuedServiceId);
  return (
    out &&
    `${out.code} 还没办完，字头 ${prefixOf(out.code)} 不能给别的业务 / ${out.code} is still out, its prefix cannot go to another service`
  );
}

const prefixOf = (code: string): string => code.replace(/[0-9]+$/, '');
