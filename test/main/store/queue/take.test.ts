import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { AFTERNOON_MS } from '../shop-fixture.ts';
import { openStation, service, setup, type QueueStation } from './station.ts';
import { newRequestId } from '#contract/ids.ts';
import type { Member } from '#contract/member.ts';

const WANG: Omit<Member, 'id' | 'joinedOn'> = {
  code: 'VIP-0001',
  phone: '13800006027',
  name: '王晓月',
  title: 'ms',
  level: 'gold',
  tags: [],
  active: true,
};
const LIU: Omit<Member, 'id' | 'joinedOn'> = {
  code: 'MAMA-02',
  phone: '',
  name: '刘敏',
  title: 'ms',
  level: 'standard',
  tags: ['孕妈'],
  active: true,
};

let work: QueueStation;
beforeEach(async () => {
  work = await openStation();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const services = (id: number, changes: Partial<ReturnType<typeof service>>): typeof setup.services =>
  setup.services.map((each) => (each.id === id ? { ...each, ...changes } : each));

describe('a service that gives no ticket says why, and goes on calling', () => {
  test('outside its hours, with the time it opens', async () => {
    await work.take(1);
    // 2026-11-22, a Sunday, 15:43.
    await work.configure({ services: services(1, { hours: [{ days: [7], from: '09:00', to: '15:30' }] }) });
    expect(work.topic('queue').services[0]).toMatchObject({
      waiting: 1,
      closed: { why: 'hours', opensAtMs: Date.UTC(2026, 10, 29, 1, 0) },
    });
    await expect(work.take(1)).rejects.toMatchObject({ code: 'service_closed', details: { service: '业务 A', opens: '11-29 09:00' } });
    expect(await work.next(1)).toBe('A001');
  });

  test('when its daily limit or its range is used up, and the numbers stay without a gap', async () => {
    await work.configure({ services: services(1, { dailyLimit: 2 }) });
    await work.take(1);
    await work.take(1);
    await expect(work.take(1)).rejects.toMatchObject({ code: 'service_limit', details: { service: '业务 A', max: 2 } });
    await work.configure({ services: services(1, { lastNumber: 3 }) });
    expect(await work.take(1)).toMatchObject({ number: 'A003' });
    await expect(work.take(1)).rejects.toMatchObject({ code: 'service_exhausted' });
    expect(work.topic('queue').services[0]?.closed).toEqual({ why: 'exhausted', opensAtMs: null });
    await work.configure({ services: services(1, { lastNumber: 9 }) });
    expect(await work.take(1)).toMatchObject({ number: 'A004' });
  });

  test('when staff stopped it or it is switched off', async () => {
    await work.configure({ services: services(1, { paused: true }) });
    await expect(work.take(1)).rejects.toMatchObject({ code: 'service_paused' });
    await work.configure({ services: services(1, { active: false }) });
    await expect(work.take(1)).rejects.toMatchObject({ code: 'service_unknown' });
    expect(work.topic('queue').services.map(({ id }) => id)).toEqual([2]);
  });
});

describe('a member', () => {
  beforeEach(async () => {
    await work.ask('member.save', WANG);
    await work.ask('member.save', LIU);
  });

  test('is greeted by a scanned card, not by a typed phone number, and is called sooner', async () => {
    expect(await work.ask('queue.greet', { text: 'vip-0001' }, 'kiosk')).toEqual({
      member: { customer: '王女士', level: 'gold', class: 'vip' },
    });
    expect(await work.ask('queue.greet', { text: '13800006027' }, 'kiosk')).toEqual({
      member: { customer: '', level: 'gold', class: 'vip' },
    });
    expect(await work.ask('queue.greet', { text: '13911112222' }, 'kiosk')).toEqual({ member: null });
    await work.take(1);
    work.wait(4);
    expect(await work.take(1, { member: 'VIP-0001' })).toMatchObject({ number: 'A002', class: 'vip', ahead: 0 });
    expect(await work.take(1, { member: 'MAMA-02' })).toMatchObject({ number: 'A003', class: 'assisted', ahead: 0 });
    await expect(work.take(1, { member: 'NOBODY-9' })).rejects.toMatchObject({ code: 'member_unknown' });
    expect(work.topic('queueDesk').tickets).toMatchObject([
      { number: 'A003', customer: '刘女士', level: 'standard' },
      { number: 'A002', customer: '王女士', level: 'gold' },
      { number: 'A001', customer: '', level: null },
    ]);
    expect(JSON.stringify(work.topic('queue'))).not.toMatch(/女士|gold/);
  });

  test('or a phone that takes a second ticket within two minutes gets the first one again, for the same service only', async () => {
    const first = await work.take(1, { phone: '13800006027' });
    work.wait(1);
    expect(await work.take(1, { member: 'VIP-0001' })).toMatchObject({ number: first.number, again: true, token: first.token });
    expect(await work.take(2, { phone: '13800006027' })).toMatchObject({ number: 'B001', again: false });
    work.wait(1);
    expect(await work.take(1, { phone: '13800006027' })).toMatchObject({ number: 'A002', again: false });
  });

  test('and everybody else stays out of the journal; the table forgets them with the next day', async () => {
    await work.take(1, { phone: '13711112222', customer: '赵先生', note: '带了小票' });
    await work.take(1, { member: 'VIP-0001' });
    await work.ask('queue.takeByPhone', { serviceId: 2, visitor: 'visitor-visitor-1' }, 'phone');
    const journal = JSON.stringify(journalOf(work, 'ticket.issued', 'ticket.called', 'ticket.transferred'));
    expect(journal).not.toMatch(/赵先生|小票|13711112222|13800006027|王|visitor/);
    expect(work.topic('queueDesk').tickets.find(({ number }) => number === 'A001')).toMatchObject({
      customer: '赵先生',
      phone: '137****2222',
      note: '带了小票',
    });
    await work.next(1);
    await work.next(1);
    await work.next(1);
    const { ticketId } = work.topic('queue').calls[0] ?? { ticketId: 0 };
    work.wait(24 * 60);
    await work.take(2);
    await expect(work.ask('queue.recall', { counterId: 1, ticketId }, 'caller')).rejects.toMatchObject({ code: 'ticket_over' });
    expect(JSON.stringify(work.topic('queueDesk'))).not.toMatch(/赵先生|王女士/);
  });
});

test('a payment code scanned into the name of a customer is kept nowhere', async () => {
  const customer = '134567890123456789';
  await expect(work.ask('queue.take', { serviceId: 1, customer }, 'till')).rejects.toMatchObject({ code: 'payment_code' });
});

describe('a phone', () => {
  const visitor = 'p'.repeat(22);

  test('has one open ticket of a service, without paper, and may follow it, come, and leave', async () => {
    await work.take(1);
    const taken = await work.ask('queue.takeByPhone', { serviceId: 1, visitor }, 'phone');
    expect(taken).toMatchObject({ number: 'A002', printed: false, ahead: 1 });
    work.wait(30);
    expect(await work.ask('queue.takeByPhone', { serviceId: 1, visitor }, 'phone')).toMatchObject({ number: 'A002', again: true });
    const { token } = taken;
    expect(await work.ask('queue.follow', { token }, 'phone')).toMatchObject({ number: 'A002', state: 'waiting', ahead: 1, counter: null });
    expect(await work.ask('queue.coming', { token }, 'phone')).toMatchObject({ coming: true });
    expect(work.topic('queueDesk').tickets.map(({ coming }) => coming)).toEqual([false, true]);
    // A phone that says so again and again says nothing new.
    expect(await work.ask('queue.coming', { token }, 'phone')).toMatchObject({ coming: true });
    expect(journalOf(work, 'ticket.coming')).toHaveLength(1);
    await work.next(1);
    await work.next(2);
    expect(await work.ask('queue.follow', { token }, 'phone')).toMatchObject({
      state: 'called',
      ahead: 0,
      estimate: null,
      counter: { number: 2, kind: 'counter' },
    });
    // Cancelled while it is being called: the counter is free and its acts say why.
    expect(await work.ask('queue.leave', { token }, 'phone')).toMatchObject({ state: 'cancelled' });
    expect(journalOf(work, 'ticket.cancelled')[0]?.body).toMatchObject({ ticket: 'A002', by: 'phone' });
    const { ticketId } = taken;
    await expect(work.ask('queue.start', { counterId: 2, ticketId }, 'caller')).rejects.toMatchObject({ code: 'ticket_left' });
    expect(work.topic('queueDesk').counters[1]).toMatchObject({ id: 2, ticketId: null });
    await expect(work.ask('queue.follow', { token: 'x'.repeat(22) }, 'phone')).rejects.toMatchObject({ code: 'ticket_unknown' });
  });

  test('may not call itself a VIP; nor may somebody at a kiosk', async () => {
    const asVip = { serviceId: 1, class: 'vip' } as const;
    await expect(work.ask('queue.takeByPhone', { ...asVip, visitor }, 'phone')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(work.ask('queue.take', asVip, 'kiosk')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await work.ask('queue.take', asVip, 'till')).toMatchObject({ class: 'vip' });
  });
});

test('a pick-up order has one ticket a day, also outside the hours, and another once that was given back', async () => {
  await work.configure({ services: services(2, { hours: [{ days: [1], from: '09:00', to: '10:00' }] }) });
  const order = { serviceId: 2, order: 'W-20261122-7', customer: '孙先生' };
  expect(await work.ask('queue.pickup', order, 'device')).toMatchObject({ number: 'B001', again: false });
  const { token } = await work.ask('queue.pickup', order, 'device');
  expect(await work.ask('queue.pickup', order, 'device')).toMatchObject({ number: 'B001', again: true });
  // Whoever left and comes back for the goods is not shown a number nobody will call.
  await work.ask('queue.leave', { token }, 'phone');
  expect(await work.ask('queue.pickup', order, 'device')).toMatchObject({ number: 'B002', again: false });
});

describe('a booking', () => {
  const hour = 3_600_000;
  /** 17:00 to 17:30 of the afternoon. */
  const fromMs = AFTERNOON_MS + hour + 16 * 60_000 + 8_000;
  const window = { serviceId: 1, fromMs, toMs: fromMs + hour / 2, customer: '何女士', phone: '13800001111' };
  const checkIn = (code: string): Promise<unknown> => work.ask('queue.checkIn', { code }, 'kiosk');

  test('is checked in from half an hour before, stands at its booked time, and is passed by nobody after', async () => {
    const booking = await work.ask('queue.book', window, 'till');
    expect(booking).toMatchObject({ state: 'booked', phone: '138****1111' });
    await expect(checkIn(booking.code)).rejects.toMatchObject({ code: 'booking_early', details: { from: '17:00', opens: '16:30' } });
    work.wait(60);
    await work.take(1);
    // 16:58 checks in for 17:00, which counts as 16:45: after who came at 16:43, before who comes at 16:58.
    work.wait(14.2);
    await work.take(1);
    const requestId = newRequestId();
    const taken = await work.ask('queue.checkIn', { code: booking.code, requestId }, 'kiosk');
    expect(taken).toMatchObject({ number: 'A003', class: 'appointment', ahead: 1 });
    expect(await work.ask('queue.checkIn', { code: booking.code, requestId }, 'kiosk')).toEqual(taken);
    expect(await checkIn(booking.code)).toMatchObject({ number: 'A003', again: true });
    expect(await work.next(1)).toBe('A001');
    expect(await work.next(1)).toBe('A003');
    await work.next(1);
    await expect(checkIn(booking.code)).rejects.toMatchObject({ code: 'booking_used' });
    expect(await work.ask('queue.bookings', {}, 'till')).toMatchObject({
      bookings: [{ state: 'checked_in', ticketId: expect.any(Number) }],
    });
  });

  test('is late a quarter of an hour after its window, and gone when cancelled', async () => {
    const booking = await work.ask('queue.book', window, 'till');
    const other = await work.ask('queue.book', window, 'till');
    expect(other.code).not.toBe(booking.code);
    await work.ask('queue.unbook', { bookingId: other.bookingId }, 'till');
    await expect(checkIn(other.code)).rejects.toMatchObject({ code: 'booking_unknown' });
    work.clockMs = window.toMs + 15 * 60_000 + 1;
    await expect(checkIn(booking.code)).rejects.toMatchObject({ code: 'booking_late', details: { to: '17:30' } });
    work.clockMs -= 1;
    expect(await checkIn(booking.code)).toMatchObject({ class: 'appointment' });
    await expect(work.ask('queue.book', { ...window, toMs: fromMs }, 'till')).rejects.toMatchObject({ code: 'booking_window' });
  });
});
