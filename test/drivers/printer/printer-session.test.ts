import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { PrintDocument } from '#contract/document.ts';
import type { LinkStatus } from '#drivers/link.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { createPosPrinter, type PosPrinter, type PrinterLimits } from '#drivers/printer/pos-printer.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import { plainAnswer } from '../../fakes/plain-printer.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';
import { modelNamed } from './printer-on-wire.ts';

const PATIENT: Partial<PrinterLimits> = { readyMs: 5000, firstAnswerMs: 5000, answerMs: 5000, firstFenceMs: 5000, fenceMs: 5000 };

/** A printer's port that serves one client at a time: the next one is heard when the one before has hung up. */
interface OneClientPrinter {
  readonly port: number;
  /** The text on the paper, one entry a line. */
  readonly lines: readonly string[];
  /** Connections that ended, each with "polite" when the client said so with FIN. */
  readonly ended: Recording<string>;
  /** Status questions each connection asked. */
  readonly questions: readonly number[];
  answers: 'well' | 'paper out' | 'nothing';
  hangUpAfterBytes: number;
  close(): Promise<void>;
}

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function plugIn(port = 0): Promise<OneClientPrinter> {
  const model = modelNamed('generic-80');
  const ended = createRecording<string>();
  const lines: string[] = [];
  const questions: number[] = [];
  const sockets = new Set<Socket>();
  let free: Promise<unknown> = Promise.resolve();
  const far = { answers: 'well', hangUpAfterBytes: Number.POSITIVE_INFINITY } as Pick<OneClientPrinter, 'answers' | 'hangUpAfterBytes'>;

  function serve(socket: Socket): void {
    const decoder = createEscPosDecoder(model);
    const session = questions.push(0) - 1;
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (bytes > far.hangUpAfterBytes) return void socket.destroy();
      const { items, requests } = decoder.write(chunk);
      for (const item of items) if (item.type === 'line') lines.push(item.runs.map(({ text }) => text).join(''));
      for (const request of requests) {
        if (request.type === 'dle-eot') questions[session] = (questions[session] ?? 0) + 1;
        if (far.answers === 'nothing') continue;
        const fault = far.answers === 'well' ? 'none' : 'paper_out';
        const answer = plainAnswer(request, fault);
        if (answer) socket.write(answer);
      }
    });
    socket.on('end', () => ended.add('polite'));
  }

  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => ended.add('error'));
    const gone = once(socket, 'close');
    const before = free;
    free = gone;
    void before.then(() => {
      serve(socket);
      socket.resume();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  closers.push(close);
  return Object.assign(far, { port: (server.address() as AddressInfo).port, lines, ended, questions, close });
}

function till(
  port: number,
  limits: Partial<PrinterLimits> = PATIENT,
): { readonly printer: PosPrinter; readonly statuses: Recording<LinkStatus> } {
  const statuses = createRecording<LinkStatus>();
  const printer = createPosPrinter({
    id: 'receipt',
    model: modelNamed('generic-80'),
    transport: createTcpTransport({ host: '127.0.0.1', port }),
    session: 'job',
    onStatus: (status) => statuses.add(status),
    backOffMs: [5],
    limits,
  });
  closers.push(() => printer.stop());
  printer.start();
  return { printer, statuses };
}

const receipt = (...texts: readonly string[]): PrintDocument => ({
  title: texts.join(' '),
  blocks: [...texts.map((text) => ({ type: 'text', text }) as const), { type: 'cut' }],
});

describe('a printer whose wire is open for each job only', () => {
  it('is looked at once at the start, and then shown ready without a connection', async () => {
    const far = await plugIn();
    const { printer, statuses } = till(far.port);
    await statuses.until(({ state }) => state === 'ready');
    expect(await far.ended.until(() => true)).toBe('polite');
    expect(printer.status).toMatchObject({ state: 'ready', problem: 'none' });
  });

  it('prints each document on a connection of its own, which it ends politely, and confirms it', async () => {
    const far = await plugIn();
    const { printer } = till(far.port);
    await far.ended.until(() => true);
    far.ended.clear();
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
    expect(await far.ended.until(() => true)).toBe('polite');
    expect(await printer.openDrawer(2)).toBe('sent');
    expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'printed' });
    await printer.stop();
    expect(far.lines.filter((line) => line !== '')).toEqual(['甲', '乙']);
    expect(printer.status).toMatchObject({ state: 'closed', problem: 'none', statistics: { outputs: 3 } });
  });

  it('is shared by two tills: every receipt comes out whole, once, and none is mixed with another', async () => {
    const far = await plugIn();
    const wanted: string[] = [];
    const printings = [till(far.port), till(far.port)].flatMap(({ printer }, index) =>
      Array.from({ length: 6 }, (_job, job) => {
        const name = `till ${index} job ${job}`;
        wanted.push(name);
        return printer.print(receipt(`${name} begins`, `${name} ends`));
      }),
    );
    const outcomes = await Promise.all(printings);
    expect(outcomes.map(({ result }) => result)).toEqual(wanted.map(() => 'printed'));
    const printed = far.lines.filter((line) => line !== '');
    expect(printed.filter((_line, at) => at % 2 === 0).toSorted()).toEqual(wanted.map((name) => `${name} begins`));
    for (let at = 0; at < printed.length; at += 2) expect(printed[at + 1]).toBe(printed[at]?.replace('begins', 'ends'));
  });

  it('that is switched off fails the job with no byte sent, is shown lost, and ready again by the next job that goes through', async () => {
    const first = await plugIn();
    const { printer, statuses } = till(first.port, { ...PATIENT, readyMs: 100 });
    await statuses.until(({ state }) => state === 'ready');
    await first.ended.until(() => true);
    await first.close();
    expect(await printer.print(receipt('甲'))).toEqual({ result: 'failed', problem: 'unreachable', bytes: 0 });
    expect(printer.status).toMatchObject({ state: 'lost', problem: 'unreachable' });
    const second = await plugIn(first.port);
    expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'printed' });
    expect(printer.status).toMatchObject({ state: 'ready', problem: 'none' });
    expect(second.lines.filter((line) => line !== '')).toEqual(['乙']);
  });

  it('that has no paper is not begun, and its status stays known between the jobs', async () => {
    const far = await plugIn();
    const { printer } = till(far.port);
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
    far.answers = 'paper out';
    expect(await printer.print(receipt('乙'))).toEqual({ result: 'blocked', problem: 'paper_out', bytes: 0 });
    expect(printer.status).toMatchObject({ state: 'ready', problem: 'paper_out' });
    far.answers = 'well';
    expect(await printer.print(receipt('丙'))).toMatchObject({ result: 'printed' });
    expect(printer.status).toMatchObject({ state: 'ready', problem: 'none' });
    expect(far.lines.filter((line) => line !== '')).toEqual(['甲', '丙']);
  });

  it('that hangs up within a receipt leaves it unknown and is shown lost until the next one goes through', async () => {
    const far = await plugIn();
    const { printer } = till(far.port);
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
    // Questions take 9 or 18 bytes before a document of more than 20.
    far.hangUpAfterBytes = 20;
    expect(await printer.print(receipt('乙'.repeat(40)))).toMatchObject({ result: 'unknown' });
    expect(printer.status.state).toBe('lost');
    far.hangUpAfterBytes = Number.POSITIVE_INFINITY;
    expect(await printer.print(receipt('丙'))).toMatchObject({ result: 'printed' });
    expect(printer.status).toMatchObject({ state: 'ready', problem: 'none' });
  });

  it('that accepts a connection only to hang up is never shown ready, so that nobody retries in a hurry', async () => {
    const far = await plugIn();
    far.hangUpAfterBytes = 0;
    const { printer, statuses } = till(far.port, { ...PATIENT, readyMs: 50 });
    await statuses.until(({ state }) => state === 'lost');
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'failed', bytes: 0 });
    expect(statuses.all.filter(({ state }) => state === 'ready')).toEqual([]);
  });

  it('that never answers is asked until a receipt went through, and then no more', async () => {
    const far = await plugIn();
    far.answers = 'nothing';
    const { printer } = till(far.port, { ...PATIENT, firstAnswerMs: 30, firstFenceMs: 30 });
    await far.ended.until(() => true);
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'sent' });
    expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'sent' });
    expect(await printer.print(receipt('丙'))).toMatchObject({ result: 'sent' });
    await printer.stop();
    expect(far.questions).toEqual([1, 1, 0, 0]);
    expect(far.lines.filter((line) => line !== '')).toEqual(['甲', '乙', '丙']);
  });
});
