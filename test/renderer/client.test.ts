import { expect, test } from 'vitest';
import { createMemoryWire, type MemoryWire } from '../fakes/memory-wire.ts';
import { createClient, isUnanswered, RequestError, type Client, type ClientOptions } from '#renderer/app/client.ts';

function connected(options: ClientOptions = {}): { readonly wire: MemoryWire; readonly client: Client } {
  const wire = createMemoryWire();
  const client = createClient(wire, options);
  wire.connect();
  return { wire, client };
}

const topic = (revision: number, value: unknown): object => ({ type: 'topic', name: 'printing', revision, value });
const quiet = { waiting: 0, jobs: [], attention: [] };
const busy = { waiting: 2, jobs: [], attention: [] };

async function errorOf(promise: Promise<unknown>): Promise<RequestError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof RequestError)) throw new Error(`expected a RequestError, got ${String(thrown)}`);
  return thrown;
}

test('an answer reaches the request it belongs to, also when answers come in another order', async () => {
  const { wire, client } = connected();
  const first = client.request('catalog.search', { query: '奶粉', limit: 5 });
  const second = client.request('catalog.quickPages', {});
  const [a, b] = wire.sent;
  wire.push({ type: 'reply', id: b?.id, ok: true, output: { pages: [], productCount: 7 } });
  wire.push({ type: 'reply', id: a?.id, ok: true, output: { products: [] } });
  expect(await first).toEqual({ products: [] });
  expect(await second).toEqual({ pages: [], productCount: 7 });
});

test('a refusal rejects with the error as it crossed the wire', async () => {
  const { wire, client } = connected();
  const request = client.request('sale.get', { seq: 9 });
  const error = { code: 'sale_unknown', message: 'No such receipt: 9', details: { receipt: '9' } };
  wire.push({ type: 'reply', id: wire.sent[0]?.id, ok: false, error });
  expect((await errorOf(request)).error).toEqual(error);
});

test('frames that are no frames, unknown answers and late answers change nothing', async () => {
  const { wire, client } = connected();
  for (const hostile of [
    '',
    'x',
    '[]',
    'null',
    '{"type":"topic"}',
    '{"type":"reply","id":"1","ok":true,"output":1}',
    '{"__proto__":{"a":1}}',
  ]) {
    wire.push(hostile);
  }
  wire.push({ type: 'reply', id: 999, ok: true, output: {} });
  wire.push({ ...topic(1, quiet), extra: true });
  expect(client.topic('printing')).toBeUndefined();
  const request = client.request('catalog.quickPages', {});
  wire.push({ type: 'reply', id: wire.sent[0]?.id, ok: true, output: { pages: [], productCount: 0 } });
  expect(await request).toEqual({ pages: [], productCount: 0 });
});

test('without a connection a request is refused at once and nothing is sent', async () => {
  const wire = createMemoryWire();
  const client = createClient(wire);
  expect((await errorOf(client.request('catalog.quickPages', {}))).error.code).toBe('disconnected');
  expect(wire.sent).toHaveLength(0);
});

test('losing the connection rejects what is on its way', async () => {
  const { wire, client } = connected();
  const request = client.request('catalog.quickPages', {});
  wire.drop();
  const error = await errorOf(request);
  expect(error.error.code).toBe('disconnected');
  expect(isUnanswered(error.error)).toBe(true);
  expect(client.connection).toBe('lost');
});

test('an answer that does not come rejects after the time limit and drops the dead connection', async () => {
  const { wire, client } = connected({ timeoutMs: 20 });
  expect((await errorOf(client.request('catalog.quickPages', {}))).error.code).toBe('no_answer');
  expect(wire.restarts).toBe(1);
});

test('a request longer than a frame may be is refused here', async () => {
  const { wire, client } = connected();
  const error = await errorOf(client.request('catalog.search', { query: '奶'.repeat(30_000), limit: 5 }));
  expect(error.error.code).toBe('bad_input');
  expect(wire.sent).toHaveLength(0);
});

test('a topic with a lower or equal revision is ignored', () => {
  const { wire, client } = connected();
  let calls = 0;
  const end = client.subscribe('printing', () => {
    calls += 1;
  });
  wire.push(topic(5, quiet));
  wire.push(topic(5, busy));
  wire.push(topic(4, busy));
  expect(client.topic('printing')).toEqual(quiet);
  wire.push(topic(6, busy));
  expect(client.topic('printing')).toEqual(busy);
  end();
  wire.push(topic(7, quiet));
  expect(calls).toBe(2);
});

