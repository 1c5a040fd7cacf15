import type { Caller } from '#contract/role.ts';
import { expect, test } from 'vitest';
import { GuitaiError } from '#contract/error.ts';
import { createPeer, type Peer } from '#main/store/frames.ts';

function pair(answer: (name: string, input: unknown, caller: Caller) => Promise<unknown>): {
  asker: Peer;
  unexpected: unknown[];
  topics: unknown[];
} {
  const unexpected: unknown[] = [];
  const topics: unknown[] = [];
  const asker: Peer = createPeer({
    send: (message) => answerer.receive(message),
    answer: () => Promise.reject(new Error('nobody asks')),
    onTopic: (name, text, tillId) => topics.push([name, text, tillId]),
    onUnexpected: (error) => unexpected.push(error),
  });
  const answerer: Peer = createPeer({ send: (message) => asker.receive(message), answer, onUnexpected: (error) => unexpected.push(error) });
  answerer.topic({ type: 'topic', name: 'printing', revision: 4, value: { waiting: 0, jobs: [], attention: [] } }, 'station');
  return { asker, unexpected, topics };
}

test('an answer comes back to the request it belongs to, with who asks as the router said it', async () => {
  const { asker } = pair((name, input, caller) => Promise.resolve([name, input, caller]));
  expect(await Promise.all([asker.request('a', 1, { role: 'till' }), asker.request('b', { two: 2 }, { role: 'device' })])).toEqual([
    ['a', 1, { role: 'till' }],
    ['b', { two: 2 }, { role: 'device' }],
  ]);
});

test('an error for people crosses with code and details, any other as internal', async () => {
  const { asker, unexpected } = pair((name) =>
    Promise.reject(name === 'known' ? new GuitaiError('tender_short', { missing: '0.01' }) : new TypeError('oops')),
  );
  await expect(asker.request('known', {}, { role: 'till' })).rejects.toMatchObject({ code: 'tender_short', details: { missing: '0.01' } });
  await expect(asker.request('other', {}, { role: 'till' })).rejects.toMatchObject({ code: 'internal' });
  expect(unexpected).toHaveLength(1);
});

test('when the wire ends everything pending and everything later is answered with disconnected', async () => {
  const { asker, topics } = pair(() => new Promise(() => undefined));
  const pending = asker.request('never', {}, { role: 'till' });
  asker.end();
  await expect(pending).rejects.toMatchObject({ code: 'disconnected' });
  await expect(asker.request('later', {}, { role: 'till' })).rejects.toMatchObject({ code: 'disconnected' });
  expect(topics).toEqual([
    ['printing', '{"type":"topic","name":"printing","revision":4,"value":{"waiting":0,"jobs":[],"attention":[]}}', 'station'],
  ]);
});
