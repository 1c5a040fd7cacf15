import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createLink, type LinkStatus } from '#drivers/link.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import type { TransportError } from '#drivers/transport/transport.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

/** A printer's port on loopback: what it received, in one text, and the sockets it has. */
interface Far {
  readonly port: number;
  readonly received: Recording<string>;
  readonly sockets: Recording<Socket>;
  readonly ended: Recording<string>;
  close(): Promise<void>;
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listen(port = 0): Promise<Far> {
  const received = createRecording<string>();
  const sockets = createRecording<Socket>();
  const ended = createRecording<string>();
  const server: Server = createServer((socket) => {
    let all = '';
    sockets.add(socket);
    socket.on('data', (bytes) => {
      all += bytes.toString('latin1');
      received.add(all);
    });
    socket.on('end', () => ended.add(all));
    socket.on('error', () => ended.add('error'));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of sockets.all) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  closers.push(close);
  return { port: (server.address() as AddressInfo).port, received, sockets, ended, close };
}

function recordLosses(): {
  readonly lost: Recording<TransportError>;
  readonly data: Recording<string>;
  onData(b: Uint8Array): void;
  onLost(e: TransportError): void;
} {
  const lost = createRecording<TransportError>();
  const data = createRecording<string>();
  return { lost, data, onData: (bytes) => data.add(Buffer.from(bytes).toString('latin1')), onLost: (error) => lost.add(error) };
}

test('bytes go both ways, and close() delivers the last write before it hangs up', async () => {
  const far = await listen();
  const transport = createTcpTransport({ host: '127.0.0.1', port: far.port });
  expect(transport.wiring).toBe(`127.0.0.1:${far.port}`);
  const near = recordLosses();
  await transport.open(near);
  const socket = await far.sockets.until(() => true);
  socket.write('\x12');
  expect(await near.data.until(() => true)).toBe('\x12');
  const big = Buffer.alloc(300_000, 'x');
  void transport.write(big);
  await transport.close();
  expect((await far.ended.until(() => true)).length).toBe(300_000);
  expect(near.lost.all).toEqual([]);
});

test('a printer that is switched off is unreachable, and no byte left', async () => {
  const far = await listen();
  await far.close();
  const transport = createTcpTransport({ host: '127.0.0.1', port: far.port });
  await expect(transport.open(recordLosses())).rejects.toMatchObject({ fault: 'unreachable', bytesSent: 0 });
  await expect(transport.write(Buffer.from('x'))).rejects.toMatchObject({ fault: 'offline', bytesSent: 0 });
});

test('a host name that does not exist is unreachable', async () => {
  const transport = createTcpTransport({ host: 'no-such-printer.invalid', port: 9100 });
  await expect(transport.open(recordLosses())).rejects.toMatchObject({ fault: 'unreachable' });
});

test('a printer that never answers the connection is given up after the time limit', async () => {
  // 192.0.2.0/24 is reserved for documentation (RFC 5737): nothing answers there; where the network refuses at once that is unreachable too.
  const transport = createTcpTransport({ host: '192.0.2.1', port: 9100, connectTimeoutMs: 50 });
  await expect(transport.open(recordLosses())).rejects.toMatchObject({ fault: 'unreachable' });
});

test('close() while connecting ends the attempt', async () => {
  const transport = createTcpTransport({ host: '192.0.2.1', port: 9100 });
  const opening = transport.open(recordLosses()).catch((error: unknown) => error);
  await transport.close();
  expect(await opening).toMatchObject({ fault: 'unreachable' });
});

test('a printer that dies in the middle of a write is lost once, and its bytes count as possibly sent', async () => {
  const far = await listen();
  const transport = createTcpTransport({ host: '127.0.0.1', port: far.port });
  const near = recordLosses();
  await transport.open(near);
  const socket = await far.sockets.until(() => true);
  socket.pause();
  const written = transport.write(Buffer.alloc(50_000_000)).catch((error: unknown) => error);
  socket.resetAndDestroy();
  expect(await written).toMatchObject({ fault: 'offline', bytesSent: 50_000_000 });
  expect(await near.lost.until(() => true)).toMatchObject({ fault: 'offline' });
  expect(near.lost.all.length).toBe(1);
});

test('a far end that hangs up politely is lost as well', async () => {
  const far = await listen();
  const transport = createTcpTransport({ host: '127.0.0.1', port: far.port });
  const near = recordLosses();
  await transport.open(near);
  (await far.sockets.until(() => true)).end();
  expect(await near.lost.until(() => true)).toMatchObject({ fault: 'offline', bytesSent: 0 });
});

test('close() does not wait for ever for a far end that takes nothing', async () => {
  const far = await listen();
  const transport = createTcpTransport({ host: '127.0.0.1', port: far.port, closeTimeoutMs: 50 });
  await transport.open(recordLosses());
  (await far.sockets.until(() => true)).pause();
  const written = transport.write(Buffer.alloc(50_000_000)).catch((error: unknown) => error);
  await transport.close();
  expect(await written).toMatchObject({ fault: 'offline' });
});

test('a printer that is switched on later is found, lost and found again by its link', async () => {
  const first = await listen();
  const { port } = first;
  await first.close();
  const changes = createRecording<LinkStatus>();
  const link = createLink({
    transport: createTcpTransport({ host: '127.0.0.1', port }),
    onData() {},
    onChange: (status) => changes.add(status),
    backOffMs: [1],
  });
  link.start();
  await changes.until(({ state, problem }) => state === 'lost' && problem === 'unreachable');
  const second = await listen(port);
  await changes.until(({ state }) => state === 'ready');
  await link.send(Buffer.from('first receipt'));
  await second.received.until((all) => all === 'first receipt');
  changes.clear();
  await second.close();
  await changes.until(({ state, problem }) => state === 'lost' && problem === 'unreachable');
  const third = await listen(port);
  await changes.until(({ state }) => state === 'ready');
  await link.send(Buffer.from('second receipt'));
  await third.received.until((all) => all === 'second receipt');
  await link.stop();
});