test('after a reconnect revisions start again, and the old value stays until the new one comes', () => {
  const { wire, client } = connected();
  wire.push(topic(500, busy));
  wire.drop();
  expect(client.topic('printing')).toEqual(busy);
  wire.connect();
  wire.push(topic(1, quiet));
  expect(client.topic('printing')).toEqual(quiet);
});

test('the connection is told to whoever listens, once a change', () => {
  const wire = createMemoryWire();
  const client = createClient(wire);
  const seen: string[] = [client.connection];
  client.subscribeConnection(() => seen.push(client.connection));
  wire.connect();
  wire.drop();
  wire.drop();
  wire.connect();
  expect(seen).toEqual(['connecting', 'connected', 'lost', 'connected']);
});

test('every topic change goes through the flush of the screen', () => {
  const flushed: number[] = [];
  let revision = 0;
  const { wire, client } = connected({
    flush(apply) {
      flushed.push(revision);
      apply();
    },
  });
  flushed.length = 0;
  client.subscribe('printing', () => {});
  for (revision = 1; revision <= 3; revision += 1) wire.push(topic(revision, quiet));
  expect(flushed).toEqual([1, 2, 3]);
});

const payment = {
  basketId: '0198a2d4-5f10-7000-8000-000000000001',
  basketRevision: 7,
  tenders: [{ kind: 'cash', amountMinor: 20_000 }],
} as const;
const pay = (client: Client): Promise<unknown> => client.command('sale.complete', { ...payment, tenders: [...payment.tenders] });
const requestIds = (wire: MemoryWire): readonly string[] => wire.sent.map((frame) => (frame.input as { requestId: string }).requestId);

test('a payment whose answer was lost is repeated under the same request id, so money is taken once', async () => {
  const { wire, client } = connected();
  const first = pay(client);
  wire.drop();
  await errorOf(first);
  wire.connect();
  const second = pay(client);
  wire.push({ type: 'reply', id: wire.sent[1]?.id, ok: true, output: {} });
  await second;
  const third = pay(client);
  wire.push({ type: 'reply', id: wire.sent[2]?.id, ok: true, output: {} });
  await third;
  const [a, b, c] = requestIds(wire);
  expect(b).toBe(a);
  expect(c).not.toBe(a);
});

test('a payment that was refused, or of another amount, gets an id of its own', async () => {
  const { wire, client } = connected();
  const first = pay(client);
  wire.push({ type: 'reply', id: wire.sent[0]?.id, ok: false, error: { code: 'basket_changed', message: '', details: {} } });
  await errorOf(first);
  const lost = pay(client);
  wire.drop();
  await errorOf(lost);
  wire.connect();
  const other = client.command('sale.complete', { ...payment, tenders: [{ kind: 'cash', amountMinor: 30_000 }] });
  wire.drop();
  await errorOf(other);
  expect(new Set(requestIds(wire)).size).toBe(3);
});

test('an unanswered command is forgotten after a minute', async () => {
  let nowMs = 1_000_000;
  const { wire, client } = connected({ nowMs: () => nowMs });
  const first = client.command('sale.reprint', { seq: 3 });
  wire.drop();
  await errorOf(first);
  wire.connect();
  nowMs += 61_000;
  const second = client.command('sale.reprint', { seq: 3 });
  wire.drop();
  await errorOf(second);
  expect(new Set(requestIds(wire)).size).toBe(2);
});

test('scanning the same code again after a lost answer is a new scan: the basket on screen tells what happened', async () => {
  const { wire, client } = connected();
  const scan = { text: '6973012450313', source: 'wedge' } as const;
  const first = client.command('basket.scan', scan);
  wire.drop();
  await errorOf(first);
  wire.connect();
  const second = client.command('basket.scan', scan);
  wire.drop();
  await errorOf(second);
  expect(new Set(requestIds(wire)).size).toBe(2);
});

test('a closed client is lost and rejects what is on its way', async () => {
  const { client } = connected();
  const request = client.request('catalog.quickPages', {});
  client.close();
  expect((await errorOf(request)).error.code).toBe('disconnected');
  expect(client.connection).toBe('lost');
});
