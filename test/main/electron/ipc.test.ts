import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_FRAME_BYTES } from '#contract/frame.ts';
import { serveFrames } from '#main/electron/ipc.ts';
import { FakeWebContents, ipcMain, resetElectron } from '../../fakes/electron.ts';
import { createSmallStation, station, type SmallStation } from '../web/small-station.ts';

const REQUEST = JSON.stringify({ type: 'request', id: 1, name: 'catalog.quickPages', input: {} });

let small: SmallStation;
let cashier: FakeWebContents;
let customer: FakeWebContents;

beforeEach(() => {
  resetElectron();
  small = createSmallStation();
  cashier = new FakeWebContents();
  cashier.mainFrame.url = 'app://guitai/checkout';
  customer = new FakeWebContents();
  customer.mainFrame.url = 'app://guitai/customer';
  const roleOf = (contents: unknown): 'till' | 'display' | undefined => {
    if (contents === cashier) return 'till';
    return contents === customer ? 'display' : undefined;
  };
  serveFrames({ host: small.host, roleOf, log: small.log });
});

function invoke(contents: FakeWebContents, frame: { url: string } | null, ...values: unknown[]): Promise<unknown> {
  return ipcMain.invoke('guitai:request', contents, frame, ...values);
}

async function reply(contents: FakeWebContents): Promise<{ ok: boolean; error?: { code: string } }> {
  return JSON.parse(String(await invoke(contents, contents.mainFrame, REQUEST))) as { ok: boolean; error?: { code: string } };
}

describe('a frame from a window', () => {
  test('is answered with the role of the window it came from', async () => {
    expect(await reply(cashier)).toMatchObject({ ok: true });
    expect(await reply(customer)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  test.each([
    ['a frame that has gone meanwhile', (): null => null],
    ['a frame inside the page', (): { url: string } => ({ url: 'app://guitai/checkout' })],
  ])('is refused from %s', async (_name, frame) => {
    await expect(invoke(cashier, frame(), REQUEST)).rejects.toThrow('refused');
    expect(small.connections()).toBe(0);
  });

  test.each(['https://evil.example/', 'file:///checkout', 'app://other/checkout', 'about:blank', ''])(
    'is refused from a page at %j',
    async (url) => {
      cashier.mainFrame.url = url;
      await expect(invoke(cashier, cashier.mainFrame, REQUEST)).rejects.toThrow('refused');
      expect(small.log.lines.at(-1)).toMatchObject({ event: 'ipc.refused', details: { url } });
    },
  );

  test('is refused from contents that are no window of ours', async () => {
    const stranger = new FakeWebContents();
    stranger.mainFrame.url = 'app://guitai/checkout';
    await expect(invoke(stranger, stranger.mainFrame, REQUEST)).rejects.toThrow('refused');
  });

  test.each([[undefined], [null], [42], [{ type: 'request' }], [['a']], ['x'.repeat(MAX_FRAME_BYTES + 1)]])(
    'is refused when it is no text of bounded size',
    async (value) => {
      await expect(invoke(cashier, cashier.mainFrame, value)).rejects.toThrow('not a frame');
    },
  );

  test('that is garbage is answered with an error', async () => {
    expect(JSON.parse(String(await invoke(cashier, cashier.mainFrame, 'garbage')))).toMatchObject({
      ok: false,
      error: { code: 'bad_input' },
    });
  });
});

describe('topics', () => {
  test('come when the page asks for them, the last value first', () => {
    ipcMain.receive('guitai:subscribe', cashier, cashier.mainFrame);
    expect(cashier.sent).toHaveLength(1);
    expect(JSON.parse(String(cashier.sent[0]?.values[0]))).toMatchObject({ name: 'station', value: station });
    small.publish('station', { ...station, mode: 'safe' });
    expect(cashier.sent).toHaveLength(2);
  });

  test('come again after a reload, over one connection', () => {
    ipcMain.receive('guitai:subscribe', cashier, cashier.mainFrame);
    ipcMain.receive('guitai:subscribe', cashier, cashier.mainFrame);
    expect(small.connections()).toBe(1);
    small.publish('station', station);
    expect(cashier.sent).toHaveLength(3);
  });

  test('are not given to a page that is not ours', () => {
    cashier.mainFrame.url = 'https://evil.example/';
    ipcMain.receive('guitai:subscribe', cashier, cashier.mainFrame);
    expect(cashier.sent).toEqual([]);
    expect(small.connections()).toBe(0);
  });

  test('end with the window', () => {
    ipcMain.receive('guitai:subscribe', cashier, cashier.mainFrame);
    cashier.destroy();
    expect(small.connections()).toBe(0);
    expect(() => small.publish('station', station)).not.toThrow();
  });
});
