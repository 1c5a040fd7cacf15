import { expect, test } from 'vitest';
import { hashPin, PIN_COST, verifyPin } from '#main/store/staff/pin-hash.ts';

const PEPPER = Buffer.alloc(32, 7);

test('a PIN is checked against its own hash, salt and the key of the machine', async () => {
  const stored = await hashPin('739146', PEPPER, PIN_COST);
  expect(stored.parameters).toBe('scrypt 32768 8 1');
  expect(await verifyPin('739146', PEPPER, stored)).toBe(true);
  expect(await verifyPin('739147', PEPPER, stored)).toBe(false);
  expect(await verifyPin('739146', Buffer.alloc(32, 8), stored)).toBe(false);
});

test('a hash made when a try cost less is still read, and one nobody knows is refused', async () => {
  const stored = await hashPin('4815', PEPPER, { N: 1024, r: 8, p: 1 });
  expect(await verifyPin('4815', PEPPER, stored)).toBe(true);
  await expect(verifyPin('4815', PEPPER, { ...stored, parameters: 'md5' })).rejects.toThrow(RangeError);
});
