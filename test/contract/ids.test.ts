import { expect, test } from 'vitest';
import { newRequestId, RequestId } from '#contract/ids.ts';

test('a request id is a UUIDv7: it carries the time in its first 48 bits and sorts by it', () => {
  const id = newRequestId(0x0191_2345_6789);
  expect(id).toMatch(/^01912345-6789-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(RequestId.safeParse(id).success).toBe(true);
  expect(newRequestId(1000) < newRequestId(2000)).toBe(true);
});

test('ten thousand ids of one millisecond are all different', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newRequestId(1))).size).toBe(10_000);
});
