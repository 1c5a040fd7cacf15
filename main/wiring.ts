import { createSerialTransport } from '#drivers/transport/serial.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import type { Transport } from '#drivers/transport/transport.ts';
import type { Wire } from './settings.ts';

/** The transport a device's settings ask for; a virtual wire ends in the device that `createVirtual` makes. */
export function createTransport(wire: Wire, createVirtual: () => Transport): Transport {
  if (wire.type === 'virtual') return createVirtual();
  if (wire.type === 'tcp') return createTcpTransport({ host: wire.host, port: wire.port });
  const { path, baudRate, dataBits, parity, stopBits } = wire;
  return createSerialTransport({ path, baudRate, dataBits, parity, stopBits });
}

/** The same wire, with every write that went through told to `onWritten`. */
export function logWrites(transport: Transport, onWritten: (bytes: Uint8Array) => void): Transport {
  return {
    wiring: transport.wiring,
    twoWay: transport.twoWay,
    open: (listener) => transport.open(listener),
    async write(bytes) {
      await transport.write(bytes);
      onWritten(bytes);
    },
    close: () => transport.close(),
  };
}
