import { expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
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
    paid: null,
  });
  expect(seen.map((text) => (JSON.parse(text) as { name: string }).name)).toEqual(['customer']);
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
