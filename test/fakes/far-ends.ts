import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryTransport, type MemoryDevice, type MemoryWire } from '#drivers/transport/memory.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import { openPseudoTerminal, type PseudoTerminal } from './pseudo-terminal.ts';

/** A wire with both its ends in the test's hand: in memory, over TCP on loopback, over a pseudo-terminal of the operating system. */
export interface FarEnd extends MemoryWire {
  close(): Promise<void>;
}

export type FarEndKind = 'memory' | 'tcp' | 'pty';

export function openFarEnd(kind: FarEndKind): Promise<FarEnd> {
  if (kind === 'tcp') return openTcp();
  if (kind === 'pty') return openTerminal();
  return Promise.resolve({ ...createMemoryTransport(), async close() {} });
}

/** What every far end does with the bytes it gets: hands them on, up to where it was told to break. */
function createArrivals(breakOff: () => void): Pick<MemoryDevice, 'onData' | 'cutAfterBytes'> & { arrive(bytes: Uint8Array): void } {
  let toDevice: (bytes: Uint8Array) => void = () => {};
  let cutAfter: number | undefined;
  return {
    onData(listener) {
      toDevice = listener;
    },
    cutAfterBytes(bytes) {
      cutAfter = bytes;
    },
    arrive(bytes) {
      const arriving = bytes.subarray(0, cutAfter);
      const isCut = arriving.length < bytes.length;
      if (cutAfter !== undefined) cutAfter -= arriving.length;
      if (arriving.length > 0) toDevice(arriving);
      if (isCut) breakOff();
    },
  };
}

async function openTcp(): Promise<FarEnd> {
  let socket: Socket | undefined;
  const breakOff = (): void => {
    socket?.resetAndDestroy();
    socket = undefined;
  };
  const arrivals = createArrivals(breakOff);
  const server = createServer({ noDelay: true }, (opened) => {
    socket = opened;
    opened.on('error', () => {});
    opened.on('data', (bytes) => {
      if (opened === socket) arrivals.arrive(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    transport: createTcpTransport({ host: '127.0.0.1', port }),
    device: {
      ...arrivals,
      send: (bytes) => void socket?.write(bytes),
      break: breakOff,
      refuse(fault) {
        if (fault !== undefined) server.close();
        else if (!server.listening) server.listen(port, '127.0.0.1');
      },
      stall() {
        const stalled = socket?.pause();
        return () => void stalled?.resume();
      },
    },
    async close() {
      breakOff();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The name stays, as a udev name does; the terminal behind it goes with its plug. */
async function openTerminal(): Promise<FarEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-pty-'));
  const path = join(folder, 'printer');
  let terminal: PseudoTerminal | undefined;
  let isRefused = false;
  /** The end of the last terminal and the beginning of the next. */
  let changing: Promise<unknown> = Promise.resolve();

  async function plugIn(): Promise<void> {
    if (terminal || isRefused) return;
    const opened = await openPseudoTerminal();
    terminal = opened;
    opened.onData((bytes) => {
      if (opened === terminal) arrivals.arrive(bytes);
    });
    symlinkSync(opened.path, path);
  }
  function breakOff(): void {
    const leaving = terminal;
    if (!leaving) return;
    terminal = undefined;
    rmSync(path, { force: true });
    changing = Promise.all([changing, leaving.close()]).then(plugIn);
  }
  const arrivals = createArrivals(breakOff);
  await plugIn();

  return {
    transport: createSerialTransport({ path, baudRate: 115_200 }),
    device: {
      ...arrivals,
      send: (bytes) => terminal?.write(bytes),
      break: breakOff,
      refuse(fault) {
        isRefused = fault !== undefined;
        if (isRefused) breakOff();
        else changing = changing.then(plugIn);
      },
      stall: () => () => {},
    },
    async close() {
      isRefused = true;
      breakOff();
      await changing;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
