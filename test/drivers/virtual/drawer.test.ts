import { expect, test } from 'vitest';
import { createVirtualDrawer } from '#drivers/virtual/drawer.ts';

test('a pulse opens it and the switch tells; a jammed lock takes the pulse and stays shut', () => {
  const levels: boolean[] = [];
  const drawer = createVirtualDrawer({ id: 'drawer', onLevel: (high) => levels.push(high), onChange() {} });
  drawer.pulse();
  drawer.change({ position: 'closed' });
  drawer.change({ jammed: true });
  drawer.pulse();
  expect(levels).toEqual([false, true, false]);
  expect(drawer.view).toEqual({ id: 'drawer', position: 'closed', jammed: true, sensor: 'high_open', pulses: 2 });
});

test('another switch turns the level round, and none leaves it low', () => {
  const levels: boolean[] = [];
  const drawer = createVirtualDrawer({ id: 'drawer', onLevel: (high) => levels.push(high), onChange() {} });
  drawer.change({ sensor: 'high_closed' });
  drawer.change({ position: 'open' });
  drawer.change({ sensor: 'none', position: 'closed' });
  drawer.change({ position: 'open' });
  expect(levels).toEqual([false, true, false]);
});
