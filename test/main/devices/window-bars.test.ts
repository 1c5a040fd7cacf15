import { afterEach, expect, test } from 'vitest';
import type { QueueView } from '#contract/queue.ts';
import type { CounterSign } from '#drivers/display/counter-sign.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import { createWindowBars, signOf } from '#main/devices/window-bars.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';

type Counter = QueueView['counters'][number];
type Call = QueueView['calls'][number];

const counter = (id: number, changes: Partial<Counter>): Counter => ({
  id,
  number: id,
  kind: 'counter',
  area: '',
  state: 'open',
  pauseReason: '',
  serving: null,
  ...changes,
});
const call = (counterId: number, number: string, state: Call['state']): Call => ({
  callId: 1,
  ticketId: 1,
  number,
  serviceId: 1,
  counterId,
  calledAtMs: 0,
  recall: 0,
  state,
});
const queueOf = (counters: Counter[], calls: Call[] = []): QueueView => ({
  day: '2026-11-26',
  services: [],
  counters,
  calls,
  missed: [],
  recallLimit: 3,
  missedRule: '',
});

test('a bar says what its counter does: closed, open, paused and why, whom it calls, whom it serves', () => {
  const queue = queueOf(
    [
      counter(1, { state: 'closed' }),
      counter(2, {}),
      counter(3, { state: 'paused', pauseReason: '换班' }),
      counter(4, { serving: 'A032' }),
      counter(5, { serving: 'B110' }),
      counter(6, { state: 'paused', serving: 'C007' }),
    ],
    [call(4, 'A032', 'called'), call(5, 'B110', 'serving')],
  );
  expect([1, 2, 3, 4, 5, 6, 7].map((id) => signOf(queue, id))).toEqual([
    { show: 'closed' },
    { show: 'open' },
    { show: 'paused', reason: '换班' },
    { show: 'calling', number: 'A032' },
    { show: 'serving', number: 'B110' },
    { show: 'serving', number: 'C007' },
    { show: 'closed' },
  ]);
});

test('a bar hears of changes at its own counter only, and a new bar at once; a station that ends closes them', () => {
  const shown: CounterSign[] = [];
  const bars = createWindowBars();
  bars.use([{ counterId: 2, display: { showSign: (sign) => shown.push(sign) } }]);
  bars.show(queueOf([counter(1, {}), counter(2, {})]));
  bars.show(queueOf([counter(1, { serving: 'A001' }), counter(2, {})]));
  bars.show(queueOf([counter(1, {}), counter(2, { serving: 'A002' })], [call(2, 'A002', 'called')]));
  expect(shown).toEqual([{ show: 'closed' }, { show: 'open' }, { show: 'calling', number: 'A002' }]);
  const later: CounterSign[] = [];
  bars.use([{ counterId: 2, display: { showSign: (sign) => later.push(sign) } }]);
  bars.close();
  expect(later).toEqual([{ show: 'calling', number: 'A002' }, { show: 'closed' }]);
});

let devices: Devices | undefined;
afterEach(() => devices?.stop());

test('a display with the id of a counter hangs above it: it follows the queue, never the sale', async () => {
  const tty = await openPseudoTerminal();
  const transport = { type: 'serial', path: tty.path, baudRate: 9600 };
  devices = createDevices({
    settings: {
      store: { name: '小满母婴' },
      devices: DeviceSettings.parse({ displays: [{ id: 'bar-2', protocol: 'cd5220', counterId: 2, longNames: 'cut', transport }] }),
      roles: RoleSettings.parse({}),
    },
    publish: () => {},
    scan: async () => {},
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  const shows = (text: string): Promise<Buffer> => tty.until((bytes) => bytes.toString('latin1').includes(text));
  devices.start();
  await shows('CLOSED');
  devices.showQueue(queueOf([counter(2, { serving: 'A032' })], [call(2, 'A032', 'called')]));
  await shows('        A032        \r\x1bQB v  PLEASE COME  v  \r');
  devices.showOnLineDisplay({ show: 'total', totalMinor: 12_900 });
  devices.showQueue(queueOf([counter(2, { serving: 'A032' })], [call(2, 'A032', 'serving')]));
  const bytes = await shows('NOW SERVING');
  expect(bytes.toString('latin1')).not.toContain('129.00');
  await tty.close();
});
