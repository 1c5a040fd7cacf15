import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { createPosPrinter, type PosPrinter } from '#drivers/printer/pos-printer.ts';
import { cups } from '#drivers/transport/spooler-cups.ts';
import { winspool, WINSPOOL_SCRIPT } from '#drivers/transport/spooler-windows.ts';
import { createSpoolerTransport, isQueueName } from '#drivers/transport/spooler.ts';

const LISTENER = { onData(): void {}, onLost(): void {} };
const RECEIPT = { title: '小票', blocks: [{ type: 'text', text: 'hello' } as const, { type: 'cut' } as const] };

/** A print system in a folder: `state` says how the queue is, every job is a file, `calls` holds the arguments. */
let folder: string;

/** Stands in for CUPS's own programs, with their words (cups 2.4 lpstat.c, lp.c). */
const LPSTAT = `#!/bin/sh
echo "lpstat $LC_ALL $*" >> "$FOLDER/calls"
case "$(cat "$FOLDER/state")" in
  ready) echo "$2 accepting requests since Sun Nov 22 06:00:00 2026"; echo "printer $2 is idle.  enabled since Sun Nov 22 06:00:00 2026";;
  stopped) echo "$2 accepting requests since Sun Nov 22 06:00:00 2026"; echo "printer $2 disabled since Sun Nov 22 06:00:00 2026 -"; echo "	Unplugged";;
  rejecting) echo "$2 not accepting requests since Sun Nov 22 06:00:00 2026 -"; echo "	Rejecting Jobs";;
  gone) echo "lpstat: Invalid destination name in list \\"$2\\"." >&2; exit 1;;
  down) echo "lpstat: Scheduler is not running." >&2; exit 1;;
esac
`;
const LP = `#!/bin/sh
echo "lp $LC_ALL $*" >> "$FOLDER/calls"
case "$(cat "$FOLDER/lp")" in
  forbidden) echo "lp: Forbidden" >&2; exit 1;;
  broken) head -c 3 > /dev/null; echo "lp: Error - unable to queue from stdin - Broken pipe." >&2; exit 1;;
esac
cat > "$FOLDER/job-$(ls "$FOLDER" | grep -c '^job-')"
echo "request id is $2-1 (0 file(s))"
`;

const set = (name: 'state' | 'lp', value: string): void => writeFileSync(join(folder, name), value);
const calls = (): readonly string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
const jobs = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('job-'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'latin1'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-cups-'));
  const programs = mkdtempSync(join(folder, 'bin-'));
  for (const [name, script] of [['lpstat', LPSTAT] as const, ['lp', LP] as const]) {
    writeFileSync(join(programs, name), script);
    chmodSync(join(programs, name), 0o755);
  }
  vi.stubEnv('PATH', `${programs}${delimiter}${process.env['PATH'] ?? ''}`);
  vi.stubEnv('FOLDER', folder);
  set('state', 'ready');
  set('lp', 'takes');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('a CUPS queue', () => {
  test('gets every write as one raw job, byte for byte and in order', async () => {
    const transport = createSpoolerTransport({ queue: 'receipts', system: cups });
    expect(transport).toMatchObject({ wiring: 'queue receipts', twoWay: false });
    await transport.open(LISTENER);
    const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);
    await Promise.all([transport.write(everyByte), transport.write(Buffer.from('second'))]);
    await transport.close();
    expect(jobs()).toEqual([Buffer.from(everyByte).toString('latin1'), 'second']);
    expect(calls()).toEqual([
      'lpstat C -a receipts -p receipts',
      'lpstat C -a receipts -p receipts',
      'lp C -d receipts -o raw -t guitai',
      'lpstat C -a receipts -p receipts',
      'lp C -d receipts -o raw -t guitai',
    ]);
  });

  test.each([
    ['gone', 'not_found'],
    ['stopped', 'offline'],
    ['rejecting', 'offline'],
    ['down', 'offline'],
  ])('that is %s cannot be opened', async (state, fault) => {
    set('state', state);
    await expect(createSpoolerTransport({ queue: 'receipts', system: cups }).open(LISTENER)).rejects.toMatchObject({ fault, bytesSent: 0 });
  });

  test('that was stopped meanwhile gets no job, so nothing prints later as a surprise', async () => {
    const transport = createSpoolerTransport({ queue: 'receipts', system: cups });
    await transport.open(LISTENER);
    set('state', 'stopped');
    await expect(transport.write(Buffer.from('x'))).rejects.toMatchObject({ fault: 'offline', bytesSent: 0 });
    expect(jobs()).toEqual([]);
  });

  test('that refuses this user took nothing; one that fails while taking may have taken all', async () => {
    const transport = createSpoolerTransport({ queue: 'receipts', system: cups });
    await transport.open(LISTENER);
    set('lp', 'forbidden');
    await expect(transport.write(Buffer.from('abc'))).rejects.toMatchObject({ fault: 'no_permission', bytesSent: 0 });
    set('lp', 'broken');
    await expect(transport.write(Buffer.from('abcdef'))).rejects.toMatchObject({ fault: 'offline', bytesSent: 6 });
    await transport.close();
  });

  test('without the programs of CUPS is not found', async () => {
    vi.stubEnv('PATH', join(folder, 'nowhere'));
    await expect(createSpoolerTransport({ queue: 'receipts', system: cups }).open(LISTENER)).rejects.toMatchObject({ fault: 'not_found' });
  });

  test('is never given to a shell', async () => {
    const queue = `$(touch ${folder}/pwned);\`touch ${folder}/pwned\`|"'`;
    const transport = createSpoolerTransport({ queue, system: cups });
    await transport.open(LISTENER);
    await transport.write(Buffer.from('x'));
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    expect(calls()[0]).toBe(`lpstat C -a ${queue} -p ${queue}`);
    await transport.close();
  });
});

