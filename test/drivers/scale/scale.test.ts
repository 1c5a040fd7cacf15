import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ScaleView, WeightReading } from '#contract/scale.ts';
import type { LinkStatus } from '#drivers/link.ts';
import { findScaleProtocol, SCALE_PROTOCOLS, type ScaleProtocolName } from '#drivers/scale/protocols.ts';
import { createScale, type Scale } from '#drivers/scale/scale.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createVirtualScale, type VirtualScale } from '#drivers/virtual/scale.ts';

interface Counter {
  readonly virtual: VirtualScale;
  readonly scale: Scale;
  readonly views: ScaleView[];
  readonly statuses: LinkStatus[];
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
  read(timeoutMs?: number): Promise<WeightReading>;
}

let running: Scale | undefined;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  const stopped = running?.stop();
  await vi.advanceTimersByTimeAsync(100);
  await stopped;
  vi.useRealTimers();
});

async function counterWith(protocol: ScaleProtocolName, watchLoads = true): Promise<Counter> {
  const views: ScaleView[] = [];
  const statuses: LinkStatus[] = [];
  const virtual = createVirtualScale({ id: 'scale', protocol, unit: 'kg', onChange() {} });
  const scale = createScale({
    id: 'scale',
    protocol: findScaleProtocol(protocol, 'kg'),
    transport: virtual.transport,
    watchLoads,
    onView: (view) => void views.push(view),
    onChange: (status) => void statuses.push(status),
  });
  running = scale;
  scale.start();
  const pass = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));
  await pass(1000);
  return {
    virtual,
    scale,
    views,
    statuses,
    pass,
    async read(timeoutMs = 1000) {
      const reading = scale.readWeight(timeoutMs);
      await pass(timeoutMs);
      return reading;
    },
  };
}

const stateOf = ({ scale }: Counter): string => scale.view.state;
const loadOf = (reading: WeightReading): string | null | undefined => (reading.result === 'weight' ? reading.load : undefined);

test.each(SCALE_PROTOCOLS)('%s: empty, a load that moves, the load at rest, and its weight when asked', async (protocol) => {
  const counter = await counterWith(protocol);
  expect(stateOf(counter)).toBe('zero');
  counter.virtual.put(355);
  counter.virtual.move(true);
  await counter.pass(1000);
  expect(stateOf(counter)).toBe('unstable');
  expect(await counter.read()).toEqual({ result: 'failed', reason: 'unstable' });
  counter.virtual.move(false);
  await counter.pass(1000);
  expect(counter.scale.view).toMatchObject({ state: 'stable', weight: { value: 355, decimals: 3, unit: 'kg' }, net: false });
  expect(await counter.read()).toMatchObject({ result: 'weight', scaleId: 'scale', weight: { value: 355, decimals: 3, unit: 'kg' } });
});

test.each(['toledo-8217', 'cas', 'mettler', 'mettler-checksum'] as const)('%s: more than the scale carries is said', async (protocol) => {
  const counter = await counterWith(protocol);
  counter.virtual.put(15_001);
  await counter.pass(1000);
  expect(counter.scale.view).toMatchObject({ state: 'overweight', weight: null });
  expect(await counter.read()).toEqual({ result: 'failed', reason: 'overweight' });
});

test('an empty pan is no weight', async () => {
  const counter = await counterWith('toledo-8217');
  expect(await counter.read()).toEqual({ result: 'failed', reason: 'zero' });
});

test('a weight that was read before the call is not an answer: the next one is', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(355);
  await counter.pass(1000);
  counter.virtual.put(400);
  expect(await counter.read()).toMatchObject({ weight: { value: 400 } });
});

test('a load that comes to rest in time is weighed', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(355);
  counter.virtual.move(true);
  await counter.pass(1000);
  const reading = counter.scale.readWeight(2000);
  await counter.pass(1000);
  counter.virtual.move(false);
  await counter.pass(500);
  expect(await reading).toMatchObject({ result: 'weight', weight: { value: 355 } });
});

test.each(['silent', 'garbage'] as const)(
  'a scale that turns %s has lost contact after two seconds, and is back by itself',
  async (fault) => {
    const counter = await counterWith('toledo-8217');
    counter.virtual.put(355);
    await counter.pass(500);
    counter.virtual.setFault(fault);
    await counter.pass(1500);
    expect(stateOf(counter)).toBe('stable');
    await counter.pass(1000);
    expect(counter.scale.view).toMatchObject({ state: 'not_ready', weight: null });
    expect(counter.scale.status).toMatchObject({ state: 'ready', problem: 'offline' });
    expect(await counter.read()).toEqual({ result: 'failed', reason: 'not_ready' });
    counter.virtual.setFault('none');
    await counter.pass(1500);
    expect(stateOf(counter)).toBe('stable');
    expect(counter.scale.status).toMatchObject({ state: 'ready', problem: 'none' });
  },
);

