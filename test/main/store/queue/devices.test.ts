import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { sell } from '../shop-fixture.ts';
import { counter, openStation, type QueueStation } from './station.ts';
import type { QueueDesk } from '#contract/queue.ts';

const TABLET = 'aaaaaaaaaaaaaaaa';
const OTHER = 'bbbbbbbbbbbbbbbb';
const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

let work: QueueStation;
beforeEach(async () => {
  work = await openStation([], {
    tills: [
      { tillId: TABLET, name: '平板 1' },
      { tillId: OTHER, name: '平板 2' },
    ],
  });
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const at = (counterId: number): QueueDesk['counters'][number] | undefined =>
  work.topic('queueDesk').counters.find(({ id }) => id === counterId);
const next = async (deviceId: string | undefined, counterId = 1): Promise<string | null> =>
  (await work.ask('queue.next', { counterId }, 'caller', deviceId)).called?.number ?? null;
const elsewhere = { code: 'counter_elsewhere', details: { counter: 1 } };

describe('a counter opened at a paired caller', () => {
  beforeEach(async () => {
    await work.ask('counter.open', { counterId: 1 }, 'caller', TABLET);
    for (let times = 0; times < 3; times += 1) await work.take(1);
  });

  test('is acted on from that caller, also after a restart of the station, and from no other', async () => {
    expect(at(1)).toMatchObject({ state: 'open', openedAt: TABLET });
    expect(await next(TABLET)).toBe('A001');
    const current = { counterId: 1, ticketId: at(1)?.ticketId ?? 0 };
    for (const deviceId of [OTHER, undefined]) {
      await expect(next(deviceId)).rejects.toMatchObject(elsewhere);
      await expect(work.ask('queue.recall', current, 'caller', deviceId)).rejects.toMatchObject(elsewhere);
      await expect(work.ask('queue.hold', current, 'caller', deviceId)).rejects.toMatchObject(elsewhere);
      await expect(work.ask('counter.pause', { counterId: 1, reason: '午休' }, 'caller', deviceId)).rejects.toMatchObject(elsewhere);
      await expect(work.ask('counter.close', { counterId: 1 }, 'caller', deviceId)).rejects.toMatchObject(elsewhere);
      await expect(work.ask('counter.open', { counterId: 1 }, 'caller', deviceId)).rejects.toMatchObject(elsewhere);
    }
    await work.reopen();
    await expect(next(OTHER)).rejects.toMatchObject(elsewhere);
    expect(await next(TABLET)).toBe('A002');
    expect(journalOf(work, 'ticket.called').map(({ body }) => body['deviceId'])).toEqual([TABLET, TABLET]);
  });

  test('stays with it over a pause, and belongs to nobody once it is closed', async () => {
    await work.ask('counter.pause', { counterId: 1, reason: '午休' }, 'caller', TABLET);
    expect(at(1)).toMatchObject({ state: 'paused', openedAt: TABLET });
    await work.ask('counter.resume', { counterId: 1 }, 'caller', TABLET);
    await expect(next(OTHER)).rejects.toMatchObject(elsewhere);
    await work.ask('counter.close', { counterId: 1 }, 'caller', TABLET);
    expect(at(1)).toMatchObject({ state: 'closed', openedAt: null });
    await work.ask('counter.open', { counterId: 1 }, 'caller', OTHER);
    expect(await next(OTHER)).toBe('A001');
  });

  test('is taken over by another caller where that is meant: from then on it is that one’s, and the journal says so', async () => {
    await work.ask('counter.open', { counterId: 1, takeOver: true }, 'caller', OTHER);
    expect(await next(OTHER)).toBe('A001');
    await expect(next(TABLET)).rejects.toMatchObject(elsewhere);
    expect(journalOf(work, 'counter.opened').map(({ body }) => body['deviceId'])).toEqual([TABLET, OTHER]);
  });

  test('is acted on from the station’s own till and by its keypad as well', async () => {
    await work.ask('queue.next', { counterId: 1 }, 'till');
    await work.ask('queue.press', { counterId: 1, press: { action: 'next', number: '' } }, 'device');
    expect(journalOf(work, 'ticket.called').map(({ body }) => body['ticket'])).toEqual(['A001', 'A002']);
  });

  test('in a shop with people takes number and PIN to be taken over, and acts are then by that person', async () => {
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.save', ZHOU);
    const taken = { counterId: 1, takeOver: true } as const;
    await expect(work.ask('counter.open', taken, 'caller', OTHER)).rejects.toMatchObject({ code: 'counter_sign_in' });
    const { code, pin } = ZHOU;
    await expect(work.ask('counter.open', { counterId: 1, code, pin }, 'caller', OTHER)).rejects.toMatchObject(elsewhere);
    await work.ask('counter.open', { ...taken, code, pin }, 'caller', OTHER);
    expect(at(1)).toMatchObject({ openedAt: OTHER, operator: { name: '周敏' } });
    expect(await next(OTHER)).toBe('A001');
    await expect(next(TABLET)).rejects.toMatchObject(elsewhere);
  });
});

describe('a counter at a paired till', () => {
  const counters = [counter(1, [1], { deviceId: TABLET }), counter(2, [2], { terminal: '01' }), counter(3, [1])];

  test('is called for from that till whoever opened it, and finishes its ticket with a sale of that till alone', async () => {
    await work.configure({ counters, saleFinishesTicket: true });
    for (const counterId of [1, 2]) await work.ask('counter.open', { counterId });
    await work.take(1);
    await work.take(2);
    await work.ask('queue.next', { counterId: 1 }, 'till', TABLET);
    await work.ask('queue.next', { counterId: 2 }, 'till');
    await expect(work.ask('queue.next', { counterId: 2 }, 'till', TABLET)).rejects.toMatchObject({ code: 'counter_elsewhere' });
    await work.ask('basket.scan', { text: 'BAG-M', source: 'wedge' }, 'till', OTHER);
    const { basketId, revision } = work.topic('basket', OTHER);
    const paid = { basketId, basketRevision: revision, tenders: [{ kind: 'cash' as const, amountMinor: 50 }] };
    await work.ask('sale.complete', paid, 'till', OTHER);
    expect(work.topic('queueDesk').tickets.map(({ number }) => number)).toEqual(['A001', 'B001']);
    await sell(work, ['BAG-M'], 50);
    expect(work.topic('queueDesk').tickets.map(({ number }) => number)).toEqual(['A001']);
  });

  test('is one till’s: no second counter is set up there', async () => {
    const twice = [counter(1, [1], { deviceId: TABLET }), counter(2, [2], { deviceId: TABLET }), counter(3, [1])];
    await expect(work.configure({ counters: twice })).rejects.toMatchObject({ code: 'bad_input' });
    const both = [counter(1, [1], { deviceId: TABLET, terminal: '01' }), counter(2, [2]), counter(3, [1])];
    await expect(work.configure({ counters: both })).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('a kiosk', () => {
  test('prints again what was taken at it within ten minutes, and no other ticket; staff print any', async () => {
    const { ticketId } = await work.ask('queue.take', { serviceId: 1 }, 'kiosk', TABLET);
    const { ticketId: byStaff } = await work.ask('queue.take', { serviceId: 1 }, 'till');
    expect(await work.ask('queue.reprint', { ticketId }, 'kiosk', TABLET)).toEqual({ copy: 1 });
    for (const deviceId of [OTHER, undefined])
      await expect(work.ask('queue.reprint', { ticketId }, 'kiosk', deviceId)).rejects.toMatchObject({
        code: 'ticket_other_kiosk',
        details: { number: 'A001' },
      });
    await expect(work.ask('queue.reprint', { ticketId: byStaff }, 'kiosk', TABLET)).rejects.toMatchObject({ code: 'ticket_other_kiosk' });
    work.wait(10);
    await expect(work.ask('queue.reprint', { ticketId }, 'kiosk', TABLET)).rejects.toMatchObject({ code: 'ticket_other_kiosk' });
    expect(await work.ask('queue.reprint', { ticketId }, 'caller', OTHER)).toEqual({ copy: 2 });
    expect(journalOf(work, 'ticket.copied').map(({ body }) => body['deviceId'])).toEqual([TABLET, OTHER]);
  });

  test('on the station itself does not print what a phone took, and prints its own', async () => {
    const { ticketId: phones } = await work.ask('queue.takeByPhone', { serviceId: 1, visitor: 'phone-of-somebody' }, 'phone');
    await expect(work.ask('queue.reprint', { ticketId: phones }, 'kiosk')).rejects.toMatchObject({ code: 'ticket_other_kiosk' });
    const { ticketId } = await work.take(1);
    expect(await work.ask('queue.reprint', { ticketId }, 'kiosk')).toEqual({ copy: 1 });
  });
});
