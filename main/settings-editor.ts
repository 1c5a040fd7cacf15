import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { writeFileAtomic } from './atomic-file.ts';
import type { SettingsDocument } from './settings-document.ts';
import { parseSettings, settingsFile } from './settings-file.ts';
import type { Settings } from './settings.ts';

/** settings.json for those who change it while the station runs. */
export interface SettingsEditor {
  /** Names the content of the file: two who edit at once are told apart by it. */
  readonly revision: string;
  /** What the file says; undefined while it is not one to start with. */
  readonly settings: Settings | undefined;
  readonly canUndo: boolean;
  /**
   * Prepares a change; nothing is written yet. Throws GuitaiError: `settings_changed` when the file's revision is another one, `settings_refused`
   * when the result would not be accepted at the next start.
   */
  change(revision: string, edit: (document: SettingsDocument) => void): SettingsChange;
  /** The same, with the content from before the last change; once more puts the change back. */
  undo(revision: string): SettingsChange;
}

/** A change that would be accepted. */
export interface SettingsChange {
  readonly settings: Settings;
  /** Writes it. Throws GuitaiError `settings_changed` when the file was changed since. */
  write(): void;
}

/** Every change keeps the content before it in `settings.previous.json`. */
export function createSettingsEditor(dataDir: string): SettingsEditor {
  const file = settingsFile(dataDir);
  const previous = join(dataDir, 'settings.previous.json');

  function read(revision: string): string {
    const text = readText(file);
    if (revisionOf(text) !== revision) throw new GuitaiError('settings_changed');
    return text;
  }

  function replace(before: string, after: string): SettingsChange {
    const result = parseSettings(after);
    if ('problems' in result) {
      const [problem] = result.problems;
      throw new GuitaiError('settings_refused', { key: problem?.key ?? '', allowed: problem?.allowed ?? '' });
    }
    return {
      settings: result.settings,
      write() {
        read(revisionOf(before));
        writeFileAtomic(previous, before);
        writeFileAtomic(file, after);
      },
    };
  }

  return {
    get revision() {
      return revisionOf(readText(file));
    },
    get settings() {
      const result = parseSettings(readText(file));
      return 'settings' in result ? result.settings : undefined;
    },
    get canUndo() {
      return existsSync(previous);
    },
    change(revision, edit) {
      const before = read(revision);
      const document = JSON.parse(before.replace(/^\uFEFF/, '')) as SettingsDocument;
      edit(document);
      return replace(before, `${JSON.stringify(document, null, 2)}\n`);
    },
    undo(revision) {
      const before = read(revision);
      if (!existsSync(previous)) throw new GuitaiError('nothing_to_undo');
      return replace(before, readText(previous));
    },
  };
}

/** A file that cannot be read has no content to agree about. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const revisionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
