import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A network printer on loopback that takes everything and, as many cheap ones do, never answers. */
export interface PaperServer {
  readonly port: number;
  /** Everything that arrived, over all connections. */
  bytes(): Buffer;
  /** Resolves when what arrived satisfies the test. */
  until(test: (bytes: Buffer) => boolean): Promise<Buffer>;
  close(): void;
}

export async function openPaperServer(): Promise<PaperServer> {
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  let bytes = Buffer.alloc(0);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (const watch of watchers) watch();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => bytes,
    until: (isEnough) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (!isEnough(bytes)) return;
          watchers.delete(watch);
          resolve(bytes);
        };
        watchers.add(watch);
        watch();
      }),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
