import { describe, expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { Role } from '#contract/role.ts';
import { createRouter } from '#main/router.ts';

const asked: unknown[] = [];
const log = createMemoryLog();
const router = createRouter({
  hostHandlers: {
    'device.test': ({ deviceId }) => {
      if (deviceId === 'gone') throw new GuitaiError('device_unknown', { device: deviceId });
      if (deviceId === 'odd') return { ok: 'yes' } as never;
      if (deviceId === 'broken') throw new TypeError('secret path /etc/passwd');
      return { ok: true, detail: '' };
    },
  },
  callStore(name, input) {
    asked.push([name, input]);
    return Promise.resolve({});
  },
  log,
});

async function ask(
  frame: unknown,
  role: Role = 'till',
): Promise<{ id: number; ok: boolean; output?: unknown; error?: { code: string; message: string } }> {
  return JSON.parse(await router.receive(typeof frame === 'string' ? frame : JSON.stringify(frame), { role })) as never;
}
const deviceTest = (deviceId: unknown): object => ({ type: 'request', id: 7, name: 'device.test', input: { deviceId } });

describe('the gate', () => {
  test('a request that fits its row reaches its handler and the reply carries its id', async () => {
    expect(await ask(deviceTest('gun'))).toEqual({ type: 'reply', id: 7, ok: true, output: { ok: true, detail: '' } });
  });

  test('procedures of the store are handed on with checked input', async () => {
    const requestId = newRequestId();
    expect((await ask({ type: 'request', id: 1, name: 'basket.clear', input: { requestId } })).ok).toBe(true);
    expect(asked.at(-1)).toEqual(['basket.clear', { requestId }]);
  });

  test.each([
    'not json',
    '',
    '[]',
    'null',
    '{"type":"request"}',
    '{"type":"reply","id":1,"ok":true}',
    JSON.stringify({ type: 'request', id: -1, name: 'x', input: {} }),
  ])('garbage %j gets an error frame', async (text) => {
    expect(await ask(text)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });

  test('a frame over 64 KiB is not even parsed', async () => {
    expect(await ask(deviceTest('x'.repeat(65_536)))).toMatchObject({ id: 0, ok: false, error: { code: 'bad_input' } });
  });

  test.each(['no.such', 'constructor', '__proto__', 'toString'])('the unknown procedure %s is refused', async (name) => {
    expect(await ask({ type: 'request', id: 2, name, input: {} })).toMatchObject({ id: 2, error: { code: 'unknown_procedure' } });
  });

  test('the role of the connection decides, whatever the frame says', async () => {
    const before = asked.length;
    for (const role of ['display', 'bench', 'device', 'command'] as const) {
      expect(await ask({ type: 'request', id: 3, name: 'basket.clear', input: { requestId: newRequestId() } }, role)).toMatchObject({
        error: { code: 'forbidden' },
      });
    }
    expect(await ask({ ...deviceTest('gun'), role: 'till' }, 'display')).toMatchObject({ error: { code: 'bad_input' } });
    expect(asked).toHaveLength(before);
  });

  test('wrong input names the field and reaches no handler', async () => {
    const reply = await ask({
      type: 'request',
      id: 4,
      name: 'basket.setQuantity',
      input: { requestId: newRequestId(), lineId: 1, quantityMilli: -5 },
    });
    expect(reply.error?.code).toBe('bad_input');
    expect(reply.error?.message).toContain('quantityMilli');
  });

  test("a handler's own error keeps its code; anything else becomes internal and leaks nothing", async () => {
    expect(await ask(deviceTest('gone'))).toMatchObject({ error: { code: 'device_unknown' } });
    const broken = await ask(deviceTest('broken'));
    expect(broken.error?.code).toBe('internal');
    expect(JSON.stringify(broken)).not.toContain('passwd');
    expect(log.events).toContain('error router.unexpected');
  });

  test('an answer that does not fit its row never leaves', async () => {
    expect(await ask(deviceTest('odd'))).toMatchObject({ error: { code: 'internal' } });
    expect(log.events).toContain('error router.bad_output');
  });
});
