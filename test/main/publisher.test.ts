import { expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import type { OperatorSession } from '#contract/staff.ts';
import { createPublisher } from '#main/publisher.ts';

const printing = { waiting: 0, jobs: [], attention: [] };

test('a connection gets the last value of what its role may see, then every change, until it leaves', () => {
  const publisher = createPublisher(createMemoryLog());
  publisher.publish('printing', printing);
  publisher.publish('printing', { ...printing, waiting: 1 });
  publisher.publish('lineDisplay', { show: 'idle' });
  const seen: unknown[] = [];
  const leave = publisher.subscribe('till', (text) => seen.push(JSON.parse(text)));
  publisher.publish('printing', { ...printing, waiting: 2 });
  leave();
  publisher.publish('printing', { ...printing, waiting: 3 });
  expect(seen).toEqual([
    { type: 'topic', name: 'printing', revision: 2, value: { waiting: 1, jobs: [], attention: [] } },
    { type: 'topic', name: 'printing', revision: 3, value: { waiting: 2, jobs: [], attention: [] } },
  ]);
});

test('the customer screen never receives the cashier’s topics', () => {
  const publisher = createPublisher(createMemoryLog());
  const seen: string[] = [];
  publisher.subscribe('display', (text) => seen.push(text));
  publisher.publish('printing', printing);
  publisher.publish('devices', []);
  publisher.publish('customer', {
    phase: 'selling',
    lineCount: 0,
    lines: [],
    lastLineId: null,
    itemCount: 0,
    grossMinor: 0,
    discounts: [],
    totalMinor: 0,
    member: null,
    hints: [],
    deposit: null,
    receivedMinor: 0,
    paid: null,
  });
  expect(seen.map((text) => (JSON.parse(text) as { name: string }).name)).toEqual(['customer']);
});

test('a paired till sees its own basket and person and what all share, and the station nothing of theirs', () => {
  const publisher = createPublisher(createMemoryLog());
  const open: OperatorSession = { state: 'open', operator: null, role: null, rights: [] };
  publisher.publish('operator', { ...open, state: 'locked' });
  publisher.publish('operator', open, 'tablet');
  const seen: Record<string, unknown[]> = { station: [], tablet: [], phone: [], bench: [] };
  const note = (who: string) => (text: string) => {
    const { name, revision, value } = JSON.parse(text) as { name: string; revision: number; value: { state?: string; show?: string } };
    seen[who]?.push([name, revision, value.state ?? value.show ?? null]);
  };
  publisher.subscribe('till', note('station'));
  publisher.subscribe('till', note('tablet'), 'tablet');
  publisher.subscribe('till', note('phone'), 'phone');
  publisher.subscribe('device', note('bench'), 'bench');
  publisher.publish('operator', { ...open, state: 'locked' }, 'tablet');
  publisher.publish('lineDisplay', { show: 'closed' }, 'tablet');
  publisher.publish('lineDisplay', { show: 'idle' });
  publisher.publish('printing', printing);
  expect(seen).toEqual({
    station: [
      ['operator', 1, 'locked'],
      ['printing', 1, null],
    ],
    tablet: [
      ['operator', 1, 'open'],
      ['operator', 2, 'locked'],
      ['printing', 1, null],
    ],
    phone: [['printing', 1, null]],
    bench: [['lineDisplay', 1, 'idle']],
  });
});

test('of a till that is gone nothing is kept, of the others and of what all share everything', () => {
  const publisher = createPublisher(createMemoryLog());
  publisher.publish('scan', { atMs: 1, source: 'wedge', code: '1', outcome: { kind: 'unknown', code: '1', quickAdd: false } }, 'tablet');
  publisher.publish('showcase', null, 'tablet');
  publisher.publish('showcase', null, 'phone');
  publisher.publish('showcase', null);
  publisher.publish('printing', printing, 'tablet');
  publisher.keepTills(['phone']);
  const seen = (deviceId?: string): string[] => {
    const names: string[] = [];
    publisher.subscribe('till', (text) => names.push((JSON.parse(text) as { name: string }).name), deviceId)();
    return names;
  };
  expect([seen('tablet'), seen('phone'), seen()]).toEqual([['printing'], ['showcase', 'printing'], ['showcase', 'printing']]);
});

test('a value that does not fit its topic is logged and not sent', () => {
  const log = createMemoryLog();
  const publisher = createPublisher(log);
  const seen: string[] = [];
  publisher.subscribe('till', (text) => seen.push(text));
  publisher.publish('printing', { waiting: -1, jobs: [], attention: [] });
  expect(seen).toEqual([]);
  expect(log.events).toEqual(['error topic.printing']);
});

test('a screen that can no longer be reached is logged and keeps no news from the others', () => {
  const log = createMemoryLog();
  const publisher = createPublisher(log);
  const heard: string[] = [];
  publisher.subscribe('till', () => {
    throw new Error('the frame was disposed');
  });
  publisher.subscribe('till', (frameText) => void heard.push(frameText));
  publisher.forward('printing', '{"type":"topic"}');
  expect(heard).toEqual(['{"type":"topic"}']);
  expect(log.events).toEqual(['error publisher.push']);
});
