import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counter, openStation, service, setup, type QueueStation } from './station.ts';
import { openShop } from '../shop-fixture.ts';
import { QueueSetup } from '#contract/queue.ts';
import { setupProblem } from '#main/store/queue/setup.ts';

const nothing = { services: [], counters: [] };

describe('a setup', () => {
  test('with every service and counter right has no problem', () => {
    expect(setupProblem(setup, nothing)).toBeUndefined();
    expect(setupProblem(setup, setup)).toBeUndefined();
  });

  test.each([
    ['an id twice', { services: [service(1, 'A'), service(1, 'B')] }, '编号重复'],
    ['a prefix twice', { services: [service(1, 'A'), service(2, 'A')] }, '字头 A 用了两次'],
    [
      'a range that ends before it begins',
      { services: [service(1, 'A', { firstNumber: 9, lastNumber: 3 }), service(2, 'B')] },
      'A 的号段反了',
    ],
    ['a service left out', { services: [service(1, 'A')], counters: [] }, '只能停用'],
    ['two counters of one name', { counters: [1, 2, 3].map((id) => counter(id, [1], { number: 1 })) }, '两个柜台同名'],
    ['a till with two counters', { counters: [1, 2, 3].map((id) => counter(id, [1], { terminal: '01' })) }, '一台收银机只能对应一个柜台'],
    ['a counter for a service that is none', { counters: [counter(1, [9]), counter(2, []), counter(3, [])] }, '业务不存在'],
  ])('with %s is refused in words', (_what, changes, words) => {
    expect(setupProblem({ ...setup, ...changes }, setup)).toContain(words);
  });
});

describe('configuring', () => {
  let work: QueueStation;
  beforeAll(async () => {
    work = await openStation();
  });
  afterAll(() => work.close());

  test('from an old revision is refused and changes nothing; the newest outlives a restart', async () => {
    await expect(work.ask('queue.configure', { revision: 0, setup })).rejects.toMatchObject({ code: 'queue_changed' });
    await work.configure({ recallLimit: 5 });
    await work.reopen();
    expect(await work.ask('queue.setup', {})).toMatchObject({ revision: 2, setup: { recallLimit: 5 } });
    expect(work.topic('queue').recallLimit).toBe(5);
  });

  test('switches a counter off only once it is closed: whom it calls would be called for ever', async () => {
    await work.take(2);
    expect(await work.next(3)).toBe('B001');
    const { ticketId } = work.topic('queueDesk').counters[2] ?? {};
    const counters = [...setup.counters.slice(0, 2), counter(3, [2], { active: false })];
    await expect(work.configure({ counters })).rejects.toMatchObject({
      code: 'bad_input',
      details: { reason: '先关闭 3 号柜台再停用 / close counter 3 before switching it off' },
    });
    await work.ask('queue.finish', { counterId: 3, ticketId: ticketId ?? 0 }, 'caller');
    await work.ask('counter.close', { counterId: 3 }, 'caller');
    await work.configure({ counters });
    expect(work.topic('queueDesk').counters.map(({ id }) => id)).toEqual([1, 2]);
  });

  test('gives the prefix of tickets that are still out to no other service', async () => {
    await work.take(1);
    const services = [service(1, 'B'), service(2, 'A')];
    await expect(work.configure({ services })).rejects.toMatchObject({
      code: 'bad_input',
      details: { reason: 'A001 还没办完，字头 A 不能给别的业务 / A001 is still out, its prefix cannot go to another service' },
    });
    expect(await work.next(1)).toBe('A001');
    const { ticketId } = work.topic('queueDesk').counters[0] ?? {};
    await work.ask('queue.finish', { counterId: 1, ticketId: ticketId ?? 0 }, 'caller');
    await work.configure({ services });
    // After the B001 of before.
    expect((await work.take(2)).number).toBe('A002');
  });
});

test('a new shop has no services; the demo shop has five at four counters', async () => {
  const empty = await openShop();
  expect(empty.topic('queue')).toMatchObject({ services: [], counters: [], calls: [] });
  await empty.close();
  const demo = await openShop({ demo: true });
  const { setup: demoSetup } = await demo.ask('queue.setup', {});
  expect(QueueSetup.safeParse(demoSetup).success).toBe(true);
  expect(setupProblem(demoSetup, nothing)).toBeUndefined();
  expect(demo.topic('queue').services.map(({ prefix, name }) => `${prefix} ${name}`)).toEqual([
    'A 奶粉纸尿裤咨询',
    'B 童装试穿',
    'C 量脚试鞋',
    'D 会员与退换货',
    'E 网单自提',
  ]);
  expect(demo.topic('queue').counters).toHaveLength(4);
  await demo.close();
});
