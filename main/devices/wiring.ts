import type { PrinterLimits } from '#drivers/printer/pos-printer.ts';
import type { WireSession } from '#drivers/printer/printer-line.ts';
import { createFileTransport } from '#drivers/transport/file.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { createSpoolerTransport } from '#drivers/transport/spooler.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import type { Transport } from '#drivers/transport/transport.ts';
import type { PrinterWire, Wire } from '../settings.ts';

/** A job waits this long for a printer that another till may be using, or that is just being connected. */
const JOB_READY_MS = 5000;
/** Asking a print queue starts a program, and on Windows compiles one. */
const QUEUE_READY_MS = 8000;
const QUEUE_PULSE_MS = 15_000;
/** A queue's own limits come first: a document is refused or taken by then. */
const QUEUE_SEND_MS = 30_000;

/** The transport a device's settings ask for; a virtual wire ends in the device that `createVirtual` makes. */
export function createTransport(wire: Wire, createVirtual: () => Transport): Transport {
  if (wire.type === 'virtual') return createVirtual();
  if (wire.type === 'tcp') return createTcpTransport({ host: wire.host, port: wire.port });
  if (wire.type === 'file') return createFileTransport({ path: wire.path });
  if (wire.type === 'spooler') return createSpoolerTransport({ queue: wire.queue });
  const { path, baudRate, dataBits, parity, stopBits } = wire;
  return createSerialTransport({ path, baudRate, dataBits, parity, stopBits });
}

/** When a printer's wire is open, and the waits that follow from it. */
export function printerSession(wire: PrinterWire): { readonly session: WireSession; readonly limits: Partial<PrinterLimits> } {
  if (wire.type === 'spooler') {
    return { session: 'held', limits: { readyMs: QUEUE_READY_MS, sendShortMs: QUEUE_PULSE_MS, sendMs: QUEUE_SEND_MS } };
  }
  if (wire.type === 'tcp' && wire.session === 'job') return { session: 'job', limits: { readyMs: JOB_READY_MS } };
  return { session: 'held', limits: {} };
}

/** What a wire is claimed by: two devices on one wire would take each other's bytes. A virtual device has a wire of its own. */
export function resourceOf(wire: Wire, id: string): string {
  switch (wire.type) {
    case 'virtual':
      return `virtual ${id}`;
    case 'tcp':
      return `tcp ${wire.host}:${wire.port}`;
    case 'spooler':
      return `spooler ${wire.queue}`;
    case 'file':
    case 'serial':
      return `${wire.type} ${wire.path}`;
  }
}
