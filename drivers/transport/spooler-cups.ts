import type { ProgramEnd } from './run-program.ts';
import type { PrintSystem, SpoolAnswer } from './spooler.ts';

/** The programs answer in English, so that they can be understood. */
const ENGLISH = { LC_ALL: 'C' };

/** CUPS on Linux and macOS: lpstat says how a queue is, lp -o raw puts bytes in unchanged (man lpstat, man lp). */
export const cups: PrintSystem = {
  check: (queue) => ({ program: 'lpstat', args: ['-a', queue, '-p', queue], env: ENGLISH }),
  readCheck(queue, end) {
    const lines = end.output.split('\n');
    const said = end.errorOutput.trim() || end.output.trim() || 'no answer from the print service';
    if (/invalid destination|unknown destination|does not exist/i.test(end.errorOutput)) return refused('not_found', said);
    if (lines.some((line) => line.startsWith(`printer ${queue} disabled`))) return refused('offline', said);
    if (lines.some((line) => line.startsWith(`${queue} accepting requests`))) return { ok: true };
    return refused('offline', said);
  },
  list: () => ({ program: 'lpstat', args: ['-e'], env: ENGLISH }),
  submit: (queue) => ({ program: 'lp', args: ['-d', queue, '-o', 'raw', '-t', 'guitai'], env: ENGLISH }),
  readSubmit(end) {
    if (end.exitCode === 0) return { ok: true };
    const said = end.errorOutput.trim() || describeEnd(end);
    if (/forbidden|not authorized|unauthorized/i.test(said)) return refused('no_permission', said);
    if (/does not exist|scheduler not responding|unable to connect/i.test(said)) return refused('offline', said);
    return { ok: false, fault: 'offline', said, taken: 'unclear' };
  },
};

const refused = (fault: 'not_found' | 'no_permission' | 'offline', said: string): SpoolAnswer => ({
  ok: false,
  fault,
  said,
  taken: 'nothing',
});

const describeEnd = ({ exitCode }: ProgramEnd): string =>
  exitCode === undefined ? 'lp did not end in time' : `lp ended with code ${exitCode}`;
