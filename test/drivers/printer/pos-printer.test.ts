import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { PaperItem } from '#contract/bench.ts';
import type { PrintDocument } from '#contract/document.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { encodeDocument } from '#drivers/printer/escpos/encode.ts';
import { createPosPrinter, type PosPrinter } from '#drivers/printer/pos-printer.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import { plainAnswer } from '../../fakes/plain-printer.ts';
import { createRecording } from '../../fakes/recording.ts';
import { linesOf } from './escpos/paper.ts';
import { type Behaviour, modelNamed, onBench, SHORT_LIMITS, UNHURRIED } from './printer-on-wire.ts';

const WELL = 0x12;
const healthy = (): Behaviour => ({ dleEot: () => WELL, gsR: () => 0x00 });
const ready = ({ state }: { readonly state: string }): boolean => state === 'ready';

function receipt(name: string): PrintDocument {
  return { title: name, blocks: [{ type: 'text', text: name }, { type: 'pair', left: '合计', right: '12.50' }, { type: 'cut' }] };
}

/** A document's size on generic-80. */
const bytesOf = (document: PrintDocument): number => encodeDocument(document, modelNamed('generic-80')).length;

let started: PosPrinter[] = [];
function start<Owner extends { readonly printer: PosPrinter }>(bench: Owner): Owner {
  started.push(bench.printer);
  bench.printer.start();
  return bench;
}
afterEach(async () => {
  await Promise.all(started.map((printer) => printer.stop()));
  started = [];
});

describe('a printer that answers', () => {
  it('prints, and says so when the printer has worked the document off', async () => {
    const { printer, paper } = start(onBench(healthy()));
    expect(await printer.print(receipt('甲'))).toEqual({ result: 'printed', problem: 'none', bytes: bytesOf(receipt('甲')) });
    expect(linesOf(paper)[0]).toBe('甲');
    expect(paper.at(-1)).toEqual({ type: 'cut' });
    expect(printer.status).toMatchObject({ state: 'ready', problem: 'none', statistics: { outputs: 1 } });
  });

  it('prints documents strictly in the order they came', async () => {
    const { printer, paper } = start(onBench(healthy()));
    const outcomes = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => printer.print(receipt(name))));
    expect(outcomes.map(({ result }) => result)).toEqual(['printed', 'printed', 'printed', 'printed']);
    expect(linesOf(paper).filter((line) => line.length === 1)).toEqual(['甲', '乙', '丙', '丁']);
  });

  it('asks DLE EOT 1, 2 and 4 before a document and GS r 1 behind it, never within', async () => {
    const { printer, received } = start(onBench(healthy(), { limits: UNHURRIED }));
    await printer.print(receipt('甲'));
    await printer.print(receipt('乙'));
    const document = Buffer.from(encodeDocument(receipt('乙'), modelNamed('generic-80'))).toString('hex');
    expect(received.slice(-5)).toEqual(['100401', '100402', '100404', document, '1d7201']);
  });

  it('is asked once for an echo of a process id nobody documents, and what a stranger took for text is cleared', async () => {
    const { printer, received } = start(onBench(healthy(), { limits: UNHURRIED }));
    await printer.print(receipt('甲'));
    await printer.print(receipt('乙'));
    const probes = received.filter((hex) => hex.startsWith('1d2848'));
    expect(probes).toHaveLength(1);
    expect(probes[0]).toMatch(/^1d284806003030(3\d){4}1b401d7201$/);
    expect(printer.capabilities).toEqual({ dleEot: 'probed', asb: 'silent', gsR: 'probed', processId: 'silent' });
  });

  it.each([
    ['paper_out', (n: number) => (n === 4 ? 0x72 : n === 2 ? 0x32 : n === 1 ? 0x1a : WELL)],
    ['cover_open', (n: number) => (n === 2 ? 0x16 : n === 1 ? 0x1a : WELL)],
    ['cutter', (n: number) => (n === 3 ? 0x1a : n === 1 ? 0x1a : WELL)],
  ] as const)('sends not one byte of a document at %s, and reports it', async (problem, dleEot) => {
    const { printer, paper } = start(onBench({ ...healthy(), dleEot }));
    expect(await printer.print(receipt('甲'))).toEqual({ result: 'blocked', problem, bytes: 0 });
    expect(paper).toEqual([]);
    expect(printer.status.problem).toBe(problem);
  });

  it('prints on the last metres of paper and says that they are', async () => {
    const { printer } = start(onBench({ ...healthy(), dleEot: (n) => (n === 4 ? 0x1e : WELL) }));
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'printed', problem: 'paper_near_end' });
  });

  it('reports by itself that the paper ran out and that there is paper again', async () => {
    const bench = start(onBench(healthy()));
    await bench.status((status) => status.state === 'ready');
    bench.behaviour.dleEot = (n) => (n === 4 ? 0x72 : n === 1 ? 0x1a : WELL);
    expect(await bench.status(({ problem }) => problem === 'paper_out')).toMatchObject({ state: 'ready' });
    bench.behaviour.dleEot = () => WELL;
    expect(await bench.status(({ problem }) => problem === 'none')).toMatchObject({ state: 'ready' });
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
  });

  it('reports a printer that falls silent as offline and fails its jobs with nothing sent', async () => {
    const bench = start(onBench(healthy()));
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
    bench.behaviour.dleEot = undefined;
    bench.behaviour.gsR = undefined;
    await bench.status(({ problem }) => problem === 'offline');
    const printed = bench.paper.length;
    expect(await bench.printer.print(receipt('乙'))).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
    expect(bench.paper).toHaveLength(printed);
  });

  it('leaves a document unknown when a printer that confirmed before does not, and lets a late answer confirm nothing else', async () => {
    const bench = start(onBench(healthy(), { limits: UNHURRIED }));
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
    bench.behaviour.gsR = undefined;
    expect(await bench.printer.print(receipt('乙'))).toEqual({ result: 'unknown', problem: 'offline', bytes: bytesOf(receipt('乙')) });
    // Still no answer to the older question: the next document is not begun.
    expect(await bench.printer.print(receipt('丙'))).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
    bench.behaviour.gsR = () => 0x00;
    expect(await bench.printer.print(receipt('丁'))).toMatchObject({ result: 'printed' });
    expect(linesOf(bench.paper).filter((line) => line.length === 1)).toEqual(['甲', '乙', '丁']);
  });

  it('waits for a slow printer', async () => {
    const bench = start(onBench(healthy(), { modelId: 'epson-tm-t20iii' }));
    const asked = Promise.withResolvers<void>();
    bench.behaviour.gsR = () => {
      asked.resolve();
      return undefined;
    };
    const outcome = bench.printer.print(receipt('甲'));
    await asked.promise;
    bench.wire.device.send(Uint8Array.of(0x00));
    expect(await outcome).toMatchObject({ result: 'printed' });
  });

  it('leaves a document unknown when paper runs out within it, and names the cause', async () => {
    const bench = start(onBench(healthy(), { modelId: 'epson-tm-t20iii' }));
    await bench.status((status) => status.state === 'ready');
    bench.behaviour.gsR = () => {
      bench.behaviour.dleEot = (n) => (n === 4 ? 0x72 : n === 1 ? 0x1a : WELL);
      return undefined;
    };
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'unknown', problem: 'paper_out' });
  });
});

