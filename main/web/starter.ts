import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StationHost } from '../host.ts';
import type { TopicFrame } from '#contract/frame.ts';
import type { Station } from '#contract/station.ts';
import { end, endHtml, pathOf, queryOf } from './http.ts';
import { findScreen, type Screen } from './screens.ts';
import { starterPage } from './starter-page.ts';

/** A picture of nothing: whoever gets it has found the station. */
const HERE_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/**
 * Answers what a starter asks, and gives starters out, to everybody: they hold the shop's name and the station's addresses, no more. False when the path is
 * none of these.
 */
export function answerStarter(
  request: IncomingMessage,
  response: ServerResponse,
  host: StationHost,
  urls: () => readonly string[],
): boolean {
  const to = findScreen(queryOf(request).get('to'));
  switch (pathOf(request)) {
    case '/here.svg':
      // A starter comes from a file: another site to its browser.
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      end(response, 200, HERE_PICTURE, 'image/svg+xml');
      return true;
    case '/enter':
      endHtml(response, 200, enterPage(to));
      return true;
    case '/starter.html':
      response.setHeader('Content-Disposition', `attachment; filename="guitai-${to ?? 'start'}.html"`);
      endHtml(response, 200, starterPage({ storeName: storeNameOf(host), urls: urls(), to }));
      return true;
    default:
      return false;
  }
}

/**
 * The first step inside. A page that comes from a file is another site to the browser, which keeps the device's cookie back (SameSite=Strict); this
 * page is ours, so its own next step takes the cookie along.
 */
function enterPage(to: Screen | undefined): string {
  return `<!doctype html><meta charset="utf-8"><title>Guitai</title><meta http-equiv="refresh" content="0;url=/${to ?? ''}">`;
}

/** As every screen is told. */
function storeNameOf(host: StationHost): string {
  let storeName = '';
  host
    .connect('board', (frameText) => {
      const { name, value } = JSON.parse(frameText) as TopicFrame;
      if (name === 'station') ({ storeName } = value as Station);
    })
    .close();
  return storeName;
}
