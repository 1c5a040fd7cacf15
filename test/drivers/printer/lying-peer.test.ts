import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { createPosPrinter, type PosPrinter, type PrinterLimits } from '#drivers/printer/pos-printer.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import type { PrintDocument } from '#contract/document.ts';
import { plainAnswer } from '../../fakes/plain-printer.ts';
import { createRecording } from '../../fakes/recording.ts';
import { modelNamed } from './printer-on-wire.ts';

const RECEIPT: PrintDocument = {
  title: '乙',
  blocks: [{ type: 'text', text: '小满' }, { type: 'qr', data: 'https://r.guitai.example/63' }, { type: 'cut' }],
};
const LIMITS: Partial<PrinterLimits> = {
  readyMs: 300,
  firstAnswerMs: 60,
  answerMs: 60,
  firstFenceMs: 80,
  fenceMs: 80,
  fenceMsPerByte: 0,
  echoMs: 80,
  sendMs: 150,
  sendMsPerByte: 0,
  sendShortMs: 150,
  heartbeatMs: 100_000,
  troubleHeartbeatMs: 100_000,
};
/** For peers that answer as long as they live: a busy machine is no peer that says nothing. */
const PATIENT: Partial<PrinterLimits> = {
  ...LIMITS,
  readyMs: 30_000,
  firstAnswerMs: 30_000,
  answerMs: 30_000,
  firstFenceMs: 30_000,
  fenceMs: 30_000,
  sendMs: 30_000,
  sendShortMs: 30_000,
};
const model = modelNamed('generic-80');

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Something on port 9100 that is not quite a printer; `serve` gets every connection. */
async function openPeer(
  serve: (socket: Socket) => void,
  limits = LIMITS,
): Promise<{ readonly printer: PosPrinter; readonly server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const transport = createTcpTransport({ host: '127.0.0.1', port, closeTimeoutMs: 50 });
  const printer = createPosPrinter({ id: 'receipt', model, transport, limits, backOffMs: [1], onStatus() {} });
  printer.start();
  closers.push(async () => {
    await printer.stop();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
  return { printer, server };
}

/** Answers as a cheap printer; calls back with every chunk first, which may end the connection. */
function answering(socket: Socket, received: (chunk: Buffer) => boolean): void {
  const decoder = createEscPosDecoder(model);
  socket.on('data', (chunk) => {
    if (!received(chunk)) return;
    for (const request of decoder.write(chunk).requests) {
      const answer = plainAnswer(request, 'none');
      if (answer) socket.write(answer);
    }
  });
}

/** A peer that takes exactly `bytes` of the document and is gone, rudely or politely; what it took it wrote down. */
async function closingAfter(bytes: number, how: 'reset' | 'fin'): Promise<{ readonly printer: PosPrinter; taken(): number }> {
  let taken = 0;
  let document = false;
  const { printer } = await openPeer((socket) => {
    answering(socket, (chunk) => {
      document ||= chunk.includes(Buffer.from('1b40', 'hex'));
      if (!document) return true;
      const room = bytes - taken;
      taken += Math.min(room, chunk.length);
      if (chunk.length < room) return true;
      if (how === 'reset') socket.resetAndDestroy();
      else socket.end();
      return false;
    });
  }, PATIENT);
  return { printer, taken: () => taken };
}

describe('a peer that closes after k bytes of a receipt', () => {
  test.each(['reset', 'fin'] as const)('by %s, for every k: unknown, never printed and never failed', async (how) => {
    const whole = await openPeer((socket) => answering(socket, () => true), PATIENT);
    const { result, bytes } = await whole.printer.print(RECEIPT);
    expect([result, bytes]).toEqual(['printed', 90]);
    for (let first = 1; first <= bytes; first += 20) {
      const sizes = Array.from({ length: Math.min(20, bytes + 1 - first) }, (_, index) => first + index);
      const outcomes = await Promise.all(
        sizes.map(async (size) => {
          const { printer, taken } = await closingAfter(size, how);
          return [(await printer.print(RECEIPT)).result, taken()] as const;
        }),
      );
      expect(outcomes).toEqual(sizes.map((size) => ['unknown', size]));
      for (const close of closers.splice(1).toReversed()) await close();
    }
  });
});

describe('a peer on the printer’s port that', () => {
  test('accepts and hangs up at once: nothing was sent, and the next attempt is made', async () => {
    const connections = createRecording<number>();
    const { printer } = await openPeer((socket) => {
      connections.add(connections.all.length + 1);
      socket.destroy();
    });
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'failed', bytes: 0 });
    await connections.until((count) => count === 3);
  });

  test('resets every connection: nothing was sent', async () => {
    const { printer } = await openPeer((socket) => socket.resetAndDestroy());
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'failed', bytes: 0 });
  });

  test('reads nothing at all: a short receipt ends in the socket’s buffers and counts as sent, a long one is unknown', async () => {
    const { printer } = await openPeer((socket) => void socket.pause());
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'sent', problem: 'none' });
    const bitsBase64 = Buffer.alloc(72 * 60_000, 0x55).toString('base64');
    const poster: PrintDocument = { title: '海报', blocks: [{ type: 'image', widthDots: 576, heightDots: 60_000, bitsBase64 }] };
    expect(await printer.print(poster)).toMatchObject({ result: 'unknown', problem: 'offline' });
  });

  test('answers GS r only when the next document begins: no document is confirmed by the answer to another', async () => {
    const late: Uint8Array[] = [];
    const { printer } = await openPeer((socket) => {
      const decoder = createEscPosDecoder(model);
      socket.on('data', (chunk) => {
        // What was owed comes with the first bytes of the next document, before it is printed.
        if (chunk[0] === 0x1b && chunk[1] === 0x40) for (const answer of late.splice(0)) socket.write(answer);
        for (const request of decoder.write(chunk).requests) {
          const answer = plainAnswer(request, 'none');
          if (answer && request.type === 'gs-r') late.push(answer);
          else if (answer) socket.write(answer);
        }
      });
    });
    for (let job = 1; job <= 4; job += 1) expect((await printer.print(RECEIPT)).result, `job ${job}`).not.toBe('printed');
  });

  test.each([
    ['bytes that are no status', Buffer.from('ff93a5b7c1', 'hex')],
    ['a block that never ends', Buffer.from('5f414141', 'hex')],
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('answers %s: the receipt never counts as printed', async (_what, garbage) => {
    const { printer } = await openPeer((socket) => socket.on('data', () => socket.write(garbage)));
    expect((await printer.print(RECEIPT)).result).not.toBe('printed');
  });
});