describe('a printer that says nothing', () => {
  it('is sent documents whole, which counts as sent, and only the first waits to find out', async () => {
    const { printer, paper, requests } = start(onBench({}));
    expect(await printer.print(receipt('甲'))).toEqual({ result: 'sent', problem: 'none', bytes: bytesOf(receipt('甲')) });
    const asked = requests.length;
    expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'sent' });
    expect(requests).toHaveLength(asked);
    expect(linesOf(paper).filter((line) => line.length === 1)).toEqual(['甲', '乙']);
  });

  it('is asked again after the wire was opened again', async () => {
    const bench = start(onBench({}));
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'sent' });
    Object.assign(bench.behaviour, healthy());
    bench.wire.device.break('offline');
    await bench.status(({ state }) => state === 'lost');
    await bench.status(ready);
    expect(await bench.printer.print(receipt('乙'))).toMatchObject({ result: 'printed' });
  });

  it('is not asked at all over a one-way wire', async () => {
    const wire = createMemoryTransport({ twoWay: false });
    const bytes: number[] = [];
    wire.device.onData((chunk) => bytes.push(...chunk));
    const printer = createPosPrinter({ id: 'spooled', model: modelNamed('generic-80'), transport: wire.transport, onStatus() {} });
    start({ printer });
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'sent' });
    expect(Uint8Array.from(bytes)).toEqual(Uint8Array.from(encodeDocument(receipt('甲'), modelNamed('generic-80'))));
  });

  it('confirms status but not documents: the document counts as sent', async () => {
    const { printer } = start(onBench({ dleEot: () => WELL }));
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'sent' });
    expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'sent' });
  });
});

