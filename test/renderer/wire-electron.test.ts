import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createElectronWire, type ElectronBridge } from '#renderer/app/wire-electron.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The preload's two functions, with a station that can be told to refuse. */
function openBridge(): { readonly bridge: ElectronBridge; push(frameText: string): void; refuse(): void } {
  const listeners = new Set<(frameText: string) => void>();
  let refusing = false;
  return {
    bridge: {
      request: (frameText) => (refusing ? Promise.reject(new Error('refused')) : Promise.resolve(`answer to ${frameText}`)),
      onTopic(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    push(frameText) {
      for (const listener of listeners) listener(frameText);
    },
    refuse() {
      refusing = true;
    },
  };
}

test('frames go out and answers and topics come in', async () => {
  const { bridge, push } = openBridge();
  const seen: string[] = [];
  const wire = createElectronWire(bridge);
  wire.open({ opened: () => seen.push('opened'), frame: (text) => seen.push(text), closed: () => seen.push('closed') });
  push('topic 1');
  wire.send('request 1');
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual(['opened', 'topic 1', 'answer to request 1']);
});

test('a refused frame means the station changes: it is left and subscribed to anew half a second later', async () => {
  const { bridge, push, refuse } = openBridge();
  const seen: string[] = [];
  const wire = createElectronWire(bridge);
  wire.open({ opened: () => seen.push('opened'), frame: (text) => seen.push(text), closed: () => seen.push('closed') });
  refuse();
  wire.send('request 1');
  wire.send('request 2');
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual(['opened', 'closed']);
  await vi.advanceTimersByTimeAsync(500);
  push('topic again');
  expect(seen).toEqual(['opened', 'closed', 'opened', 'topic again']);
});

test('a closed wire is silent', async () => {
  const { bridge, push, refuse } = openBridge();
  const seen: string[] = [];
  const wire = createElectronWire(bridge);
  wire.open({ opened: () => seen.push('opened'), frame: (text) => seen.push(text), closed: () => seen.push('closed') });
  wire.close();
  refuse();
  wire.send('request 1');
  push('topic 1');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen).toEqual(['opened']);
});
