import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Something that listens on loopback; `answer` says what it sends back to what has arrived on one connection so far. */
export interface NetworkPeer {
  readonly port: number;
  /** Everything that arrived, over all connections. */
  received(): Buffer;
  /** How many connections there were, and how many of them at the same time. */
  connections(): { readonly count: number; readonly mostAtOnce: number };
  /** Resolves when what arrived satisfies the test. */
  until(test: (bytes: Buffer) => boolean): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openNetworkPeer(answer: (bytes: Buffer) => string | undefined, greeting = ''): Promise<NetworkPeer> {
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  let received = Buffer.alloc(0);
  let count = 0;
  let mostAtOnce = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    count += 1;
    mostAtOnce = Math.max(mostAtOnce, sockets.size);
    socket.on('error', () => sockets.delete(socket));
    socket.on('close', () => sockets.delete(socket));
    if (greeting) socket.write(greeting);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      const said = answer(bytes);
      if (said !== undefined) socket.write(said, 'latin1');
      for (const watch of watchers) watch();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    connections: () => ({ count, mostAtOnce }),
    until: (isEnough) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (!isEnough(received)) return;
          watchers.delete(watch);
          resolve(received);
        };
        watchers.add(watch);
        watch();
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers as a receipt printer that is well does. */
export function openReceiptPrinter(model: string): Promise<NetworkPeer> {
  // DLE EOT 1 to 4, GS r 1 and GS I 67.
  const answers = new Map([1, 2, 3, 4].map((n) => [`10040${n}`, '\x12']));
  answers.set('1d7201', '\x00').set('1d4943', `\x5f${model}\x00`);
  return openNetworkPeer((bytes) => {
    const said = Array.from({ length: bytes.length }, (_, at) => answers.get(bytes.toString('hex', at, at + 3)) ?? '').join('');
    return said || undefined;
  });
}