describe('a wire that fails', () => {
  it('fails a job soon, with nothing sent, when the printer is off', async () => {
    const bench = onBench(healthy());
    bench.wire.device.refuse('unreachable');
    start(bench);
    expect(await bench.printer.print(receipt('甲'))).toEqual({ result: 'failed', problem: 'unreachable', bytes: 0 });
    expect(bench.received).toEqual([]);
  });

  it('prints as soon as a printer that was off is on again', async () => {
    const bench = onBench(healthy(), { limits: { readyMs: 5000 } });
    bench.wire.device.refuse('unreachable');
    start(bench);
    await bench.status(({ state }) => state === 'lost');
    const outcome = bench.printer.print(receipt('甲'));
    bench.wire.device.refuse(undefined);
    expect(await outcome).toMatchObject({ result: 'printed' });
  });

  it('fails jobs before start() and after stop()', async () => {
    const { printer } = onBench(healthy());
    expect(await printer.print(receipt('甲'))).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
    expect(await printer.openDrawer(2)).toBe('failed');
    printer.start();
    expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
    await printer.stop();
    expect(await printer.print(receipt('乙'))).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
  });

  it.each([1, 2, 5, 17, 30, 60])(
    'leaves a receipt unknown when the cable is pulled after %i of its bytes, and counts them',
    async (taken) => {
      const bench = start(onBench(healthy(), { limits: UNHURRIED }));
      expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
      // The three questions of the preflight are 9 bytes.
      bench.wire.device.cutAfterBytes(9 + taken);
      expect(await bench.printer.print(receipt('乙'))).toEqual({ result: 'unknown', problem: 'offline', bytes: taken });
    },
  );

  it('fails with nothing sent when the cable is pulled before the first byte of the document', async () => {
    for (const taken of [0, 1, 3, 8, 9]) {
      const bench = start(onBench(healthy(), { limits: UNHURRIED }));
      await bench.printer.print(receipt('甲'));
      bench.wire.device.cutAfterBytes(taken);
      expect(await bench.printer.print(receipt('乙'))).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
    }
  });

  it('leaves a receipt unknown when the cable is pulled while the printer works it off', async () => {
    const bench = start(onBench(healthy(), { modelId: 'epson-tm-t20iii' }));
    bench.behaviour.gsR = () => {
      bench.wire.device.break('offline');
      return undefined;
    };
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'unknown', bytes: bytesOf(receipt('甲')) });
  });

  it('brings a printer that was left within a command back with NULs, so that the next receipt is whole', async () => {
    const bench = start(onBench(healthy(), { limits: UNHURRIED }));
    const qr: PrintDocument = { title: 'qr', blocks: [{ type: 'qr', data: 'https://r.guitai.example/20250614/01-0063' }] };
    await bench.printer.print(receipt('甲'));
    // Within the QR data: ESC @ FS & ESC a ESC J model size level are 34 bytes, then GS ( k pL pH 31 50 30 and data.
    bench.wire.device.cutAfterBytes(9 + 34 + 20);
    expect(await bench.printer.print(qr)).toMatchObject({ result: 'unknown' });
    await bench.status(ready);
    const before = bench.paper.length;
    expect(await bench.printer.print(receipt('乙'))).toMatchObject({ result: 'printed' });
    const after = bench.paper.slice(before);
    expect(linesOf(after)[0]).toBe('乙');
    expect(after.filter(({ type }) => type === 'unknown')).toEqual([]);
  });

  it('does so too when the bytes got lost behind the operating system, which had taken them all', async () => {
    const wire = createMemoryTransport();
    const decoder = createEscPosDecoder(modelNamed('generic-80'));
    const paper: PaperItem[] = [];
    let lostBehind = Number.POSITIVE_INFINITY;
    wire.device.onData((bytes) => {
      const arriving = bytes.subarray(0, lostBehind);
      const { items, requests } = decoder.write(arriving);
      paper.push(...items);
      for (const { type } of requests) wire.device.send(Uint8Array.of(type === 'gs-r' ? 0x00 : WELL));
      if (arriving.length < bytes.length) wire.device.break('offline');
    });
    const statuses = createRecording<string>();
    const { printer } = start({
      printer: createPosPrinter({
        id: 'receipt',
        model: modelNamed('generic-80'),
        transport: wire.transport,
        limits: { ...SHORT_LIMITS, ...UNHURRIED },
        backOffMs: [5],
        onStatus: ({ state }) => statuses.add(state),
      }),
    });
    await printer.print(receipt('甲'));
    lostBehind = 34 + 20;
    const qr: PrintDocument = { title: 'qr', blocks: [{ type: 'qr', data: 'https://r.guitai.example/20250614/01-0063' }] };
    statuses.clear();
    expect(await printer.print(qr)).toMatchObject({ result: 'unknown', bytes: bytesOf(qr) });
    lostBehind = Number.POSITIVE_INFINITY;
    await statuses.until((state) => state === 'ready');
    const before = paper.length;
    expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'printed' });
    expect(linesOf(paper.slice(before))[0]).toBe('乙');
    expect(paper.filter(({ type }) => type === 'unknown')).toEqual([]);
  });

  it('gives a wire up that takes no more bytes, and opens it afresh', async () => {
    const bench = start(onBench({ dleEot: undefined }, { modelId: 'sunmi-v2' }));
    expect(await bench.printer.print(receipt('甲'))).toMatchObject({ result: 'sent' });
    const release = bench.wire.device.stall();
    expect(await bench.printer.print(receipt('乙'))).toMatchObject({ result: 'unknown', problem: 'offline' });
    release();
    await bench.status(ready);
    expect(await bench.printer.print(receipt('丙'))).toMatchObject({ result: 'sent' });
    expect(linesOf(bench.paper).filter((line) => line.length === 1)).toEqual(['甲', '丙']);
  });
});

