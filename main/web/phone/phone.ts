import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StationHost } from '../../host.ts';
import { end, endHtml, pathOf, queryOf, readCookie, readForm, redirect } from '../http.ts';
import type { Rate } from '../rate.ts';
import { createAddressLimits } from './address-limits.ts';
import { createDoorCode, type DoorCode } from './door-code.ts';
import { openPhoneDesk, type PhoneDesk } from './phone-desk.ts';
import { PHONE_SCRIPT, PHONE_STYLE } from './phone-files.ts';
import { problemPage, takePage, ticketPage, type PhonePage } from './phone-page.ts';
import { phoneText, type PhoneText } from './phone-texts.ts';
import { errorText, GuitaiError } from '#contract/error.ts';
import { newRequestId, RequestId } from '#contract/ids.ts';
import type { Language } from '#contract/language.ts';
import { FollowToken, ServiceId } from '#contract/queue.ts';

/** What one address, and all of them together, may ask. Phones behind one guest network share an address. */
export interface PhoneLimits {
  readonly pages: { readonly each: Rate; readonly together: Rate };
  readonly takes: { readonly each: Rate; readonly together: Rate };
}

export const defaultPhoneLimits: PhoneLimits = {
  pages: { each: { burst: 60, perSecond: 15 }, together: { burst: 300, perSecond: 100 } },
  takes: { each: { burst: 10, perSecond: 1 / 6 }, together: { burst: 60, perSecond: 1 } },
};

/** A router that gives the station another address is noticed within this time. */
const LOOK_EVERY_MS = 10_000;

const VISITOR_COOKIE = 'guitai-phone';
const VISITOR_SHAPE = /^[A-Za-z0-9_-]{22}$/;
const LANGUAGE_COOKIE = 'guitai-phone-language';
const COOKIE_MAX_AGE_S = 24 * 3600;

/** The pages of customers' phones: `/q` takes a ticket, `/t/<token>` follows it. */
export interface PhonePages {
  /** Answers a request of a phone; false when the path is none of theirs. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): void;
}

export interface PhoneOptions {
  readonly host: StationHost;
  /** Where phones reach the station now: `http://192.168.1.5:5198`; undefined while there is no network. */
  readonly phoneUrl: () => string | undefined;
  /** How often that is looked at. */
  readonly lookEveryMs?: number;
  readonly limits?: PhoneLimits;
  readonly nowMs?: () => number;
}

/**
 * Plain pages for any browser, one line to the station for all of them. A ticket is given only for the code of the moment in the QR of boards
 * and kiosks, so that nobody queues from home; a ticket is followed by its token, which nobody can guess.
 */
export function openPhonePages(options: PhoneOptions): PhonePages {
  const { host, phoneUrl, lookEveryMs = LOOK_EVERY_MS, limits = defaultPhoneLimits, nowMs } = options;
  const desk = openPhoneDesk(host);
  const door = createDoorCode(nowMs);
  const pages = createAddressLimits(limits.pages.each, limits.pages.together);
  const takes = createAddressLimits(limits.takes.each, limits.takes.together);
  let timer: NodeJS.Timeout;
  let shown = '';
  const showDoor = (): void => {
    const url = phoneUrl();
    const takeUrl = url === undefined ? '' : `${url}/q?c=${door.current()}`;
    if (takeUrl !== shown) host.openToPhones(url === undefined ? '' : `${url}/t/`, takeUrl);
    shown = takeUrl;
    timer = setTimeout(showDoor, Math.min(lookEveryMs, door.msLeft()));
  };
  showDoor();

  return {
    async answer(request, response) {
      const find = findPage(pathOf(request));
      if (!find) return false;
      // A phone that waits between two questions holds no connection.
      response.setHeader('Connection', 'close');
      const visit = visitOf(request, response, desk);
      if (!pages.take(request.socket.remoteAddress)) problem(visit, 429, 'problemBusy');
      else if (find.kind === 'file') end(response, 200, find.body, find.contentType);
      else await answerPage(find, visit, { desk, door, takes }).catch((error: unknown) => refused(visit, error));
      return true;
    },
    close() {
      clearTimeout(timer);
      desk.close();
    },
  };
}

type Page =
  | { readonly kind: 'file'; readonly body: string; readonly contentType: string }
  | { readonly kind: 'take' }
  | { readonly kind: 'ticket'; readonly token: string };

function findPage(path: string): Page | undefined {
  if (path === '/phone.css') return { kind: 'file', body: PHONE_STYLE, contentType: 'text/css; charset=utf-8' };
  if (path === '/phone.js') return { kind: 'file', body: PHONE_SCRIPT, contentType: 'text/javascript; charset=utf-8' };
  if (path === '/q') return { kind: 'take' };
  return path.startsWith('/t/') ? { kind: 'ticket', token: path.slice(3) } : undefined;
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly page: PhonePage;
}

interface Parts {
  readonly desk: PhoneDesk;
  readonly door: DoorCode;
  readonly takes: ReturnType<typeof createAddressLimits>;
}