test('a pulled cable ends the wait for a weight at once', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(355);
  counter.virtual.move(true);
  await counter.pass(1000);
  const reading = counter.scale.readWeight(10_000);
  counter.virtual.setFault('unplugged');
  await counter.pass(1);
  expect(await reading).toEqual({ result: 'failed', reason: 'not_ready' });
  expect(counter.scale.status).toMatchObject({ state: 'lost', problem: 'offline' });
});

test('after stop() no question goes out and no timer runs', async () => {
  const counter = await counterWith('cas');
  const stopped = counter.scale.stop();
  await counter.pass(100);
  await stopped;
  expect(vi.getTimerCount()).toBe(0);
});

test('the view is told when it changes, not with every reading', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(355);
  await counter.pass(10_000);
  expect(counter.views.map(({ state }) => state)).toEqual(['not_ready', 'zero', 'stable']);
});

test('a load keeps its name until it is taken off or changed by five grams', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(355);
  await counter.pass(500);
  const first = loadOf(await counter.read());
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(loadOf(await counter.read())).toBe(first);
  counter.virtual.put(359);
  expect(loadOf(await counter.read())).toBe(first);
  counter.virtual.put(364);
  const second = loadOf(await counter.read());
  expect(second).not.toBe(first);
  counter.virtual.put(0);
  await counter.pass(500);
  counter.virtual.put(364);
  await counter.pass(500);
  expect(loadOf(await counter.read())).not.toBe(second);
});

test('a load is the same one after the cable was out', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(355);
  await counter.pass(500);
  const before = loadOf(await counter.read());
  counter.virtual.setFault('unplugged');
  await counter.pass(100);
  counter.virtual.setFault('none');
  await counter.pass(3000);
  expect(loadOf(await counter.read())).toBe(before);
});

test('where nobody watches loads, they have no name', async () => {
  const counter = await counterWith('toledo-8217', false);
  counter.virtual.put(355);
  await counter.pass(500);
  expect(loadOf(await counter.read())).toBeNull();
});

test('a scale with a tare command takes the tare itself', async () => {
  const counter = await counterWith('toledo-8217');
  counter.virtual.put(50);
  await counter.pass(500);
  expect(await counter.scale.tare()).toBe(true);
  counter.virtual.put(405);
  await counter.pass(500);
  expect(counter.scale.view).toMatchObject({ state: 'stable', weight: { value: 355 }, net: true });
});

test('for a scale without one the tare is taken off here, and an empty pan ends it', async () => {
  const counter = await counterWith('cas');
  counter.virtual.put(50);
  await counter.pass(500);
  expect(await counter.scale.tare()).toBe(true);
  expect(counter.scale.view).toMatchObject({ state: 'zero', net: true });
  counter.virtual.put(405);
  expect(await counter.read()).toMatchObject({ weight: { value: 355, decimals: 3, unit: 'kg' } });
  counter.virtual.put(0);
  await counter.pass(500);
  expect(counter.scale.view).toMatchObject({ state: 'under_zero', weight: { value: -50 }, net: true });
  expect(await counter.scale.tare()).toBe(true);
  expect(counter.scale.view).toMatchObject({ state: 'zero', weight: { value: 0 }, net: false });
});

test('what moves is no tare', async () => {
  const counter = await counterWith('cas');
  counter.virtual.put(50);
  counter.virtual.move(true);
  await counter.pass(500);
  expect(await counter.scale.tare()).toBe(false);
});

test('a scale is set to zero where it has a command for that', async () => {
  const counter = await counterWith('mettler');
  counter.virtual.put(8);
  await counter.pass(500);
  expect(counter.scale.view).toMatchObject({ state: 'stable', canZero: true });
  expect(await counter.scale.zeroScale()).toBe(true);
  await counter.pass(500);
  expect(stateOf(counter)).toBe('zero');
  const other = await counterWith('equals');
  expect(other.scale.view.canZero).toBe(false);
  expect(await other.scale.zeroScale()).toBe(false);
  await other.scale.stop();
  running = counter.scale;
});

test('a status in place of the weight leaves no earlier weight standing', async () => {
  const { transport, device } = createMemoryTransport();
  let answer = '\u0002001.000\r';
  device.onData(() => device.send(Buffer.from(answer)));
  const scale = createScale({
    id: 'scale',
    protocol: findScaleProtocol('toledo-8217', 'kg'),
    transport,
    watchLoads: false,
    onView() {},
    onChange() {},
  });
  running = scale;
  scale.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect(scale.view).toMatchObject({ state: 'stable', weight: { value: 1000, decimals: 3 } });
  answer = '\u0002?\u0010\r';
  await vi.advanceTimersByTimeAsync(1000);
  expect(scale.view).toMatchObject({ state: 'unstable', weight: null });
});
