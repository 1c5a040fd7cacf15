import { createScanDecoder, type ScanDecoder, type ScanRead } from '#drivers/scanner/decode.ts';
import { createHidPosDecoder } from '#drivers/scanner/hid-pos.ts';
import { createScanner } from '#drivers/scanner/scanner.ts';
import { createHidTransport } from '#drivers/transport/hid.ts';
import { createVirtualScanner } from '#drivers/virtual/scanner.ts';
import { withoutPaymentCode } from '#main/store/checkout/payment-code.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import { createTransport, rememberRefusal, resourceOf, type WiredTransport } from './wiring.ts';

export interface ScannerContext extends DeviceContext {
  /** Hands a scan to the shop, exactly as a till would. A read that came broken is the empty text, which the shop answers with "scan again". */
  scan(text: string): Promise<void>;
}

/** A barcode scanner. What it reads is remembered as text without payment codes, never as raw bytes. */
export function createScannerEntry(settings: DeviceSettings['scanners'][number], context: ScannerContext): DeviceEntry {
  const { id } = settings;
  const { bench, log } = context;
  const history = createHistory();
  const { transport, resource, decoder, onReady } = wireOf(settings, context);

  function scanned(read: ScanRead): void {
    const text = read.kind === 'scan' ? read.text : '';
    context.scan(text).catch((error: unknown) => log.error('scan.failed', error, { device: id }));
    if (read.kind === 'bad') log.info('scan.bad', { device: id, reason: read.reason });
    const summary = read.kind === 'scan' ? withoutPaymentCode(text) : read.reason;
    history.event({ type: 'data', atMs: Date.now() });
    history.traffic('in', Buffer.from(summary));
    bench.log(id, 'in', summary);
    context.changed();
  }

  return createEntry(context, {
    row: { id, kind: 'scanner', model: settings.type, wiring: transport.wiring, virtual: settings.type === 'virtual' },
    transport,
    resource,
    history,
    buildDriver: (onStatus) =>
      createScanner({
        ...settings,
        transport,
        decoder,
        onReady,
        onScan: scanned,
        onDuplicate: (text) => bench.log(id, 'in', `duplicate, ignored: ${withoutPaymentCode(text)}`),
        onChange: onStatus,
        ...context.backOff,
      }),
  });
}

interface ScannerWire {
  readonly transport: WiredTransport;
  /** See DeviceOptions.resource. */
  readonly resource: string;
  readonly decoder: ScanDecoder;
  onReady(): void;
}

function wireOf(settings: DeviceSettings['scanners'][number], { bench }: ScannerContext): ScannerWire {
  if (settings.type === 'hid') {
    const hid = createHidTransport(settings);
    const decoder = createHidPosDecoder();
    // What the reports look like is known when the device is found.
    return { transport: rememberRefusal(hid), resource: hid.wiring, decoder, onReady: () => hid.device && decoder.begin(hid.device) };
  }
  const { id } = settings;
  const mode = settings.type === 'virtual' ? settings.mode : 'serial';
  const transport = createTransport(settings, () => {
    const virtual = createVirtualScanner({ id, mode, onChange: () => bench.changed() });
    bench.scanners.set(id, virtual);
    return virtual.transport;
  });
  const decoder = mode === 'hid-pos' ? createHidPosDecoder() : createScanDecoder();
  return { transport, resource: resourceOf(settings, id), decoder, onReady() {} };
}
