import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

// What `import ... from 'electron'` gives in tests: the members the shell uses, with Electron's own types, doing what its
// documentation says as far as it can be seen without a screen, and keeping what was asked of them.

type RequestHandler = (event: Pick<Electron.IpcMainInvokeEvent, 'sender' | 'senderFrame'>, ...values: unknown[]) => unknown;

/** A frame of a page. */
export interface FakeFrame {
  url: string;
}

export class FakeWebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'send'
      | 'isDestroyed'
      | 'reload'
      | 'forcefullyCrashRenderer'
      | 'closeDevTools'
      | 'setVisualZoomLevelLimits'
      | 'setWindowOpenHandler'
      | 'insertText'
    >
{
  readonly mainFrame: FakeFrame = { url: '' };
  readonly sent: { channel: string; values: unknown[] }[] = [];
  readonly zoomLimits: number[][] = [];
  /** What was typed into the page from outside. */
  readonly inserted: string[] = [];
  reloads = 0;
  crashes = 0;
  devToolsClosed = 0;
  #destroyed = false;
  #openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | undefined;

  send(channel: string, ...values: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push({ channel, values });
  }
  insertText(text: string): Promise<void> {
    this.inserted.push(text);
    return Promise.resolve();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  reload(): void {
    this.reloads += 1;
  }
  forcefullyCrashRenderer(): void {
    this.crashes += 1;
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  }
  closeDevTools(): void {
    this.devToolsClosed += 1;
  }
  setVisualZoomLevelLimits(minimum: number, maximum: number): Promise<void> {
    this.zoomLimits.push([minimum, maximum]);
    return Promise.resolve();
  }
  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }
  /** What the page gets for window.open(url). */
  openWindow(url: string): Electron.WindowOpenHandlerResponse | undefined {
    return this.#openHandler?.({ url } as Electron.HandlerDetails);
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('destroyed');
  }
  /** Emits an event a page can be held back from; true when it was. */
  isHeldBack(event: string, ...details: unknown[]): boolean {
    let prevented = false;
    this.emit(event, { preventDefault: () => (prevented = true) }, ...details);
    return prevented;
  }
}

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      'show' | 'showInactive' | 'focus' | 'isMinimized' | 'restore' | 'setBounds' | 'getBounds' | 'setKiosk' | 'loadURL' | 'destroy'
    >
{
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new FakeWebContents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  /** What became of the window, in order: show, showInactive, focus, restore, kiosk, no-kiosk. */
  readonly history: string[] = [];
  minimized = false;
  #bounds: Electron.Rectangle;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  show(): void {
    this.history.push('show');
  }
  showInactive(): void {
    this.history.push('showInactive');
  }
  focus(): void {
    this.history.push('focus');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
    this.history.push('restore');
  }
  setKiosk(flag: boolean): void {
    this.history.push(flag ? 'kiosk' : 'no-kiosk');
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }
  getBounds(): Electron.Rectangle {
    return this.#bounds;
  }
  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  destroy(): void {
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.webContents.destroy();
    this.emit('closed');
  }
}

class FakeApp
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      'isPackaged' | 'whenReady' | 'isReady' | 'enableSandbox' | 'requestSingleInstanceLock' | 'setPath' | 'quit' | 'exit' | 'relaunch'
    >
{
  isPackaged = false;
  /** Another instance holds the lock. */
  lockTaken = false;
  /** What was asked of the app, in order. */
  readonly history: string[] = [];
  #ready = Promise.withResolvers<void>();
  #isReady = false;

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  isReady(): boolean {
    return this.#isReady;
  }
  becomeReady(): void {
    this.#isReady = true;
    this.#ready.resolve();
  }
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.history.push('enableSandbox');
  }
  requestSingleInstanceLock(): boolean {
    this.history.push('lock');
    return !this.lockTaken;
  }
  setPath(name: string, path: string): void {
    this.history.push(`${name}=${path}`);
  }
  /** As Electron: asks `before-quit` first; nobody hearing it, the program ends. */
  quit(): void {
    this.history.push('quit');
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.history.push('ended');
  }
  exit(code?: number): void {
    this.history.push(`exit ${code ?? 0}`);
    this.emit('test-exit', code ?? 0);
  }
  relaunch(): void {
    this.history.push('relaunch');
  }
  reset(): void {
    this.removeAllListeners();
    this.history.length = 0;
    this.isPackaged = false;
    this.lockTaken = false;
    this.#isReady = false;
    this.#ready = Promise.withResolvers();
  }
}

class FakeIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, RequestHandler>();

  handle(channel: string, handler: RequestHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }
  /** A page's invoke; `frame` null is a frame that has gone meanwhile. */
  async invoke(channel: string, sender: FakeWebContents, frame: FakeFrame | null, ...values: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler({ sender, senderFrame: frame } as unknown as Electron.IpcMainInvokeEvent, ...values);
  }
  /** A page's send. */
  receive(channel: string, sender: FakeWebContents, frame: FakeFrame | null): void {
    this.emit(channel, { sender, senderFrame: frame });
  }
  reset(): void {
    this.removeAllListeners();
    this.#handlers.clear();
  }
}

class FakeSession
  extends EventEmitter
  implements Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  #request: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  #check: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  #device: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;

  setPermissionRequestHandler(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): void {
    this.#request = handler;
  }
  setPermissionCheckHandler(handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]): void {
    this.#check = handler;
  }
  setDevicePermissionHandler(handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    this.#device = handler;
  }
  /** The three answers a page gets; without a handler Electron says yes. */
  permissions(permission: string): { request: boolean; check: boolean; device: boolean } {
    let request = true;
    this.#request?.({} as Electron.WebContents, permission as never, (granted) => (request = granted), {} as never);
    const check = this.#check?.(null, permission as never, 'app://guitai', {} as never) ?? true;
    const device = this.#device?.({} as Electron.DevicePermissionHandlerHandlerDetails) ?? true;
    return { request, check, device };
  }
  reset(): void {
    this.removeAllListeners();
    this.#request = null;
    this.#check = null;
    this.#device = null;
  }
}

class FakeScreen extends EventEmitter {
  displays: Electron.Display[] = [];
  getAllDisplays(): Electron.Display[] {
    return this.displays;
  }
  getPrimaryDisplay(): Electron.Display {
    const [primary] = this.displays;
    if (!primary) throw new Error('no display');
    return primary;
  }
}

type SchemeHandler = (request: Request) => Response | Promise<Response>;

class FakeProtocol {
  readonly privileged: Electron.CustomScheme[] = [];
  readonly handlers = new Map<string, SchemeHandler>();
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    this.privileged.push(...schemes);
  }
  handle(scheme: string, handler: SchemeHandler): void {
    this.handlers.set(scheme, handler);
  }
}

class FakeIpcRenderer extends EventEmitter {
  readonly sent: string[] = [];
  readonly invoked: unknown[][] = [];
  answer = '';
  invoke(...values: unknown[]): Promise<string> {
    this.invoked.push(values);
    return Promise.resolve(this.answer);
  }
  send(channel: string): void {
    this.sent.push(channel);
  }
}

export const app = new FakeApp();
export const ipcMain = new FakeIpcMain();
export const ipcRenderer = new FakeIpcRenderer();
export const protocol = new FakeProtocol();
export const screen = new FakeScreen();
export const session = { defaultSession: new FakeSession() };
export const powerSaveBlocker = { started: [] as string[], start: (kind: string): number => powerSaveBlocker.started.push(kind) };
export const dialog = { errors: [] as string[][], showErrorBox: (...texts: string[]): number => dialog.errors.push(texts) };
export const Menu = {
  applicationMenu: 'default' as unknown,
  setApplicationMenu: (menu: unknown): void => {
    Menu.applicationMenu = menu;
  },
};
/** What preload scripts put on `window`. */
export const exposed = new Map<string, unknown>();
export const contextBridge = { exposeInMainWorld: (name: string, api: unknown): unknown => exposed.set(name, api) };

/** A display as Electron would report it. */
export function fakeDisplay(
  id: number,
  label: string,
  x: number,
  size: { width: number; height: number } = { width: 1920, height: 1080 },
): Electron.Display {
  return { id, label, bounds: { x, y: 0, ...size } } as Electron.Display;
}

/** Back to a program that has just been started. */
export function resetElectron(): void {
  app.reset();
  ipcMain.reset();
  ipcRenderer.removeAllListeners();
  ipcRenderer.sent.length = 0;
  ipcRenderer.invoked.length = 0;
  protocol.privileged.length = 0;
  protocol.handlers.clear();
  screen.removeAllListeners();
  screen.displays = [];
  session.defaultSession.reset();
  powerSaveBlocker.started.length = 0;
  dialog.errors.length = 0;
  Menu.applicationMenu = 'default';
  BrowserWindow.all.length = 0;
  exposed.clear();
}
