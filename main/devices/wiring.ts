import type { Remedy } from '#contract/remedy.ts';
import type { PrinterLimits } from '#drivers/printer/pos-printer.ts';
import type { WireSession } from '#drivers/printer/printer-line.ts';
import { createFileTransport } from '#drivers/transport/file.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { createSpoolerTransport } from '#drivers/transport/spooler.ts';
import { createTcpTransport } from '#drivers/transport/tcp.ts';
import { TransportError, type Transport } from '#drivers/transport/transport.ts';
import { identityText } from '#drivers/transport/usb-identity.ts';
import { createUsbTransport } from '#drivers/transport/usb.ts';
import type { PrinterWire, Wire } from '../settings.ts';

/** A job waits this long for a printer that another till may be using, or that is just being connected. */
const JOB_READY_MS = 5000;
/** Asking a print queue starts a program, and on Windows compiles one. */
const QUEUE_READY_MS = 8000;
const QUEUE_PULSE_MS = 15_000;
/** A queue's own limits come first: a document is refused or taken by then. */
const QUEUE_SEND_MS = 30_000;

/** The transport a device's settings ask for; a virtual wire ends in the device that `createVirtual` makes. */
export function createTransport(wire: Wire, createVirtual: () => Transport): WiredTransport {
  return rememberRefusal(wire.type === 'virtual' ? createVirtual() : realTransport(wire));
}

function realTransport(wire: Exclude<Wire, { readonly type: 'virtual' }>): Transport {
  switch (wire.type) {
    case 'tcp':
      return createTcpTransport({ host: wire.host, port: wire.port });
    case 'file':
      return createFileTransport({ path: wire.path });
    case 'spooler':
      return createSpoolerTransport({ queue: wire.queue });
    case 'usb':
      return createUsbTransport(wire);
    case 'serial':
      return createSerialTransport(wire);
  }
}

/** A wire that knows what a person can do about its last refusal. */
export interface WiredTransport extends Transport {
  /** Undefined while the wire is open, and where nothing exact is known. */
  readonly remedy: Remedy | undefined;
}

/** The same wire, with the remedy of its last refusal at hand. */
export function rememberRefusal(transport: Transport): WiredTransport {
  let remedy: Remedy | undefined;
  const remembering = async <Result>(task: Promise<Result>): Promise<Result> => {
    try {
      return await task;
    } catch (error) {
      if (error instanceof TransportError) ({ remedy } = error);
      throw error;
    }
  };
  return {
    get wiring() {
      return transport.wiring;
    },
    get twoWay() {
      return transport.twoWay;
    },
    get remedy() {
      return remedy;
    },
    async open({ onData, onLost }) {
      await remembering(
        transport.open({
          onData,
          onLost(error) {
            ({ remedy } = error);
            onLost(error);
          },
        }),
      );
      remedy = undefined;
    },
    write: (bytes) => remembering(transport.write(bytes)),
    close: () => transport.close(),
  };
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
      return `file ${wire.path}`;
    case 'usb':
      return identityText(wire);
    case 'serial':
      return wire.usb ? identityText(wire.usb) : `serial ${wire.path}`;
  }
}
