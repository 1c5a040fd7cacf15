import type { ProcedureInput } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';
import type { KeyMap } from '#contract/till-command.ts';
import type { HostHandlers } from './host.ts';
import type { SettingsEditor } from './settings-editor.ts';

export interface TillKeysOptions {
  readonly editor: SettingsEditor;
  /** Journals who does it, before it is done. Rejects with GuitaiError. */
  journal(change: ProcedureInput<'settings.change'>, caller: Caller): Promise<unknown>;
  /** Gives the tills their keys, and shows settings.json as it is now. */
  onSaved(keys: KeyMap): void;
}

/** The shop's own keys: kept in settings.json, and at every till at once. */
export function createTillKeys({ editor, journal, onSaved }: TillKeysOptions): Pick<HostHandlers, 'keys.save'> {
  return {
    async 'keys.save'({ requestId, keys }, caller) {
      const change = editor.change(editor.revision, (document) => {
        document['keys'] = keys;
      });
      await journal({ requestId, change: 'keys', deviceId: '' }, caller);
      change.write();
      onSaved(keys);
      return {};
    },
  };
}
