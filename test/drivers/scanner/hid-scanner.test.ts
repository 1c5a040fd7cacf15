import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHidPosDecoder } from '#drivers/scanner/hid-pos.ts';
import { createScanner, type Scanner } from '#drivers/scanner/scanner.ts';
import { createHidTransport, type HidInterface } from '#drivers/transport/hid.ts';
import type { LinkStatus } from '#drivers/link.ts';
import { createHidMachine, type HidMachine } from '../../fakes/hid-machine.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';
import { HONEYWELL, WITHOUT_COUNT } from './report-descriptors.ts';

const GUN: HidInterface = { path: '/dev/hidraw4', vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'A1', usagePage: 0x8c, usage: 2 };

let machine: HidMachine;
let scanner: Scanner;
let reads: Recording<string>;
let states: Recording<LinkStatus>;

beforeEach(() => {
  machine = createHidMachine();
  reads = createRecording();
  states = createRecording();
  const transport = createHidTransport({ serialNumber: 'A1' }, machine.system);
  const decoder = createHidPosDecoder();
  scanner = createScanner({
    id: 'gun',
    transport,
    decoder,
    onReady: () => transport.device && decoder.begin(transport.device),
    onScan: (read) => reads.add(read.kind === 'scan' ? read.text : read.reason),
    onChange: (status) => states.add(status),
    backOffMs: [1],
    incompleteGapMs: 5,
  });
});
afterEach(() => scanner.stop());

/** 64 bytes of the layout with a byte count, or 61 of the one without. */
function report(layout: Uint8Array, data: string, continued = 0): Uint8Array {
  const counted = layout === HONEYWELL;
  const bytes = new Uint8Array(counted ? 64 : 61);
  bytes.set(counted ? [0x02, data.length] : [0x02]);
  bytes.set(Buffer.from(`]C0${data}`), counted ? 2 : 1);
  bytes[bytes.length - 1] = continued;
  return bytes;
}

async function plugIn(path: string, descriptor: Uint8Array): Promise<void> {
  states.clear();
  machine.describe(path, descriptor);
  machine.plug({ ...GUN, path });
  scanner.start();
  await states.until(({ state }) => state === 'ready');
}

test('a scan over the real parts, from descriptor to text', async () => {
  await plugIn('/dev/hidraw4', HONEYWELL);
  machine.say('/dev/hidraw4', report(HONEYWELL, 'A'.repeat(56), 1));
  machine.say('/dev/hidraw4', report(HONEYWELL, 'B'));
  expect(reads.all).toEqual([`]C0${'A'.repeat(56)}B`]);
  expect(scanner.status.statistics).toMatchObject({ outputs: 1, errors: 0, bytes: 128 });
});

test('a code of which the end does not come is given up after the gap', async () => {
  await plugIn('/dev/hidraw4', HONEYWELL);
  machine.say('/dev/hidraw4', report(HONEYWELL, 'A'.repeat(56), 1));
  await reads.until((text) => text === 'incomplete');
});

test('pulled out in the middle of a code and put into another socket, with other firmware, it reads on by itself', async () => {
  await plugIn('/dev/hidraw4', HONEYWELL);
  machine.say('/dev/hidraw4', report(HONEYWELL, 'A'.repeat(56), 1));
  machine.unplug('/dev/hidraw4');
  await states.until(({ state, problem }) => state === 'lost' && problem === 'not_found');
  await plugIn('/dev/hidraw9', WITHOUT_COUNT);
  machine.say('/dev/hidraw9', report(WITHOUT_COUNT, '6901234'));
  expect(reads.all).toEqual(['incomplete', ']C06901234']);
});
