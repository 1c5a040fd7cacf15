import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStation, setup, type QueueStation } from './station.ts';
import type { TicketState } from '#contract/queue.ts';
import { topics } from '#contract/topics.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { rebuilds } from '#main/store/rebuilds.ts';

/** What a person would write down of a ticket. */
interface Noted {
  readonly ticketId: number;
  readonly number: string;
  serviceId: number;
  readonly rankMs: number;
  state: TicketState;
  counterId: number | null;
  forCounterId: number | null;
}

const HEAD_STARTS = { normal: 0, assisted: 10, vip: 5 } as const;
const SERVED_AT: Readonly<Record<number, readonly number[]>> = { 1: [1], 2: [1, 2], 3: [2] };
const command = fc.record({
  act: fc.constantFrom(
    'take',
    'take',
    'take',
    'next',
    'next',
    'start',
    'finish',
    'miss',
    'hold',
    'line',
    'counter',
    'service',
    'sent',
    'leave',
  ),
  counterId: fc.integer({ min: 1, max: 3 }),
  serviceId: fc.integer({ min: 1, max: 2 }),
  class: fc.constantFrom('normal', 'normal', 'assisted', 'vip'),
  which: fc.nat({ max: 20 }),
  minutes: fc.integer({ min: 0, max: 4 }),
});
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one command on the station and on paper; what paper refuses, the station must refuse. */
async function act(
  work: QueueStation,
  notes: Noted[],
  { act: kind, counterId, serviceId, class: wanted, which, minutes }: Command,
): Promise<void> {
  work.wait(minutes);
  const current = notes.find((each) => each.counterId === counterId && (each.state === 'called' || each.state === 'serving'));
  const chosen = notes[which % Math.max(1, notes.length)];
  const one = { counterId, ticketId: chosen?.ticketId ?? 999_999 };
  const mine = chosen !== undefined && chosen === current;
  const may = async (allowed: boolean, done: () => Promise<unknown>, note: () => void): Promise<void> => {
    const refused = await done().then(
      () => false,
      () => true,
    );
    expect([kind, chosen?.state, refused]).toEqual([kind, chosen?.state, !allowed]);
    if (allowed) note();
  };
  const become =
    (state: TicketState, at: number | null = null) =>
    (): void => {
      if (chosen) Object.assign(chosen, { state, counterId: at, forCounterId: null });
    };
  const asks = { start: 'queue.start', finish: 'queue.finish', miss: 'queue.miss' } as const;
  switch (kind) {
    case 'take': {
      const { ticketId, number, ahead } = await work.ask('queue.take', { serviceId, class: wanted }, 'till');
      const rankMs = work.clockMs - HEAD_STARTS[wanted] * 60_000;
      const line = notes.filter((each) => each.state === 'waiting' && each.forCounterId === null && each.serviceId === serviceId);
      expect(ahead).toBe(line.filter((each) => each.rankMs <= rankMs).length);
      notes.push({ ticketId, number, serviceId, rankMs, state: 'waiting', counterId: null, forCounterId: null });
      return;
    }
    case 'next': {
      const able = notes.filter(
        (each) =>
          each.state === 'waiting' &&
          (each.forCounterId === null ? SERVED_AT[counterId]?.includes(each.serviceId) : each.forCounterId === counterId),
      );
      const first = able.toSorted((a, b) => a.rankMs - b.rankMs || a.ticketId - b.ticketId)[0];
      const { called, finished } = await work.ask('queue.next', { counterId }, 'caller');
      expect([called?.number, finished?.number]).toEqual([first?.number, current?.number]);
      if (current) current.state = 'served';
      if (first) Object.assign(first, { state: 'called', counterId, forCounterId: null });
      return;
    }
    case 'start':
      return may(mine && chosen.state === 'called', () => work.ask(asks[kind], one, 'caller'), become('serving', counterId));
    case 'finish':
      return may(mine, () => work.ask(asks[kind], one, 'caller'), become('served'));
    case 'miss':
      return may(mine && chosen.state === 'called', () => work.ask(asks[kind], one, 'caller'), become('missed'));
    case 'hold':
      return may(
        mine || chosen?.state === 'waiting',
        () => work.ask('queue.hold', one, 'caller'),
        () => {
          if (chosen) Object.assign(chosen, { state: 'held' });
        },
      );
    case 'line': {
      const allowed = chosen?.state === 'held' || chosen?.state === 'missed';
      return may(
        allowed,
        () => work.ask('queue.resume', { ...one, to: 'line' }, 'caller'),
        () => {
          if (chosen) Object.assign(chosen, { state: 'waiting', counterId: null });
        },
      );
    }
    case 'counter': {
      const allowed = !current && (chosen?.state === 'held' || chosen?.state === 'missed');
      return may(allowed, () => work.ask('queue.resume', { ...one, to: 'counter' }, 'caller'), become('serving', counterId));
    }
    case 'service':
    case 'sent': {
      const to = kind === 'sent' ? { kind: 'counter' as const, counterId: serviceId } : { kind: 'service' as const, serviceId };
      const allowed = mine || chosen?.state === 'waiting' || chosen?.state === 'held';
      return may(
        allowed,
        () => work.ask('queue.transfer', { ...one, to }, 'caller'),
        () => {
          become('waiting')();
          if (chosen) Object.assign(chosen, kind === 'sent' ? { forCounterId: serviceId } : { serviceId });
        },
      );
    }
    case 'leave': {
      const allowed = chosen !== undefined && (['waiting', 'held', 'missed'].includes(chosen.state) || (mine && chosen.state === 'called'));
      return may(allowed, () => work.ask('queue.cancel', one, 'caller'), become('cancelled', chosen?.counterId ?? null));
    }
  }
}

