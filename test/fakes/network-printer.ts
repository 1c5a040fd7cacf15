import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Something that listens on loopback; `answer` says what it sends back to what has arrived on one connection so far. */
export interface NetworkPeer {
  readonly port: number;
  /** Everything that arrived, over all connections. */
  received(): Buffer;
  close(): Promise<void>;
}

export async function openNetworkPeer(answer: (bytes: Buffer) => string | undefined, greeting = ''): Promise<NetworkPeer> {
  const sockets = new Set<Socket>();
  let received = Buffer.alloc(0);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    if (greeting) socket.write(greeting);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      const said = answer(bytes);
      if (said !== undefined) socket.write(said, 'latin1');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers as a receipt printer does: DLE EOT 1 with "all is well", GS I 67 with its model. */
export function openReceiptPrinter(model: string): Promise<NetworkPeer> {
  return openNetworkPeer((bytes) => {
    const text = bytes.toString('latin1');
    if (text.includes('\x10\x04\x01')) return '\x12';
    return text.includes('\x1dIC') ? `\x5f${model}\x00` : undefined;
  });
}
