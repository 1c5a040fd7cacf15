import { contextBridge, ipcRenderer } from 'electron';
import { REQUEST_CHANNEL, SUBSCRIBE_CHANNEL, TOPIC_CHANNEL } from './channels.ts';

/** All a page gets of Electron, as `window.guitai`. */
contextBridge.exposeInMainWorld('guitai', {
  /** Sends a request frame and resolves with the reply frame. */
  request: (frameText: string): Promise<string> => ipcRenderer.invoke(REQUEST_CHANNEL, frameText),
  /** Calls back with every topic frame, the last value of each first. Returns a function that ends it. */
  onTopic: (listener: (frameText: string) => void): (() => void) => {
    const forward = (_event: unknown, frameText: string): void => listener(frameText);
    ipcRenderer.on(TOPIC_CHANNEL, forward);
    ipcRenderer.send(SUBSCRIBE_CHANNEL);
    return () => ipcRenderer.off(TOPIC_CHANNEL, forward);
  },
});