describe.skipIf(process.platform === 'win32')('a printer behind a queue', () => {
  let printer: PosPrinter;
  beforeEach(() => {
    const model = findPrinterModel('epson-tm-t20iii');
    if (!model) throw new Error('no model');
    const transport = createSpoolerTransport({ queue: 'receipts', system: cups });
    printer = createPosPrinter({ id: 'receipt', model, transport, onStatus() {}, backOffMs: [5], limits: { readyMs: 10_000 } });
    printer.start();
  });
  afterEach(() => printer.stop());

  test('is sent documents and pulses, one job each, and never said to have printed', async () => {
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'sent', problem: 'none' });
    expect(await printer.openDrawer(2)).toBe('sent');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'sent' });
    expect(jobs().length).toBe(3);
    expect(jobs()[0]).toContain('hello');
    expect(jobs()[1]).toBe('\x1bp\x00\x19\xfa');
    expect(jobs()[2]).toBe(jobs()[0]);
  });

  test('fails with not one byte sent while the queue is stopped, and is sent to again when it runs', async () => {
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'sent' });
    set('state', 'stopped');
    expect(await printer.print(RECEIPT)).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
    set('state', 'ready');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'sent' });
    expect(jobs().length).toBe(2);
  });

  test('leaves the outcome unknown when the queue broke off while it took the job', async () => {
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'sent' });
    set('lp', 'broken');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'unknown' });
  });
});

describe('a Windows queue (read as text: no Windows machine has run it yet)', () => {
  const end = (exitCode: number | undefined) => ({ exitCode, output: '', errorOutput: '' });

  test('is fed by a script that never sees a name or a byte as script', () => {
    const queue = '前台 "小票"; Remove-Item C:\\';
    const { program, args, env } = winspool.submit(queue);
    expect(program).toBe('powershell.exe');
    expect(args.slice(0, -1)).toEqual(['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand']);
    expect(Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le')).toBe(WINSPOOL_SCRIPT);
    expect(WINSPOOL_SCRIPT).not.toContain('Remove-Item');
    expect(env).toEqual({ GUITAI_QUEUE: queue, GUITAI_TASK: 'print' });
    expect(winspool.check(queue).env).toEqual({ GUITAI_QUEUE: queue, GUITAI_TASK: 'check' });
  });

  test('is opened, asked, and written to in the order of the Print Spooler API', () => {
    const steps = [
      '::OpenPrinterW($env:GUITAI_QUEUE',
      '::Number($printer, 5,',
      '::Number($printer, 6,',
      "'check'",
      "'RAW'",
      '::StartDocPrinterW(',
      '::WritePrinter(',
      '::EndDocPrinter(',
      '::ClosePrinter(',
    ];
    const places = steps.map((step) => WINSPOOL_SCRIPT.indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // A command line on Windows holds 32,767 characters.
    expect(winspool.submit('q').args.join(' ').length).toBeLessThan(16_000);
  });

  test('answers by exit code: taken, refused with nothing taken, or unclear', () => {
    expect(winspool.readSubmit(end(0))).toEqual({ ok: true });
    const faults = [2, 3, 4, 5].map((code) => winspool.readSubmit(end(code)));
    expect(faults.map((answer) => !answer.ok && [answer.fault, answer.taken])).toEqual([
      ['not_found', 'nothing'],
      ['no_permission', 'nothing'],
      ['offline', 'nothing'],
      ['offline', 'nothing'],
    ]);
    for (const code of [1, 6, 255, undefined]) expect(winspool.readSubmit(end(code))).toMatchObject({ ok: false, taken: 'unclear' });
  });
});

test('a queue name is never an option and holds no control character', () => {
  for (const name of ['receipts', 'EPSON_TM-T20III', '小票机', 'Front desk', '\\\\server\\till 2', 'x'.repeat(114)])
    expect(isQueueName(name)).toBe(true);
  for (const name of ['', ' ', '-h', '-d evil', 'a\nb', 'a\0b', 'x'.repeat(115)]) expect(isQueueName(name)).toBe(false);
});
