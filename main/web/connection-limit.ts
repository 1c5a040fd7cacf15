import type { Server } from 'node:http';
import type { Network } from './network.ts';

/** Ends what one address opens beyond so many connections, so that no device can use up those of the others. This machine's own are not counted. */
export function limitConnections(server: Server, eachAddress: number, { isOwnMachine }: Network): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || isOwnMachine(socket)) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > eachAddress) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
