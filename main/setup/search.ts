import { networkInterfaces } from 'node:os';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Discovery, DiscoverySource, FoundDevice } from '#contract/setup.ts';
import { discoverDevices, type DiscoverOptions } from '#drivers/discovery/discover.ts';
import { isPrivate, neighbours, PRINTER_PORT, type Target } from '#drivers/discovery/network.ts';
import type { DevicePlan } from '../devices/device-set.ts';
import { configuredOn } from './found-wire.ts';

const MAX_FOUND = 200;
const SOURCES: readonly DiscoverySource[] = ['usb', 'serial', 'hid', 'queues', 'network'];
const NOTHING_FOUND: Discovery = { state: 'idle', sources: [], hostsDone: 0, hostsTotal: 0, found: [] };

/** What a search looks at, where it is not this machine. */
export type SearchPlace = Pick<DiscoverOptions, 'machine' | 'listHid'> & { readonly targets?: readonly Target[] };

/** The search for devices: one at a time, the next one ends the last. */
export interface Search {
  /** How it goes; what is set up already is named. */
  readonly view: Discovery;
  /** Throws GuitaiError `address_public`. */
  begin(input: ProcedureInput<'device.discover'>): void;
  stop(): void;
}

export function createSearch(options: {
  readonly place?: SearchPlace | undefined;
  devices(): DevicePlan['devices'];
  onChange(): void;
}): Search {
  const { targets: around, ...machine } = options.place ?? {};
  let discovery = NOTHING_FOUND;
  let current = new AbortController();

  /** The addresses to ask; a printer the till holds open takes no second client, so it is left alone. */
  function targetsOf({ network, host, port = PRINTER_PORT }: ProcedureInput<'device.discover'>): readonly Target[] {
    if (host !== undefined && !isPrivate(host) && !host.startsWith('127.')) throw new GuitaiError('address_public', { host });
    const lan = network ? (around ?? neighbours(networkInterfaces())) : [];
    const all = host === undefined ? lan : [{ host, port }, ...lan];
    return all.filter((target) => configuredOn({ type: 'tcp', ...target }, options.devices()) === null);
  }

  return {
    get view() {
      const found = discovery.found.toSorted(usableFirst);
      return { ...discovery, found: found.map((device) => ({ ...device, configuredAs: configuredOn(device.wire, options.devices()) })) };
    },
    begin(input) {
      const targets = targetsOf(input);
      current.abort();
      const search = new AbortController();
      current = search;
      const update = (changes: Partial<Discovery>): void => {
        if (current !== search) return;
        discovery = { ...discovery, ...changes };
        options.onChange();
      };
      const sources = SOURCES.map((source) => ({ source, state: 'running' as const }));
      update({ ...NOTHING_FOUND, state: 'running', sources, hostsTotal: targets.length });
      void discoverDevices({
        ...machine,
        signal: search.signal,
        targets,
        found(device) {
          const others = discovery.found.filter(({ key }) => key !== device.key);
          update({ found: [...others, { ...device, configuredAs: null }].slice(0, MAX_FOUND) });
        },
        ended(source, error) {
          const state = search.signal.aborted ? 'stopped' : error ? 'failed' : 'done';
          const row = { source, state, ...(error?.remedy ? { remedy: error.remedy } : {}) } as const;
          update({ sources: discovery.sources.map((each) => (each.source === source ? row : each)) });
        },
        hostsDone: (hostsDone) => update({ hostsDone }),
      }).then(() => update({ state: search.signal.aborted ? 'stopped' : 'done' }));
    },
    stop: () => current.abort(),
  };
}

const accessRanks = { ok: 0, silent: 1, no_permission: 2, no_driver: 3 } as const satisfies Record<FoundDevice['access'], number>;

/** The same order however the answers come in. */
function usableFirst(a: FoundDevice, b: FoundDevice): number {
  return accessRanks[a.access] - accessRanks[b.access] || a.key.localeCompare(b.key);
}
