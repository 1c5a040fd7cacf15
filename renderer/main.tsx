import './app/no-eval.ts';
import './parts/tokens.css';
import './parts/ui.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createClient } from './app/client.ts';
import { createLanguageStore, textIn } from './app/i18n.ts';
import { createLeaveDesk } from './app/leave.ts';
import { findRoute, isPublic, type ScreenName } from './app/routes.tsx';
import { createElectronWire } from './app/wire-electron.ts';
import { createSocketWire } from './app/wire-socket.ts';
import type { Wire } from './app/wire.ts';

function createWire(screen: ScreenName): Wire {
  if (window.guitai) return createElectronWire(window.guitai);
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return createSocketWire(`${scheme}://${location.host}/rpc?screen=${screen}`);
}

function start(container: HTMLElement): void {
  const route = findRoute(location.pathname);
  if (!route) {
    container.textContent = `${textIn.zh('app.notFound')} ${textIn.en('app.notFound')}`;
    return;
  }
  document.documentElement.classList.add(route.htmlClass);
  const leave = createLeaveDesk();
  // PINs are typed at a till: the bench, which may be another device, is refused without asking.
  const askLeave = route.screen === 'bench' || isPublic(route) ? undefined : leave.ask;
  const client = createClient(createWire(route.screen), { flush: flushSync, ...(askLeave ? { askLeave } : {}) });
  createRoot(container).render(<App client={client} language={createLanguageStore(route.screen)} leave={leave} route={route} />);
}

const container = document.getElementById('screen');
if (container) start(container);
