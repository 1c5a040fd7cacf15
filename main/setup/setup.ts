import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';
import type { SetupView } from '#contract/setup.ts';
import type { Publish } from '#main/store/publish.ts';
import { coalesce } from '../coalesce.ts';
import type { DevicePlan } from '../devices/device-set.ts';
import type { Trials } from '../devices/trial.ts';
import type { HostHandlers } from '../host.ts';
import type { Log } from '../log.ts';
import { putDevice, removeDevice } from '../settings-document.ts';
import type { SettingsChange, SettingsEditor } from '../settings-editor.ts';
import type { Settings } from '../settings.ts';
import { configuredDrafts, draftCandidate } from './device-draft.ts';
import { knownModels } from './models.ts';
import { createSearch, type SearchPlace } from './search.ts';
import { createTryout } from './tryout.ts';

const PUBLISH_INTERVAL_MS = 200;
const MAX_ANSWERED = 32;

type SettingsHandlerName = 'setup.save' | 'setup.remove' | 'setup.undo';
type HandlerName = 'device.discover' | 'device.stopDiscovery' | 'setup.try' | 'setup.stopTrying' | SettingsHandlerName;

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
  readonly devices: Pick<Trials, 'tryDevice' | 'probeRates'>;
  /** Journals who does it, before it is done. Rejects with GuitaiError. */
  journal(change: ProcedureInput<'settings.change'>, caller: Caller): Promise<unknown>;
  /** Takes new settings up. */
  apply(settings: Settings): Promise<void>;
  readonly publish: Publish;
  readonly log: Log;
  readonly place?: SearchPlace | undefined;
}

export function createSetup(options: SetupOptions): Setup {
  const { devices, publish, log } = options;
  const models = knownModels();
  // At once, so that a screen which is refused has seen the new content before it reads why.
  const saved = createSavedSettings(options, () => publish('setup', view()));
  const search = createSearch({ place: options.place, devices: () => saved.plan.devices, onChange: () => changed.ask() });
  const tryout = createTryout({ devices, plan: () => saved.plan, log, onChange: () => changed.ask() });
  const view = (): SetupView => ({
    revision: saved.revision,
    canUndo: options.editor.canUndo,
    configured: configuredDrafts(saved.plan.devices),
    roles: Object.fromEntries(Object.entries(saved.plan.roles).filter((role): role is [string, string] => typeof role[1] === 'string')),
    models,
    discovery: search.view,
    trial: tryout.view,
  });
  const changed = coalesce(() => publish('setup', view()), PUBLISH_INTERVAL_MS);

  return {
    handlers: {
      'device.discover'(input) {
        search.begin(input);
        return {};
      },
      'device.stopDiscovery'() {
        search.stop();
        return {};
      },
      async 'setup.try'({ requestId, draft, probeRates }, caller) {
        await tryout.begin(draft, probeRates, () => options.journal({ requestId, change: 'try', deviceId: draft.device.id }, caller));
        return {};
      },
      'setup.stopTrying'() {
        tryout.stop();
        return {};
      },
      ...saved.handlers,
    },
    start: () => publish('setup', view()),
    refresh: () => saved.refresh(),
    stop() {
      search.stop();
      tryout.stop();
      changed.stop();
    },
  };
}

/** What settings.json says of devices, and the changes a screen may make to it. */
interface SavedSettings {
  readonly plan: DevicePlan;
  /** Of the content that `plan` shows: what is changed must have been seen. */
  readonly revision: string;
  readonly handlers: Pick<HostHandlers, SettingsHandlerName>;
  refresh(): void;
}

function createSavedSettings(options: SetupOptions, onChange: () => void): SavedSettings {
  const { editor, log } = options;
  let plan = options.settings;
  let { revision } = editor;
  let answered: readonly string[] = [];
  /** Two screens that save one after the other are taken up one after the other. */
  let applied: Promise<unknown> = Promise.resolve();

  function refresh(): void {
    ({ revision } = editor);
    plan = editor.settings ?? plan;
    onChange();
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
  async function change(
    journaled: ProcedureInput<'settings.change'>,
    caller: Caller,
    prepare: () => SettingsChange,
  ): Promise<Record<string, never>> {
    const { requestId, change: what, deviceId } = journaled;
    if (answered.includes(requestId)) return {};
    const prepared = seen(prepare);
    await options.journal(journaled, caller);
    seen(() => prepared.write());
    answered = [...answered, requestId].slice(-MAX_ANSWERED);
    refresh();
    log.info('settings.changed', { change: what, device: deviceId });
    const taken = applied.then(() => options.apply(prepared.settings));
    applied = taken.catch(() => undefined);
    await taken;
    return {};
  }

  return {
    get plan() {
      return plan;
    },
    get revision() {
      return revision;
    },
    refresh,
    handlers: {
      'setup.save'({ requestId, revision: on, draft, roles }, caller) {
        draftCandidate(draft, plan);
        return change({ requestId, change: 'save', deviceId: draft.device.id }, caller, () =>
          editor.change(on, (all) => putDevice(all, draft.kind, draft.device, roles)),
        );
      },
      'setup.remove': ({ requestId, revision: on, deviceId }, caller) =>
        change({ requestId, change: 'remove', deviceId }, caller, () => editor.change(on, (all) => removeDevice(all, deviceId))),
      'setup.undo': ({ requestId, revision: on }, caller) =>
        change({ requestId, change: 'undo', deviceId: '' }, caller, () => editor.undo(on)),
    },
  };
}
