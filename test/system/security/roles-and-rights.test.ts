import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { openShop, type ShopAtWork } from '../../main/store/shop-fixture.ts';
import { procedures, type ProcedureName, type StoreProcedureName } from '#contract/procedures.ts';
import { DEFAULT_RIGHTS, Right, StaffRole } from '#contract/rights.ts';
import type { Role } from '#contract/role.ts';
import { createRouter } from '#main/router.ts';

const names = Object.keys(procedures) as ProcedureName[];
const SETUP = [
  'device.test',
  'device.health',
  'device.discover',
  'device.stopDiscovery',
  'setup.try',
  'setup.stopTrying',
  'setup.save',
  'setup.remove',
  'setup.undo',
];
const BENCH = ['bench.scan', 'bench.fault', 'bench.load', 'bench.tearOff', 'bench.press', 'drawer.learn', 'bench.drawer'];
const DEVICE = ['queue.press', 'training.ended', 'print.resume', 'print.progress', 'label.printerReady', 'shop.configure'];
/** What every screen may ask: the time. */
const SCREEN = ['station.time'];
/** What the customer's screen and its preview on the bench show beside goods. */
const PICTURES = ['product.pictures'];
const PORTS = [
  'port.print',
  'port.printLabel',
  'port.drawLabel',
  'port.drawPaper',
  'port.printSample',
  'port.readWeight',
  'port.openDrawer',
];

const TAKING = ['queue.greet', 'queue.take', 'queue.checkIn', 'queue.reprint'];
const DESK = [
  'queue.book',
  'queue.unbook',
  'queue.bookings',
  'queue.next',
  'queue.pick',
  'queue.recall',
  'queue.start',
  'queue.finish',
  'queue.miss',
  'queue.hold',
  'queue.resume',
  'queue.transfer',
  'queue.cancel',
  'counter.open',
  'counter.pause',
  'counter.resume',
  'counter.close',
  'queue.statistics',
];
const PHONE = ['queue.takeByPhone', 'queue.follow', 'queue.coming', 'queue.leave'];
const KIOSK = ['queue.giveBack'];
/** Another station that shares the queue comes as a caller. */
const LINK = ['queue.saleDone'];
const BOARD = ['board.claimVoice'];

/** Written down a second time on purpose: a row that opens a door nobody meant to open fails here. */
const may: Readonly<Record<Role, readonly string[]>> = {
  till: names.filter((name) => ![...BENCH, ...DEVICE, ...PORTS, ...PHONE, ...KIOSK, ...LINK, ...BOARD].includes(name)),
  display: [...SCREEN, ...PICTURES],
  bench: [...SCREEN, ...PICTURES, ...SETUP, ...BENCH],
  kiosk: [...SCREEN, ...TAKING, ...KIOSK],
  caller: [...SCREEN, ...TAKING, ...DESK, ...LINK],
  board: [...SCREEN, ...BOARD],
  phone: PHONE,
  device: ['basket.scan', 'queue.pickup', ...DEVICE],
  store: PORTS,
  command: [],
};

/** Rights no row may lose. */
const needs: Readonly<Partial<Record<ProcedureName, Right>>> = {
  'basket.remove': 'line.void',
  'basket.clear': 'sale.void',
  'sale.reprint': 'receipt.reprint',
  'catalog.quickAdd': 'product.add',
  'label.order': 'label.print',
  'label.reprint': 'label.print',
  'drawer.open': 'drawer.open',
  'staff.list': 'staff.manage',
  'staff.save': 'staff.manage',
  'staff.setRights': 'staff.manage',
  'refund.complete': 'refund.receipt',
  'refund.withoutReceipt': 'refund.noReceipt',
  'refund.completeAtPrice': 'refund.price',
  'settings.change': 'settings',
  'queue.configure': 'settings',
  'queue.statistics': 'report.x',
  'queue.export': 'export',
};
const storeNames = names.filter((name): name is StoreProcedureName => procedures[name].at === 'store');
const guarded = storeNames.flatMap((name) => {
  const row = procedures[name];
  return 'right' in row ? [[name, row.right] as const] : [];
});
const ofTill = storeNames.filter((name) => may.till.includes(name));

describe.each(Object.entries(may) as [Role, readonly string[]][])('a connection of the role %s', (role, allowed) => {
  test('is let through to its own procedures only, and no other reaches a handler', async () => {
    const reached: string[] = [];
    const router = createRouter({
      hostHandlers: new Proxy({}, { get: (_, name) => () => reached.push(String(name)) }),
      callStore: (name) => Promise.resolve(reached.push(name)),
      log: createMemoryLog(),
    });
    const open: string[] = [];
    for (const name of names) {
      const reply = await router.receive(JSON.stringify({ type: 'request', id: 1, name, input: {} }), { role });
      if (!reply.includes('"forbidden"')) open.push(name);
    }
    expect(open.toSorted()).toEqual(allowed.toSorted());
    expect(reached.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

test('whoever may sell may print labels until the shop says otherwise', () => {
  expect(StaffRole.options.filter((role) => !DEFAULT_RIGHTS[role].includes('label.print'))).toEqual([]);
});

test('what needs a right today needs it tomorrow', () => {
  expect(Object.fromEntries(guarded)).toMatchObject(needs);
});

describe('a shop with people', () => {
  const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
  const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;
  let work: ShopAtWork;

  beforeEach(async () => {
    work = await openShop();
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.save', ZHOU);
  });
  afterEach(() => work.close());

  /** The code a call is refused with, `done` when it is not refused. The gate looks at nothing of the input; the echo of a scan does. */
  async function refusalOf(name: StoreProcedureName): Promise<string> {
    try {
      await work.ask(name, { text: 'BAG-M' } as never);
      return 'done';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'not refused';
    }
  }

  test('does nothing for anybody at a locked till, but let people in and lock', async () => {
    await work.ask('staff.lock', {});
    const open: string[] = [];
    for (const name of ofTill) if ((await refusalOf(name)) !== 'till_locked') open.push(name);
    expect(open.toSorted()).toEqual(['staff.lock', 'staff.signIn']);
    expect([work.drawerOpenings, work.printed, work.labels]).toEqual([0, [], []]);
  });

  test.each(guarded)('%s is refused to a person with every right but %s', async (name, right) => {
    await work.ask('staff.setRights', { role: 'cashier', rights: Right.options.filter((each) => each !== right) });
    await work.ask('staff.signIn', ZHOU);
    expect(await refusalOf(name)).toBe('right_missing');
    expect(work.drawerOpenings).toBe(0);
  });

  test('asks a person with no right at all for a right exactly where one is needed', async () => {
    await work.ask('staff.setRights', { role: 'cashier', rights: [] });
    await work.ask('staff.signIn', ZHOU);
    const refused: string[] = [];
    for (const name of ofTill) {
      if (name === 'staff.lock' || name === 'staff.signIn') continue;
      if ((await refusalOf(name)) === 'right_missing') refused.push(name);
    }
    expect(refused.toSorted()).toEqual(guarded.map(([name]) => name).toSorted());
  });
});
