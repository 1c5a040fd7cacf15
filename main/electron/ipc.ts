import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { MAX_FRAME_BYTES } from '#contract/frame.ts';
import type { Connection, StationHost } from '../host.ts';
import type { Log } from '../log.ts';
import type { ScreenRole } from '../web/screens.ts';
import { isOurUrl } from './app-scheme.ts';
import { REQUEST_CHANNEL, SUBSCRIBE_CHANNEL, TOPIC_CHANNEL } from './channels.ts';

export interface FrameService {
  readonly host: StationHost;
  /** The role of the window a page lives in; undefined for contents that are no window of ours. */
  readonly roleOf: (contents: WebContents) => ScreenRole | undefined;
  readonly log: Log;
}

/** Carries frames between the windows and the station. Each window is one connection, made anew whenever its page subscribes. */
export function serveFrames({ host, roleOf, log }: FrameService): void {
  const connections = new Map<WebContents, Connection>();

  const connect = (contents: WebContents, role: ScreenRole): Connection => {
    connections.get(contents)?.close();
    const connection = host.connect(role, (frameText) => {
      if (!contents.isDestroyed()) contents.send(TOPIC_CHANNEL, frameText);
    });
    if (!connections.has(contents)) {
      contents.once('destroyed', () => {
        connections.get(contents)?.close();
        connections.delete(contents);
      });
    }
    connections.set(contents, connection);
    return connection;
  };

  const admit = (event: IpcMainEvent | IpcMainInvokeEvent): ScreenRole | undefined => {
    const role = isOurPage(event) ? roleOf(event.sender) : undefined;
    if (role === undefined)
      log.error('ipc.refused', new Error('a frame from a page that is not ours'), { url: event.senderFrame?.url ?? '' });
    return role;
  };

  ipcMain.handle(REQUEST_CHANNEL, async (event, frameText: unknown) => {
    const role = admit(event);
    if (role === undefined) throw new Error('refused');
    if (typeof frameText !== 'string' || frameText.length > MAX_FRAME_BYTES) throw new Error('not a frame');
    return (connections.get(event.sender) ?? connect(event.sender, role)).receive(frameText);
  });
  ipcMain.on(SUBSCRIBE_CHANNEL, (event) => {
    const role = admit(event);
    if (role !== undefined) connect(event.sender, role);
  });
}

/** The sender must be the main frame of its window and show one of our own pages. The frame is null when it has gone meanwhile. */
function isOurPage({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurUrl(senderFrame.url);
}
