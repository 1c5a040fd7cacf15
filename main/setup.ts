import { networkInterfaces } from 'node:os';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { DeviceDraft, Discovery, FoundDevice, SetupView, Trial } from '#contract/setup.ts';
import { discoverDevices, type DiscoverOptions } from '#drivers/discovery/discover.ts';
import { isPrivate, neighbours, PRINTER_PORT, type Target } from '#drivers/discovery/network.ts';
import { findLabelPrinterModel, labelPrinterModelIds } from '#drivers/label/models.ts';
import { findPrinterModel, printerModelIds } from '#drivers/printer/models.ts';
import { SCALE_PROTOCOLS, type ScaleProtocolName } from '#drivers/scale/protocols.ts';
import type { Publish } from '#main/store/publish.ts';
import { coalesce } from './coalesce.ts';
import type { DevicePlan } from './devices/device-set.ts';
import type { Devices } from './devices/devices.ts';
import { draftCandidate, draftWire } from './device-draft.ts';
import { configuredOn } from './found-wire.ts';
import type { HostHandlers } from './host.ts';
import type { Log } from './log.ts';
import { putDevice, removeDevice } from './settings-document.ts';
import type { SettingsChange, SettingsEditor } from './settings-editor.ts';
import type { Settings } from './settings.ts';

const PUBLISH_INTERVAL_MS = 200;
const MAX_FOUND = 200;
const MAX_ANSWERED = 32;

type HandlerName =
  | 'device.discover'
  | 'device.stopDiscovery'
  | 'setup.try'
  | 'setup.stopTrying'
  | 'setup.save'
  | 'setup.remove'
  | 'setup.undo';

/** Finding devices, trying them, and saving them in settings.json while the station runs. */
export interface Setup {
  readonly handlers: Pick<HostHandlers, HandlerName>;
  /** Publishes the first value of topic `setup`. */
  start(): void;
  /** settings.json was changed by another part of the station. */
  refresh(): void;
  /** Ends a search and a trial. */
  stop(): void;
}

export interface SetupOptions {
  readonly settings: DevicePlan;
  readonly editor: SettingsEditor;
  readonly devices: Pick<Devices, 'tryDevice' | 'probeRates'>;
  /** Asks the store whether the person at the till may, and journals it. Rejects with GuitaiError. */
  allow(change: ProcedureInput<'settings.change'>): Promise<unknown>;
  /** Takes new settings up. */
  apply(settings: Settings): Promise<void>;
  readonly publish: Publish;
  readonly log: Log;
  /** What a search looks at, where it is not this machine. */
  readonly search?: Pick<DiscoverOptions, 'machine' | 'listHid'> & { readonly targets?: readonly Target[] };
}

const scaleNames = {
  'toledo-8217': 'Toledo 8217',
  cas: 'CAS',
  mettler: 'Mettler continuous',
  'mettler-checksum': 'Mettler continuous, checksum',
  equals: '= stream',
  'equals-reversed': '= stream, last digit first',
  yaohua: 'Yaohua stream',
  'yaohua-command': 'Yaohua command',
} as const satisfies Record<ScaleProtocolName, string>;

const models: SetupView['models'] = {
  printer: named(printerModelIds(), findPrinterModel),
  label_printer: named(labelPrinterModelIds(), findLabelPrinterModel),
  scale: SCALE_PROTOCOLS.map((id) => ({ id, name: scaleNames[id] })),
};

const accessRanks = { ok: 0, silent: 1, no_permission: 2, no_driver: 3 } as const satisfies Record<FoundDevice['access'], number>;

/** The same order however the answers come in. */
function usableFirst(a: FoundDevice, b: FoundDevice): number {
  return accessRanks[a.access] - accessRanks[b.access] || a.key.localeCompare(b.key);
}

function named(ids: readonly string[], find: (id: string) => { readonly name: string } | undefined): SetupView['models']['printer'] {
  return ids.map((id) => ({ id, name: find(id)?.name ?? id }));
}

const NOTHING_FOUND: Discovery = { state: 'idle', sources: [], hostsDone: 0, hostsTotal: 0, found: [] };