/** The tickets as the station keeps them. */
function kept(work: QueueStation): readonly object[] {
  const db = openDatabase(work.ledgerFile, { migrations: ledgerMigrations, readonly: true });
  const rows = db
    .prepare<[], object>('SELECT ticket_id AS ticketId, code, state, service_id AS serviceId FROM queue_ticket ORDER BY ticket_id')
    .all();
  db.close();
  return rows;
}

test('whatever is done in whatever order: one state a ticket, turns by the rule, no number twice and none missing, and the journal tells it all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 30, maxLength: 60 }), fc.nat({ max: 60 }), async (commands, restartAt) => {
      const work = await openStation();
      try {
        const notes: Noted[] = [];
        for (const [step, each] of commands.entries()) {
          await act(work, notes, each);
          topics.queue.value.parse(work.topic('queue'));
          topics.queueDesk.value.parse(work.topic('queueDesk'));
          if (step === restartAt) await work.reopen();
        }
        for (const { id, prefix } of setup.services) {
          const given = notes.filter(({ number }) => number.startsWith(prefix)).map(({ number }) => number);
          expect(given).toEqual(given.map((_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`));
          const waiting = notes.filter(({ state, serviceId }) => state === 'waiting' && serviceId === id);
          expect(work.topic('queue').services.find((service) => service.id === id)?.waiting).toBe(waiting.length);
        }
        expect(kept(work)).toEqual(notes.map(({ ticketId, number: code, state, serviceId }) => ({ ticketId, code, state, serviceId })));
        expect(verifyLedger(work.ledgerFile, { rebuilds })).toMatchObject({ ok: true, differences: [] });
        expect(work.unexpected).toEqual([]);
      } finally {
        await work.close();
      }
    }),
    { numRuns: 6 },
  );
});

test('a thousand takes at once from two kiosks: no number twice, none missing, none lost when the station is gone right after', async () => {
  const work = await openStation([], { printsTickets: false });
  try {
    const taken = await Promise.all(Array.from({ length: 1_000 }, (_, press) => work.take(press % 2 === 0 ? 1 : 2)));
    const numbers = taken.map(({ number }) => number).toSorted();
    const expected = ['A', 'B'].flatMap((prefix) =>
      Array.from({ length: 500 }, (_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`),
    );
    expect(numbers).toEqual(expected);
    await work.reopen();
    expect(work.topic('queue').services.map(({ waiting }) => waiting)).toEqual([500, 500]);
  } finally {
    await work.close();
  }
});