describe('the drawer', () => {
  it('opens between documents, never within one', async () => {
    const { printer, paper } = start(onBench(healthy()));
    const [first, opened, second] = await Promise.all([printer.print(receipt('甲')), printer.openDrawer(2), printer.print(receipt('乙'))]);
    expect([first.result, opened, second.result]).toEqual(['printed', 'sent', 'printed']);
    const types = paper.map(({ type }) => type);
    expect(types.filter((type) => type === 'drawer')).toHaveLength(1);
    expect(types.filter((type) => type !== 'drawer')).toEqual(['line', 'line', 'cut', 'line', 'line', 'cut']);
    expect([0, 3, 6]).toContain(types.indexOf('drawer'));
  });

  it('does not wait for paper: it opens while a receipt is still being printed', async () => {
    const bench = start(onBench(healthy(), { modelId: 'epson-tm-t20iii', limits: { fenceMs: 5000 } }));
    const asked = Promise.withResolvers<void>();
    bench.behaviour.gsR = () => {
      asked.resolve();
      return undefined;
    };
    const outcome = bench.printer.print(receipt('甲'));
    await asked.promise;
    expect(await bench.printer.openDrawer(5)).toBe('sent');
    expect(bench.paper.at(-1)).toEqual({ type: 'drawer', pin: 5 });
    bench.wire.device.send(Uint8Array.of(0x00));
    expect(await outcome).toMatchObject({ result: 'printed' });
  });

  it('does not know of a pulse of which some bytes left', async () => {
    const bench = start(onBench(healthy()));
    await bench.printer.askDrawer();
    bench.wire.device.cutAfterBytes(2);
    expect(await bench.printer.openDrawer(2)).toBe('unknown');
  });

  it('says so when the pulse could not be sent', async () => {
    const bench = onBench(healthy());
    bench.wire.device.refuse('not_found');
    start(bench);
    expect(await bench.printer.openDrawer(2)).toBe('failed');
  });
});

describe('over TCP on loopback', () => {
  it('prints, survives a printer that hangs up within a receipt, and prints again on the next connection', async () => {
    const model = modelNamed('generic-80');
    let hangUpAfterBytes = Number.POSITIVE_INFINITY;
    let lines: readonly string[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      const decoder = createEscPosDecoder(model);
      let bytes = 0;
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes > hangUpAfterBytes) return void socket.destroy();
        const { items, requests } = decoder.write(chunk);
        lines = [...lines, ...linesOf(items)];
        for (const request of requests) {
          const answer = plainAnswer(request, 'none');
          if (answer) socket.write(answer);
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const printer = createPosPrinter({
      id: 'receipt',
      model,
      transport: createTcpTransport({ host: '127.0.0.1', port: address.port }),
      onStatus() {},
      backOffMs: [5],
      limits: {
        ...SHORT_LIMITS,
        readyMs: 3000,
        answerMs: 1000,
        firstAnswerMs: 1000,
        firstFenceMs: 1000,
        fenceMs: 1000,
        heartbeatMs: 100_000,
        troubleHeartbeatMs: 100_000,
      },
    });
    printer.start();
    try {
      expect(await printer.print(receipt('甲'))).toMatchObject({ result: 'printed' });
      // The first look is 9 bytes and GS a 3, the preflight 9, the probe of a process id with its fence 16. Then the document breaks the line.
      hangUpAfterBytes = 9 + 3 + 9 + bytesOf(receipt('甲')) + 16 + 9;
      expect(await printer.print(receipt('乙'))).toMatchObject({ result: 'unknown' });
      hangUpAfterBytes = Number.POSITIVE_INFINITY;
      expect(await printer.print(receipt('丙'))).toMatchObject({ result: 'printed' });
      expect(lines.filter((line) => line.length === 1)).toEqual(['甲', '丙']);
    } finally {
      await printer.stop();
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });
});
