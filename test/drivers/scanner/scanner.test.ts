import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LinkStatus } from '#drivers/link.ts';
import { createScanDecoder, type ScanRead } from '#drivers/scanner/decode.ts';
import { createScanner, type Scanner } from '#drivers/scanner/scanner.ts';
import { createMemoryTransport, type MemoryDevice } from '#drivers/transport/memory.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

let scanner: Scanner;
let device: MemoryDevice;
let reads: ScanRead[];
let changes: Recording<LinkStatus>;

beforeEach(async () => {
  vi.useFakeTimers();
  const wire = createMemoryTransport();
  device = wire.device;
  reads = [];
  changes = createRecording();
  scanner = createScanner({
    decoder: createScanDecoder(),
    id: 'gun',
    transport: wire.transport,
    onScan: (read) => void reads.push(read),
    onChange: (status) => changes.add(status),
  });
  scanner.start();
  await changes.until(({ state }) => state === 'ready');
});

afterEach(async () => {
  await scanner.stop();
  vi.useRealTimers();
});

async function say(text: string): Promise<void> {
  device.send(Buffer.from(text));
  await vi.advanceTimersByTimeAsync(0);
}

test('a terminated scan is handed on without any timer', async () => {
  await say('6901234567892\r\n');
  expect(reads).toEqual([{ kind: 'scan', text: '6901234567892' }]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a scan in pieces waits for its terminator and leaves no timer behind', async () => {
  await say('69012');
  expect(vi.getTimerCount()).toBe(1);
  await say('34567892\r');
  expect(reads).toEqual([{ kind: 'scan', text: '6901234567892' }]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a scanner without terminator is read after 100 ms of silence, each scan by itself', async () => {
  await say('6901234');
  await vi.advanceTimersByTimeAsync(99);
  await say('567892');
  await vi.advanceTimersByTimeAsync(99);
  expect(reads).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await say('6907777777774');
  await vi.advanceTimersByTimeAsync(100);
  expect(reads).toEqual([
    { kind: 'scan', text: '6901234567892' },
    { kind: 'scan', text: '6907777777774' },
  ]);
});

test('half a code of a scanner that sends terminators is never sold: it is given up after 500 ms', async () => {
  await say('6901234567892\r');
  await say('69012');
  await vi.advanceTimersByTimeAsync(499);
  expect(reads.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(reads.at(-1)).toEqual({ kind: 'bad', reason: 'incomplete' });
  await say('6907777777774\r');
  expect(reads.at(-1)).toEqual({ kind: 'scan', text: '6907777777774' });
});

test('half a code before the plug was pulled is bad and does not join the first code after', async () => {
  await say('69012');
  device.break('offline');
  await vi.advanceTimersByTimeAsync(1000);
  expect(scanner.status.state).toBe('ready');
  await say('6907777777774\r');
  expect(reads).toEqual([
    { kind: 'bad', reason: 'incomplete' },
    { kind: 'scan', text: '6907777777774' },
  ]);
});

test('good and bad reads are counted', async () => {
  await say('690\r69\x001\r');
  expect(scanner.status.statistics).toMatchObject({ outputs: 1, errors: 1, bytes: 9 });
});

test('with a duplicate guard a repeat within its time is told apart, not handed on and not counted', async () => {
  const wire = createMemoryTransport();
  const texts: string[] = [];
  const ready = createRecording<LinkStatus>();
  const guarded = createScanner({
    decoder: createScanDecoder(),
    id: 'counter',
    transport: wire.transport,
    duplicateGuardMs: 300,
    onScan: (read) => void texts.push(read.kind === 'scan' ? read.text : read.reason),
    onDuplicate: (text) => void texts.push(`duplicate ${text}`),
    onChange: (status) => ready.add(status),
  });
  guarded.start();
  await ready.until(({ state }) => state === 'ready');
  wire.device.send(Buffer.from('690\r690\r'));
  await vi.advanceTimersByTimeAsync(300);
  wire.device.send(Buffer.from('690\r'));
  await vi.advanceTimersByTimeAsync(0);
  expect(texts).toEqual(['690', 'duplicate 690', '690']);
  expect(guarded.status.statistics.outputs).toBe(2);
  await guarded.stop();
});

test('without one two equal articles read in a burst are two scans', async () => {
  await say('690\r690\r');
  expect(reads).toEqual([
    { kind: 'scan', text: '690' },
    { kind: 'scan', text: '690' },
  ]);
});

test('what the scanner was set to put around a code is taken off, where it is there', async () => {
  const wire = createMemoryTransport();
  const texts: string[] = [];
  const ready = createRecording<LinkStatus>();
  const wrapped = createScanner({
    id: 'gun',
    transport: wire.transport,
    decoder: createScanDecoder(),
    stripPrefix: 'A/',
    stripSuffix: '#',
    onScan: (read) => void texts.push(read.kind === 'scan' ? read.text : read.reason),
    onChange: (status) => ready.add(status),
  });
  wrapped.start();
  await ready.until(({ state }) => state === 'ready');
  wire.device.send(Buffer.from('A/690#\r691\rA/692\r693#\rA/#\rA/A/1##\r'));
  await vi.advanceTimersByTimeAsync(0);
  expect(texts).toEqual(['690', '691', '692', '693', 'incomplete', 'A/1#']);
  await wrapped.stop();
});
