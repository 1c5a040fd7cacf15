import type { BenchFault, BenchView, WireLogEntry } from '#contract/bench.ts';
import { GuitaiError } from '#contract/error.ts';
import type { VirtualDrawer } from '#drivers/virtual/drawer.ts';
import type { VirtualDisplay } from '#drivers/virtual/display.ts';
import type { VirtualLabelPrinter } from '#drivers/virtual/label-printer.ts';
import type { VirtualKeypad } from '#drivers/virtual/keypad.ts';
import type { VirtualPrinter } from '#drivers/virtual/printer.ts';
import type { VirtualScale } from '#drivers/virtual/scale.ts';
import type { VirtualScanner } from '#drivers/virtual/scanner.ts';
import { coalesce } from '../coalesce.ts';
import type { HostHandlers } from '../host.ts';
import type { Publish } from '#main/store/publish.ts';

export const WIRE_LOG_ENTRIES = 50;
const SUMMARY_CHARACTERS = 200;

/** The device bench: virtual devices, their faults, and the log of what went over the wires of all devices, real ones included. */
export interface Bench {
  readonly handlers: Pick<HostHandlers, 'bench.scan' | 'bench.fault' | 'bench.tearOff' | 'bench.load' | 'bench.drawer' | 'bench.press'>;
  readonly scanners: Map<string, VirtualScanner>;
  readonly printers: Map<string, VirtualPrinter>;
  readonly displays: Map<string, VirtualDisplay>;
  readonly labelPrinters: Map<string, VirtualLabelPrinter>;
  readonly scales: Map<string, VirtualScale>;
  readonly drawers: Map<string, VirtualDrawer>;
  readonly keypads: Map<string, VirtualKeypad>;
  /** A virtual device has something new to show. */
  changed(): void;
  log(deviceId: string, direction: WireLogEntry['direction'], summary: string): void;
  publishNow(): void;
  /** Forgets the virtual devices; the log stays. */
  clear(): void;
  stop(): void;
}

/** A virtual device that can be made to fail; not every device has faults that are measured in bytes. */
interface Faulty {
  setFault(fault: BenchFault, bytes?: number): void;
}

/** `reconnect` is called when a cable was put back, so that nobody waits for the next attempt. */
export function createBench(options: { readonly publish: Publish; readonly intervalMs: number; reconnect(deviceId: string): void }): Bench {
  const scanners = new Map<string, VirtualScanner>();
  const printers = new Map<string, VirtualPrinter>();
  const displays = new Map<string, VirtualDisplay>();
  const labelPrinters = new Map<string, VirtualLabelPrinter>();
  const scales = new Map<string, VirtualScale>();
  const drawers = new Map<string, VirtualDrawer>();
  const keypads = new Map<string, VirtualKeypad>();
  let log: WireLogEntry[] = [];

  const view = (): BenchView => ({
    printers: [...printers.values()].map((printer) => printer.view),
    displays: [...displays.values()].map((display) => display.view),
    scanners: [...scanners.values()].map((scanner) => scanner.view),
    labelPrinters: [...labelPrinters.values()].map((printer) => printer.view),
    scales: [...scales.values()].map((scale) => scale.view),
    drawers: [...drawers.values()].map((drawer) => drawer.view),
    keypads: [...keypads.values()].map((keypad) => keypad.view),
    log,
  });
  const publishNow = (): void => options.publish('bench', view());
  const soon = coalesce(publishNow, options.intervalMs);

  function setFault(deviceId: string, fault: BenchFault, bytes: number | undefined): void {
    const device: Faulty | undefined =
      scanners.get(deviceId) ??
      printers.get(deviceId) ??
      displays.get(deviceId) ??
      labelPrinters.get(deviceId) ??
      scales.get(deviceId) ??
      keypads.get(deviceId);
    if (!device) throw new GuitaiError('device_unknown', { device: deviceId });
    device.setFault(fault, bytes);
    if (fault !== 'unplugged' && fault !== 'disconnected') options.reconnect(deviceId);
  }

  return {
    handlers: {
      'bench.scan': ({ scannerId, text, suffix }) => {
        const scanner = scanners.get(scannerId);
        if (!scanner) throw new GuitaiError('device_unknown', { device: scannerId });
        scanner.scan(text, suffix);
        return {};
      },
      'bench.fault': ({ deviceId, fault, bytes }) => {
        setFault(deviceId, fault, bytes);
        return {};
      },
      'bench.load': ({ scaleId, milli, moving }) => {
        const scale = scales.get(scaleId);
        if (!scale) throw new GuitaiError('device_unknown', { device: scaleId });
        scale.put(milli);
        scale.move(moving);
        return {};
      },
      'bench.drawer': ({ drawerId, change }) => {
        const drawer = drawers.get(drawerId);
        if (!drawer) throw new GuitaiError('device_unknown', { device: drawerId });
        drawer.change(change);
        return {};
      },
      'bench.press': ({ keypadId, press }) => {
        const keypad = keypads.get(keypadId);
        if (!keypad) throw new GuitaiError('device_unknown', { device: keypadId });
        keypad.press(press);
        return {};
      },
      'bench.tearOff': ({ printerId }) => {
        const printer = printers.get(printerId) ?? labelPrinters.get(printerId);
        if (!printer) throw new GuitaiError('device_unknown', { device: printerId });
        printer.tearOff();
        return {};
      },
    },
    scanners,
    printers,
    displays,
    labelPrinters,
    scales,
    drawers,
    keypads,
    changed: () => soon.ask(),
    log(deviceId, direction, summary) {
      const entry = { atMs: Date.now(), deviceId, direction, summary: summary.slice(0, SUMMARY_CHARACTERS) };
      log = [...log, entry].slice(-WIRE_LOG_ENTRIES);
      soon.ask();
    },
    publishNow,
    clear() {
      for (const devices of [scanners, printers, displays, labelPrinters, scales, drawers, keypads]) devices.clear();
    },
    stop: () => soon.stop(),
  };
}
