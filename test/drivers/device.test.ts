import { expect, test } from 'vitest';
import { createClaims, type Claims } from '#drivers/claims.ts';
import { createDevice, type Device } from '#drivers/device.ts';
import { createLineDisplay } from '#drivers/display/line-display.ts';
import { createMemoryTransport, type MemoryDevice } from '#drivers/transport/memory.ts';
import { createRecording } from '../fakes/recording.ts';

const FOR_EVER = Number.POSITIVE_INFINITY;

/** A pole display on a wire in memory. */
function createPole(claims: Claims, id = 'pole'): { readonly device: Device; readonly far: MemoryDevice; ready(): Promise<unknown> } {
  const { transport, device: far } = createMemoryTransport();
  const states = createRecording<string>();
  const driver = createLineDisplay({
    id,
    dialect: { protocol: 'led8', lampOrder: 'before', lampCommand: 'esc-s' },
    idleTexts: [],
    shopName: '',
    transport,
    onChange: ({ state }) => states.add(state),
    backOffMs: [60_000],
  });
  const device = createDevice({ id, resource: 'serial COM2', claims, driver, onChange: () => {} });
  return { device, far, ready: () => states.until((state) => state === 'ready') };
}

test('a device goes open, claim, enable, use, disable, release, close', async () => {
  const claims = createClaims();
  const { device, ready } = createPole(claims);
  expect(device.condition).toMatchObject({ control: 'closed', claimed: false, enabled: false, power: 'unknown' });
  device.open();
  await device.claim(0);
  expect(device.condition).toMatchObject({ control: 'idle', claimed: true, enabled: false, state: 'closed' });
  device.enable();
  await ready();
  expect(device.condition).toMatchObject({ control: 'idle', claimed: true, enabled: true, power: 'online' });
  await device.disable();
  expect(device.condition).toMatchObject({ claimed: true, enabled: false, state: 'closed' });
  await device.release();
  expect(claims.holderOf('serial COM2')).toBeUndefined();
  await device.close();
  expect(device.condition.control).toBe('closed');
});

test('a method out of its turn says which step is missing', async () => {
  const { device } = createPole(createClaims());
  await expect(device.claim(0)).rejects.toMatchObject({ code: 'closed' });
  expect(() => device.enable()).toThrow(expect.objectContaining({ code: 'closed' }));
  await expect(device.checkHealth('internal')).rejects.toMatchObject({ code: 'closed' });
  device.open();
  expect(() => device.enable()).toThrow(expect.objectContaining({ code: 'not_claimed' }));
});

test('a claimed wire is in use for the next device until it is released', async () => {
  const claims = createClaims();
  const [till, wizard] = [createPole(claims, 'till'), createPole(claims, 'wizard')];
  till.device.open();
  wizard.device.open();
  await till.device.claim(0);
  const claiming = wizard.device.claim(FOR_EVER);
  expect(wizard.device.condition).toMatchObject({ problem: 'in_use', error: 'claimed', control: 'error', claimed: false });
  await till.device.release();
  await claiming;
  expect(wizard.device.condition).toMatchObject({ problem: 'none', error: 'success', claimed: true });
});

test('a device closed while it waits for a wire takes none', async () => {
  const claims = createClaims();
  const [till, wizard] = [createPole(claims, 'till'), createPole(claims, 'wizard')];
  till.device.open();
  wizard.device.open();
  await till.device.claim(0);
  const claiming = wizard.device.claim(FOR_EVER);
  const given = expect(claiming).rejects.toMatchObject({ code: 'not_claimed' });
  await wizard.device.close();
  await given;
  await till.device.close();
  expect(claims.holderOf('serial COM2')).toBeUndefined();
});

test('a device closed in the very turn the wire became free gives it back', async () => {
  const claims = createClaims();
  const giveBack = await claims.claim({ resource: 'serial COM2', owner: 'till', timeoutMs: 0 });
  const { device } = createPole(claims, 'wizard');
  device.open();
  const given = expect(device.claim(FOR_EVER)).rejects.toMatchObject({ code: 'not_claimed' });
  giveBack();
  await device.close();
  await given;
  expect(claims.holderOf('serial COM2')).toBeUndefined();
});

test('closed twice at once, the wire is free when it is closed and not before', async () => {
  const claims = createClaims();
  const { device, ready } = createPole(claims);
  device.open();
  await device.claim(0);
  device.enable();
  await ready();
  const first = device.close();
  await device.close();
  expect(device.condition.state).toBe('closed');
  await first;
});

test('CheckHealth says how the wire stands and hurries a lost one', async () => {
  const { device, far, ready } = createPole(createClaims());
  far.refuse('not_found');
  device.open();
  await device.claim(0);
  device.enable();
  await expect.poll(() => device.condition.state).toBe('lost');
  expect(await device.checkHealth('internal')).toEqual({ ok: false, detail: 'lost: not_found' });
  far.refuse(undefined);
  await device.checkHealth('internal');
  await ready();
  expect(await device.checkHealth('internal')).toEqual({ ok: true, detail: 'ready' });
});