async function answerPage(page: Exclude<Page, { kind: 'file' }>, visit: Visit, parts: Parts): Promise<void> {
  const { request, response } = visit;
  const posted = request.method === 'POST';
  if (!posted && request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD, POST');
    return end(response, 405, 'Method not allowed.\n');
  }
  const form = posted ? await readForm(request) : undefined;
  if (posted && !form) return end(response, 413, 'Too large.\n');
  if (page.kind === 'take') return form ? take(visit, parts, form) : showServices(visit, parts);
  const token = FollowToken.safeParse(page.token);
  if (!token.success) return problem(visit, 404, 'problemTicket');
  return form ? act(visit, parts, token.data, form) : showTicket(visit, parts, token.data);
}

function showServices(visit: Visit, { desk, door }: Parts): void {
  const code = queryOf(visit.request).get('c') ?? '';
  if (!door.accepts(code)) return problem(visit, 403, 'problemCode');
  if (!desk.queue || desk.station?.mode !== 'selling' || desk.station.training) return problem(visit, 503, 'problemAway');
  visitorOf(visit);
  endHtml(visit.response, 200, takePage(visit.page, desk.queue, { code, requestId: newRequestId() }));
}

async function take(visit: Visit, { desk, door, takes }: Parts, form: URLSearchParams): Promise<void> {
  if (!door.accepts(form.get('c') ?? '')) return problem(visit, 403, 'problemCode');
  const serviceId = ServiceId.safeParse(Number(form.get('s')));
  const requestId = RequestId.safeParse(form.get('r'));
  if (!serviceId.success || !requestId.success) return problem(visit, 400, 'problemCode');
  if (!takes.take(visit.request.socket.remoteAddress)) return problem(visit, 429, 'problemBusy');
  if (desk.station?.training) return problem(visit, 503, 'problemAway');
  const visitor = visitorOf(visit);
  const ticket = await desk.ask('queue.takeByPhone', { requestId: requestId.data, serviceId: serviceId.data, visitor });
  redirect(visit.response, `/t/${ticket.token}`);
}

async function showTicket(visit: Visit, { desk }: Parts, token: string): Promise<void> {
  if (desk.station?.training) return problem(visit, 503, 'problemAway');
  const ticket = await desk.ask('queue.follow', { token });
  endHtml(visit.response, 200, ticketPage(visit.page, ticket, { token, requestId: newRequestId() }));
}

async function act(visit: Visit, { desk }: Parts, token: string, form: URLSearchParams): Promise<void> {
  const requestId = RequestId.safeParse(form.get('r'));
  const what = form.get('do');
  if (!requestId.success || (what !== 'coming' && what !== 'leave')) return problem(visit, 400, 'problemTicket');
  if (desk.station?.training) return problem(visit, 503, 'problemAway');
  await desk.ask(what === 'coming' ? 'queue.coming' : 'queue.leave', { requestId: requestId.data, token });
  redirect(visit.response, `/t/${token}`);
}

/** One phone is told from another by a cookie, which says nothing of who it is. */
function visitorOf({ request, response }: Visit): string {
  const kept = readCookie(request, VISITOR_COOKIE, VISITOR_SHAPE);
  if (kept !== undefined) return kept;
  const visitor = randomBytes(16).toString('base64url');
  keepCookie(response, VISITOR_COOKIE, visitor);
  return visitor;
}

function visitOf(request: IncomingMessage, response: ServerResponse, { station }: PhoneDesk): Visit {
  const language = languageOf(request, response);
  return { request, response, page: { language, storeName: station?.storeName ?? '', timeZone: station?.timeZone ?? 'UTC' } };
}

/** Chosen on the page, else chosen before, else the phone's own. */
function languageOf(request: IncomingMessage, response: ServerResponse): Language {
  const chosen = queryOf(request).get('l');
  if (chosen === 'zh' || chosen === 'en') {
    keepCookie(response, LANGUAGE_COOKIE, chosen);
    return chosen;
  }
  const kept = readCookie(request, LANGUAGE_COOKIE, /^(zh|en)$/);
  if (kept !== undefined) return kept === 'en' ? 'en' : 'zh';
  const wanted = request.headers['accept-language'];
  return wanted === undefined || /^\s*(zh|\*)/i.test(wanted) ? 'zh' : 'en';
}

function keepCookie(response: ServerResponse, name: string, value: string): void {
  response.appendHeader('Set-Cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_MAX_AGE_S}`);
}

function problem({ response, page }: Visit, status: number, key: PhoneText): void {
  endHtml(response, status, problemPage(page, phoneText(key, page.language)));
}

/** What the station refused, in its own words; a ticket nobody has is no such page. */
function refused(visit: Visit, error: unknown): void {
  if (!(error instanceof GuitaiError)) throw error;
  if (error.code === 'safe_mode' || error.code === 'disconnected' || error.code === 'internal') return problem(visit, 503, 'problemAway');
  if (error.code === 'ticket_unknown') return problem(visit, 404, 'problemTicket');
  endHtml(visit.response, 409, problemPage(visit.page, errorText(error.toWire(), visit.page.language)));
}
