import { readAimId } from '../scan/aim.ts';
import type { StoreHandlers } from '../handlers.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { ScanOutcome } from '#contract/scan.ts';
import { COMMAND_PREFIX, readCommand } from '#contract/till-command.ts';

/** Function barcodes. They change nothing here: the till that scanned one does it, by the same calls as its keys and with the same rights. */
export interface CommandScans extends Pick<StoreHandlers, 'basket.takeCommand'> {
  /** Undefined for any other code. Throws command_unknown. */
  scan(input: Pick<ProcedureInput<'basket.scan'>, 'text' | 'source' | 'requestId'>): ScanOutcome | undefined;
}

export function createCommandScans(): CommandScans {
  let waiting: string | undefined;
  return {
    scan({ text, source, requestId }) {
      const { data: code } = readAimId(text.trim());
      if (!code.startsWith(COMMAND_PREFIX)) return undefined;
      const asked = readCommand(code);
      if (!asked) throw new GuitaiError('command_unknown', { code: code.slice(0, 20) });
      if (source === 'scanner') waiting = requestId;
      return { kind: 'command', id: requestId, asked };
    },
    'basket.takeCommand'({ id }) {
      const yours = id === waiting;
      if (yours) waiting = undefined;
      return { yours };
    },
  };
}