export function createSetup(options: SetupOptions): Setup {
  const { editor, devices, publish, log } = options;
  let plan = options.settings;
  /** Of the content that `plan` shows: what is changed must have been seen. */
  let { revision } = editor;
  let discovery = NOTHING_FOUND;
  let trial: Trial | null = null;
  let searching = new AbortController();
  let trying = new AbortController();
  /** Two screens that save one after the other are taken up one after the other. */
  let applied: Promise<void> = Promise.resolve();
  let answered: readonly string[] = [];

  const view = (): SetupView => ({
    revision,
    canUndo: editor.canUndo,
    roles: Object.fromEntries(Object.entries(plan.roles).filter((role): role is [string, string] => typeof role[1] === 'string')),
    models,
    discovery: {
      ...discovery,
      found: discovery.found.toSorted(usableFirst).map((device) => ({ ...device, configuredAs: configuredOn(device.wire, plan.devices) })),
    },
    trial,
  });
  const changed = coalesce(() => publish('setup', view()), PUBLISH_INTERVAL_MS);

  function discover(targets: readonly Target[]): void {
    searching.abort();
    const search = new AbortController();
    searching = search;
    const update = (changes: Partial<Discovery>): void => {
      if (searching !== search) return;
      discovery = { ...discovery, ...changes };
      changed.ask();
    };
    const sources = (['usb', 'serial', 'hid', 'queues', 'network'] as const).map((source) => ({ source, state: 'running' as const }));
    update({ ...NOTHING_FOUND, state: 'running', sources, hostsTotal: targets.length });
    const { targets: _, ...machine } = options.search ?? {};
    void discoverDevices({
      ...machine,
      signal: search.signal,
      targets,
      found(device) {
        const others = discovery.found.filter(({ key }) => key !== device.key);
        update({ found: [...others, { ...device, configuredAs: null }].slice(0, MAX_FOUND) });
      },
      ended(ended, error) {
        const state = search.signal.aborted ? 'stopped' : error ? 'failed' : 'done';
        const row = { source: ended, state, ...(error?.remedy ? { remedy: error.remedy } : {}) } as const;
        update({ sources: discovery.sources.map((each) => (each.source === ended ? row : each)) });
      },
      hostsDone: (hostsDone) => update({ hostsDone }),
    }).then(() => update({ state: search.signal.aborted ? 'stopped' : 'done' }));
  }

  /** The addresses to ask; a printer the till holds open takes no second client, so it is left alone. */
  function targetsOf({ network, host, port = PRINTER_PORT }: Parameters<Setup['handlers']['device.discover']>[0]): readonly Target[] {
    if (host !== undefined && !isPrivate(host) && !host.startsWith('127.')) throw new GuitaiError('address_public', { host });
    const around = network ? (options.search?.targets ?? neighbours(networkInterfaces())) : [];
    const all = host === undefined ? around : [{ host, port }, ...around];
    return all.filter((target) => configuredOn({ type: 'tcp', ...target }, plan.devices) === null);
  }

  function refuseWhileTrying(): void {
    if (trial?.state === 'running') throw new GuitaiError('setup_busy');
  }

  type Work = (signal: AbortSignal) => ReturnType<Devices['tryDevice']>;

  function trialOf(draft: DeviceDraft): Work {
    const candidate = draftCandidate(draft, plan);
    return (signal) => devices.tryDevice(candidate, signal);
  }

  function probing(draft: DeviceDraft): Work {
    const wire = draftWire(draft, plan);
    return (signal) =>
      devices.probeRates(wire, signal, (baudRate) => {
        if (trial) trial = { ...trial, detail: String(baudRate) };
        changed.ask();
      });
  }

  async function run({ kind, device }: DeviceDraft, work: Work): Promise<void> {
    trying = new AbortController();
    const started: Trial = {
      number: (trial?.number ?? 0) + 1,
      kind,
      deviceId: device.id,
      state: 'running',
      ok: false,
      detail: '',
      problem: 'none',
      heard: null,
    };
    trial = started;
    changed.ask();
    try {
      const result = await work(trying.signal);
      trial = { ...started, ...result, detail: result.detail.slice(0, 200), state: 'done' };
    } catch (error) {
      log.error('setup.trial', error, { device: device.id });
      trial = { ...started, state: 'done', detail: 'internal' };
    }
    changed.ask();
  }

  function refresh(): void {
    ({ revision } = editor);
    plan = editor.settings ?? plan;
    changed.ask();
  }

  /** Somebody else changed the file: the screen is shown what it says now, and the person decides again. */
  function seen<Result>(task: () => Result): Result {
    try {
      return task();
    } catch (error) {
      if (error instanceof GuitaiError && error.code === 'settings_changed') refresh();
      throw error;
    }
  }

  /** Once a requestId: a screen that did not get the answer may ask again. */
  async function change(allowed: ProcedureInput<'settings.change'>, prepare: () => SettingsChange): Promise<Record<string, never>> {
    const { requestId, change: what, deviceId } = allowed;
    if (answered.includes(requestId)) return {};
    const prepared = seen(prepare);
    await options.allow(allowed);
    seen(() => prepared.write());
    ({ revision } = editor);
    answered = [...answered, requestId].slice(-MAX_ANSWERED);
    plan = prepared.settings;
    log.info('settings.changed', { change: what, device: deviceId });
    applied = applied.then(() => options.apply(prepared.settings));
    await applied;
    changed.ask();
    return {};
  }

  return {
    handlers: {
      'device.discover'(input) {
        discover(targetsOf(input));
        return {};
      },
      'device.stopDiscovery'() {
        searching.abort();
        return {};
      },
      async 'setup.try'({ requestId, draft, probeRates }) {
        const work = probeRates ? probing(draft) : trialOf(draft);
        refuseWhileTrying();
        await options.allow({ requestId, change: 'try', deviceId: draft.device.id });
        refuseWhileTrying();
        void run(draft, work);
        return {};
      },
      'setup.stopTrying'() {
        trying.abort();
        return {};
      },
      'setup.save'({ requestId, revision: on, draft, roles }) {
        draftCandidate(draft, plan);
        const { id } = draft.device;
        return change({ requestId, change: 'save', deviceId: id }, () =>
          editor.change(on, (all) => putDevice(all, draft.kind, draft.device, roles)),
        );
      },
      'setup.remove': ({ requestId, revision: on, deviceId }) =>
        change({ requestId, change: 'remove', deviceId }, () => editor.change(on, (all) => removeDevice(all, deviceId))),
      'setup.undo': ({ requestId, revision: on }) => change({ requestId, change: 'undo', deviceId: '' }, () => editor.undo(on)),
    },
    start: () => publish('setup', view()),
    refresh,
    stop() {
      searching.abort();
      trying.abort();
      changed.stop();
    },
  };
}
