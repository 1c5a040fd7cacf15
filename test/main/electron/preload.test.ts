import { beforeEach, expect, test, vi } from 'vitest';
import { exposed, ipcRenderer, resetElectron } from '../../fakes/electron.ts';

interface Bridge {
  request(frameText: string): Promise<string>;
  onTopic(listener: (frameText: string) => void): () => void;
}

let bridge: Bridge;
beforeEach(async () => {
  resetElectron();
  vi.resetModules();
  const electron = await import('electron');
  // A fresh module graph has its own fake: take what the script exposed there.
  await import('#main/electron/preload.ts');
  const fresh = electron as unknown as { exposed: typeof exposed };
  bridge = fresh.exposed.get('guitai') as Bridge;
});

async function freshRenderer(): Promise<typeof ipcRenderer> {
  return ((await import('electron')) as unknown as { ipcRenderer: typeof ipcRenderer }).ipcRenderer;
}

test('a page gets two functions and no more', () => {
  expect(Object.keys(bridge)).toEqual(['request', 'onTopic']);
});

test('a request goes over one channel and comes back as text', async () => {
  const renderer = await freshRenderer();
  renderer.answer = '{"type":"reply"}';
  expect(await bridge.request('{"type":"request"}')).toBe('{"type":"reply"}');
  expect(renderer.invoked).toEqual([['guitai:request', '{"type":"request"}']]);
});

test('topics are asked for when the page listens, and end when it stops', async () => {
  const renderer = await freshRenderer();
  const frames: string[] = [];
  const stop = bridge.onTopic((frameText) => frames.push(frameText));
  expect(renderer.sent).toEqual(['guitai:subscribe']);
  renderer.emit('guitai:topic', {}, 'one');
  stop();
  renderer.emit('guitai:topic', {}, 'two');
  expect(frames).toEqual(['one']);
});
