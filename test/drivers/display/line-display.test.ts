import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLineDisplay, type LineDisplay } from '#drivers/display/line-display.ts';
import { createMemoryTransport, type MemoryDevice } from '#drivers/transport/memory.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const INIT = '1b40';
const CLEARED = '1b73300c';
const TOTAL_1 = '1b73321b5141312e30300d';
const TOTAL_2 = '1b73321b5141322e30300d';
const TOTAL_3 = '1b73321b5141332e30300d';
const PAID_5 = '1b73331b5141352e30300d';
const CHANGE_4 = '1b73341b5141342e30300d';
const PAID = { show: 'paid', totalMinor: 100, tenderedMinor: 500, changeMinor: 400 } as const;

const total = (totalMinor: number) => ({ show: 'total', totalMinor }) as const;

let display: LineDisplay;
let device: MemoryDevice;
let written: Recording<string>;

beforeEach(() => {
  vi.useFakeTimers();
  const wire = createMemoryTransport();
  device = wire.device;
  written = createRecording();
  device.onData((bytes) => written.add(Buffer.from(bytes).toString('hex')));
  display = createLineDisplay({
    id: 'pole',
    dialect: { protocol: 'led8', lampOrder: 'before', lampCommand: 'esc-s' },
    idleTexts: [],
    shopName: '小满母婴',
    transport: wire.transport,
    onChange() {},
  });
});

afterEach(async () => {
  await display.stop();
  vi.useRealTimers();
});

async function ready(): Promise<void> {
  display.start();
  await written.until((image) => image === INIT);
  await vi.advanceTimersByTimeAsync(0);
}

test('what was to be shown before the display was there is shown when it comes', async () => {
  display.show(total(100));
  await ready();
  expect(written.all).toEqual([INIT, TOTAL_1]);
});

test('stopped within a view it begins it again when it is started, and no clock runs meanwhile', async () => {
  await ready();
  display.show(PAID);
  await vi.advanceTimersByTimeAsync(100);
  await display.stop();
  display.show(PAID);
  expect(vi.getTimerCount()).toBe(0);
  written.clear();
  await ready();
  await vi.advanceTimersByTimeAsync(1500);
  expect(written.all).toEqual([INIT, PAID_5, CHANGE_4]);
});

test('paid gives way to the change after 1.5 seconds', async () => {
  await ready();
  display.show(PAID);
  await vi.advanceTimersByTimeAsync(1499);
  expect(written.all).toEqual([INIT, PAID_5]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written.all).toEqual([INIT, PAID_5, CHANGE_4]);
});

test('eight seconds after the sale digits and lamps go out', async () => {
  await ready();
  display.show(PAID);
  await vi.advanceTimersByTimeAsync(7999);
  expect(written.all).toEqual([INIT, PAID_5, CHANGE_4]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written.all).toEqual([INIT, PAID_5, CHANGE_4, CLEARED]);
});

test('the same view again is written again, in case the display missed it', async () => {
  await ready();
  display.show(total(100));
  await written.until((image) => image === TOTAL_1);
  display.show(total(100));
  await vi.advanceTimersByTimeAsync(0);
  expect(written.all).toEqual([INIT, TOTAL_1, TOTAL_1]);
});

test('a new view during that time wins, and no change appears later', async () => {
  await ready();
  display.show(PAID);
  await vi.advanceTimersByTimeAsync(1000);
  display.show({ show: 'idle' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written.all).toEqual([INIT, PAID_5, CLEARED]);
});

test('after a reconnect the display is initialised and shows the last view again', async () => {
  await ready();
  display.show(total(100));
  await written.until((image) => image === TOTAL_1);
  device.break('offline');
  await vi.advanceTimersByTimeAsync(0);
  expect(display.status.state).toBe('lost');
  display.show(total(200));
  await vi.advanceTimersByTimeAsync(1000);
  expect(written.all).toEqual([INIT, TOTAL_1, INIT, TOTAL_2]);
});

test('unplugged between paid and change, it comes back and still gets to the change', async () => {
  await ready();
  display.show(PAID);
  await vi.advanceTimersByTimeAsync(400);
  device.break('offline');
  await vi.advanceTimersByTimeAsync(3000);
  expect(written.all).toEqual([INIT, PAID_5, INIT, PAID_5, CHANGE_4]);
});

test('a drawer on the display is pulsed between two images, and not at all while the wire is down', async () => {
  expect(await display.openDrawer()).toBe('failed');
  await ready();
  display.show(total(100));
  expect(await display.openDrawer()).toBe('sent');
  expect(written.all).toEqual([INIT, TOTAL_1, '024d']);
});

test('a display that takes no bytes holds nobody up, and afterwards shows the latest view, not every one', async () => {
  await ready();
  const goOn = device.stall();
  display.show(total(100));
  await vi.advanceTimersByTimeAsync(0);
  display.show(total(200));
  display.show(total(300));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written.all).toEqual([INIT]);
  goOn();
  await vi.advanceTimersByTimeAsync(0);
  expect(written.all).toEqual([INIT, TOTAL_1, TOTAL_3]);
});
