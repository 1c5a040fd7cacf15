import { expect, test } from 'vitest';
import { createClaims } from '#drivers/claims.ts';

const WIRE = 'tcp 192.168.1.50:9100';
const FOR_EVER = Number.POSITIVE_INFINITY;

test('a wire that nobody holds is claimed at once and names its holder', async () => {
  const claims = createClaims();
  const release = await claims.claim({ resource: WIRE, owner: 'receipt', timeoutMs: 0 });
  expect(claims.holderOf(WIRE)).toBe('receipt');
  release();
  expect(claims.holderOf(WIRE)).toBeUndefined();
});

test('a second claim ends with E_CLAIMED when the first one does not let go in time', async () => {
  const claims = createClaims();
  await claims.claim({ resource: WIRE, owner: 'receipt', timeoutMs: 0 });
  const second = claims.claim({ resource: WIRE, owner: 'wizard', timeoutMs: 1 });
  await expect(second).rejects.toMatchObject({ code: 'claimed', message: 'tcp 192.168.1.50:9100 is held by receipt' });
  expect(claims.holderOf(WIRE)).toBe('receipt');
});

test('who waits gets the wire in the order of asking, and only one at a time', async () => {
  const claims = createClaims();
  const got: string[] = [];
  const first = await claims.claim({ resource: WIRE, owner: 'a', timeoutMs: 0 });
  const waiting = ['b', 'c'].map(async (owner) => {
    const release = await claims.claim({ resource: WIRE, owner, timeoutMs: FOR_EVER });
    got.push(owner);
    expect(claims.holderOf(WIRE)).toBe(owner);
    release();
  });
  first();
  await Promise.all(waiting);
  expect(got).toEqual(['b', 'c']);
});

test('a release that comes twice does not take the wire from the next holder', async () => {
  const claims = createClaims();
  const first = await claims.claim({ resource: WIRE, owner: 'a', timeoutMs: 0 });
  first();
  await claims.claim({ resource: WIRE, owner: 'b', timeoutMs: 0 });
  first();
  expect(claims.holderOf(WIRE)).toBe('b');
});

test('a wait that was given up leaves its place to the next', async () => {
  const claims = createClaims();
  const first = await claims.claim({ resource: WIRE, owner: 'a', timeoutMs: 0 });
  const gaveUp = new AbortController();
  const second = claims.claim({ resource: WIRE, owner: 'b', timeoutMs: FOR_EVER, signal: gaveUp.signal });
  const third = claims.claim({ resource: WIRE, owner: 'c', timeoutMs: FOR_EVER });
  gaveUp.abort();
  await expect(second).rejects.toMatchObject({ code: 'not_claimed' });
  first();
  await third;
  expect(claims.holderOf(WIRE)).toBe('c');
});
