import { app, Menu, type Event, type Input, type Session, type WebContents } from 'electron';
import type { Log } from '../log.ts';
import { screenOfUrl } from './app-scheme.ts';
import { extraScreens, type ExtraScreen } from './windows.ts';

/** A page may not ask for anything: Electron grants every permission unless told otherwise. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

export interface LockdownOptions {
  readonly packaged: boolean;
  /** Opens one of the screens that are opened on demand, at the part of it that the address names after #. */
  readonly openExtra: (screen: ExtraScreen, view: string) => void;
  readonly log: Log;
}

/** Holds every page, present and future, where it is: no navigation, no new window, no webview, no zoom, no developer tools. */
export function lockPages(options: LockdownOptions): void {
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => lockContents(contents, options));
}

function lockContents(contents: WebContents, { packaged, openExtra, log }: LockdownOptions): void {
  const refuse = (what: string) => (event: Pick<Event, 'preventDefault'>) => {
    event.preventDefault();
    log.error('lockdown.refused', new Error(what));
  };
  contents.on('will-frame-navigate', refuse('navigation'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.setWindowOpenHandler(({ url }) => {
    const screen = extraScreens.find((each) => each === screenOfUrl(url));
    if (screen) openExtra(screen, URL.parse(url)?.hash ?? '');
    else log.error('lockdown.refused', new Error('window'));
    return { action: 'deny' };
  });
  void contents.setVisualZoomLevelLimits(1, 1);
  contents.on('before-input-event', (event, input) => {
    if (isBrowserShortcut(input, packaged)) event.preventDefault();
  });
  if (packaged) contents.on('devtools-opened', () => contents.closeDevTools());
}

const ZOOM_KEYS: readonly string[] = ['+', '-', '=', '_', '0'];
const KIOSK_KEYS: readonly string[] = ['r', 'w', 'n', 't', 'p', 's', 'o', 'i', 'j', 'u'];

/** Keys that would scale, reload, close or inspect a page; on an installed till none of them does. */
function isBrowserShortcut(input: Input, packaged: boolean): boolean {
  if (input.type !== 'keyDown' || !(input.control || input.meta)) return false;
  const key = input.key.toLowerCase();
  return ZOOM_KEYS.includes(key) || (packaged && KIOSK_KEYS.includes(key));
}
