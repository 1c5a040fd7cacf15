import { BrowserWindow, screen as displays, type BrowserWindowConstructorOptions, type Display, type WebContents } from 'electron';
import { roleOfScreen, type Screen, type ScreenRole } from '../web/screens.ts';
import { screenUrl } from './app-scheme.ts';
import { assignDisplays, loadDisplays, saveDisplays } from './displays.ts';

export interface WindowOptions {
  readonly dataDir: string;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  /** An installed till: full-screen kiosk windows without developer tools. */
  readonly packaged: boolean;
  /** Called with every window that opens, before its page is loaded. */
  onOpened?(contents: WebContents, screen: Screen): void;
}

/** Screens that are opened on demand, beside the till. */
export const extraScreens = [
  'bench',
  'labels',
  'receipt',
  'staff',
  'keys',
  'offers',
  'prices',
  'members',
  'queue',
  'kiosk',
  'caller',
  'board',
] as const satisfies readonly Screen[];
export type ExtraScreen = (typeof extraScreens)[number];

/** The station's windows, one a screen. */
export interface StationWindows {
  /** The role of the window these contents belong to. */
  roleOf(contents: WebContents): ScreenRole | undefined;
  /** Brings the cashier's window to the front: someone started the program again. */
  focusCashier(): void;
  /** Opens a screen beside the till, or brings it to the front; with a `view` ("#sales") at that part of it. */
  openExtra(screen: ExtraScreen, view: string): void;
}

const WINDOWED = { width: 1366, height: 768 } as const;
const COUNTER_COLOUR = '#EAEFEF';

/**
 * Opens the cashier's window on the first display and the customer's on the second, and keeps them there when displays come,
 * go or change. With one display the customer's window is shown beside the cashier's, except on an installed till.
 */
export function openWindows(options: WindowOptions): StationWindows {
  const open = new Map<Screen, BrowserWindow>();

  const ensure = (screen: Screen, display: Display | undefined, view = ''): BrowserWindow => {
    const existing = open.get(screen);
    if (existing) {
      if (display && options.packaged) moveTo(existing, display);
      if (view !== '') void existing.loadURL(screenUrl(screen) + view);
      return existing;
    }
    const window = new BrowserWindow(windowOptions(screen, display, options));
    open.set(screen, window);
    window.once('ready-to-show', () => (screen === 'customer' ? window.showInactive() : window.show()));
    window.once('closed', () => open.delete(screen));
    options.onOpened?.(window.webContents, screen);
    void window.loadURL(screenUrl(screen) + view);
    return window;
  };

  const arrange = (): void => {
    const all = displays.getAllDisplays();
    const roles = all.length ? assignDisplays(all, displays.getPrimaryDisplay().id, loadDisplays(options.dataDir)) : undefined;
    if (!roles) return;
    saveDisplays(options.dataDir, roles);
    ensure('checkout', roles.cashier);
    if (roles.customer || !options.packaged) ensure('customer', roles.customer);
    else open.get('customer')?.destroy();
  };

  arrange();
  displays.on('display-added', arrange);
  displays.on('display-removed', arrange);
  displays.on('display-metrics-changed', arrange);

  return {
    roleOf: (contents) => {
      for (const [screen, window] of open) if (window.webContents === contents) return roleOfScreen(screen);
      return undefined;
    },
    focusCashier: () => bringUp(open.get('checkout')),
    openExtra: (screen, view) => bringUp(ensure(screen, undefined, view)),
  };
}

function windowOptions(screen: Screen, display: Display | undefined, options: WindowOptions): BrowserWindowConstructorOptions {
  const fullScreen = options.packaged && display !== undefined;
  return {
    show: false,
    title: '柜台 Guitai',
    backgroundColor: COUNTER_COLOUR,
    ...(display ? { x: display.bounds.x, y: display.bounds.y } : {}),
    ...(fullScreen ? { width: display.bounds.width, height: display.bounds.height } : WINDOWED),
    kiosk: fullScreen,
    autoHideMenuBar: true,
    /** A window that cannot take the focus can never swallow a scan. */
    focusable: screen !== 'customer',
    skipTaskbar: screen === 'customer',
    webPreferences: {
      preload: options.preload,
      devTools: !options.packaged,
      spellcheck: false,
      /** A board speaks without having been touched. */
      autoplayPolicy: 'no-user-gesture-required',
      /** Both screens stay live while the other one is in front. */
      backgroundThrottling: false,
    },
  };
}

function moveTo(window: BrowserWindow, { bounds }: Display): void {
  const now = window.getBounds();
  if (now.x === bounds.x && now.y === bounds.y && now.width === bounds.width && now.height === bounds.height) return;
  window.setKiosk(false);
  window.setBounds(bounds);
  window.setKiosk(true);
}

function bringUp(window: BrowserWindow | undefined): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
