import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expired } from '#main/backup/retention.ts';

/** 2026-11-22 10:30 UTC. */
const NOW_MS = Date.UTC(2026, 10, 22, 10, 30);
const at = (text: string): { readonly createdAtMs: number } => ({ createdAtMs: Date.parse(`${text}Z`) });
const texts = (items: readonly { readonly createdAtMs: number }[]): string[] =>
  items.map(({ createdAtMs }) => new Date(createdAtMs).toISOString().slice(0, 16));

test('keeps the newest of each hour of the last 24 hours', () => {
  const snapshots = ['2026-11-22T10:10', '2026-11-22T10:05', '2026-11-22T09:50', '2026-11-22T09:05', '2026-11-21T11:00'].map(at);
  expect(texts(expired(snapshots, NOW_MS))).toEqual(['2026-11-22T10:05', '2026-11-22T09:05']);
});

test('then the newest of each day for 30 days, then the newest of each month for 12 months, then none', () => {
  const snapshots = [
    '2026-11-22T10:00',
    '2026-11-20T20:00',
    '2026-11-20T08:00',
    '2026-10-25T20:00',
    '2026-10-10T20:00',
    '2026-09-30T20:00',
    '2026-09-29T20:00',
    '2025-12-01T20:00',
    '2025-11-20T20:00',
  ].map(at);
  // 25 October is within 30 days and also the newest of its month.
  expect(texts(expired(snapshots, NOW_MS))).toEqual(['2026-11-20T08:00', '2026-10-10T20:00', '2026-09-29T20:00', '2025-11-20T20:00']);
});

test('the newest one stays however old it is, and what a wrong clock dated ahead ages like the past', () => {
  expect(expired([at('2020-01-01T00:00')], NOW_MS)).toEqual([]);
  expect(texts(expired(['2031-01-01T00:00', '2030-01-01T00:00', '2026-11-22T09:00'].map(at), NOW_MS))).toEqual(['2030-01-01T00:00']);
});

test('dropping again right away drops nothing more, and never more than 24 + 31 + 13 + 1 stay', () => {
  const moment = fc.integer({ min: NOW_MS - 400 * 86_400_000, max: NOW_MS }).map((createdAtMs) => ({ createdAtMs }));
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 300 }), (snapshots) => {
      const gone = new Set(expired(snapshots, NOW_MS));
      const kept = snapshots.filter((snapshot) => !gone.has(snapshot));
      return expired(kept, NOW_MS).length === 0 && kept.length <= 25 + 31 + 14;
    }),
    { numRuns: 60 },
  );
});
