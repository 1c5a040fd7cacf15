import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reachOut, type Hand } from '../../../renderer/checkout/checkout-page.ts';
import { openTillStation, type TillStation } from '../../../renderer/till-station.ts';
import { newRequestId } from '#contract/ids.ts';
import type { PhoneLimits } from '#main/web/phone/phone.ts';

let station: TillStation;
let till: Hand;
/** The code of the moment, as boards and kiosks show it. */
let code: string;

/** More than these tests ask, however fast the machine is. */
const ROOMY: PhoneLimits = {
  pages: { each: { burst: 1000, perSecond: 100 }, together: { burst: 1000, perSecond: 100 } },
  takes: { each: { burst: 100, perSecond: 1 }, together: { burst: 100, perSecond: 1 } },
};

beforeAll(() => openShop(ROOMY));

/** Opens the station to phones and reads the code of the moment, as a board does. */
async function openShop(phoneLimits?: PhoneLimits): Promise<void> {
  station = await openTillStation({ queue: true, lanHost: '127.0.0.1', ...(phoneLimits ? { phoneLimits } : {}) });
  till = reachOut(station);
  let takeUrl = '';
  station.host
    .connect('board', (frameText) => {
      const { name, value } = JSON.parse(frameText) as { name: string; value: { takeUrl: string } };
      if (name === 'phoneDoor') takeUrl = value.takeUrl;
    })
    .close();
  expect(takeUrl).toMatch(new RegExp(`^${station.url}/q\\?c=[0-9A-Z]{8}$`));
  code = new URL(takeUrl).searchParams.get('c') ?? '';
}
afterAll(() => station.close());

type Sent = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

/** One phone: keeps its cookies, follows nothing by itself. */
function openPhone(headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: Sent = {}): Promise<Response> => {
    const response = await fetch(station.url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...headers, Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...init.headers },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    get: (path: string) => send(path),
    text: async (path: string) => (await send(path)).text(),
    post: (path: string, fields: Record<string, string>, init: Sent = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), ...init }),
  };
}

/** Takes a ticket of a service and returns the path of its page. */
async function take(phone: ReturnType<typeof openPhone>, service: number): Promise<string> {
  const page = await phone.text(`/q?c=${code}`);
  const r = /name="r" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const answer = await phone.post('/q', { c: code, r, s: String(service) });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

const numberOn = (page: string): string => /<small>[^<]*<\/small><b>([^<]+)<\/b>/.exec(page)?.[1] ?? '';

describe('a phone in the shop', () => {
  test('takes a ticket, follows it to the counter, and sees that it is done', async () => {
    const phone = openPhone();
    const path = await take(phone, 4);
    expect(path).toMatch(/^\/t\/[A-Za-z0-9_-]{22}$/);
    const page = await phone.text(path);
    const number = numberOn(page);
    expect(number).toMatch(/^D[0-9]{3}$/);
    expect(page).toContain('下一位就是您');
    await till.command('counter.open', { counterId: 1 });
    const { called } = await till.command('queue.next', { counterId: 1 });
    expect(called?.number).toBe(number);
    expect(await phone.text(path)).toContain('轮到您了，请到 1 号服务台');
    await till.command('queue.start', { counterId: 1, ticketId: called?.ticketId ?? 0 });
    expect(await phone.text(path)).toContain('正在 1 号服务台 办理');
    await till.command('queue.finish', { counterId: 1, ticketId: called?.ticketId ?? 0 });
    expect(await phone.text(path)).toContain('已办完');
  });

  test('says that it is coming, and leaves', async () => {
    const phone = openPhone({ 'Accept-Language': 'en-GB,en' });
    const path = await take(phone, 2);
    const acted = await phone.post(path, { do: 'coming', r: newRequestId() });
    expect([acted.status, acted.headers.get('location')]).toEqual([303, path]);
    expect(await phone.text(path)).toContain('The staff know you are on your way');
    await phone.post(path, { do: 'leave', r: newRequestId() });
    expect(await phone.text(path)).toContain('Cancelled');
    // Again, by a page that was not new any more: the words of the station, nothing changed.
    const again = await phone.post(path, { do: 'leave', r: newRequestId() });
    expect([again.status, (await again.text()).includes('was cancelled')]).toEqual([409, true]);
  });

  test('that taps twice has one ticket, and another phone has another', async () => {
    const phone = openPhone();
    const r = /name="r" value="([^"]+)"/.exec(await phone.text(`/q?c=${code}`))?.[1] ?? '';
    const taps = await Promise.all([1, 2, 3].map(() => phone.post('/q', { c: code, r, s: '3' })));
    expect(new Set(taps.map((answer) => answer.headers.get('location'))).size).toBe(1);
    const first = taps[0]?.headers.get('location') ?? '';
    // The page loaded anew within two minutes, by the same phone: the same ticket.
    expect(await take(phone, 3)).toBe(first);
    expect(await take(openPhone(), 3)).not.toBe(first);
  });

  test('is spoken to in its language until it chooses another', async () => {
    const phone = openPhone({ 'Accept-Language': 'en' });
    expect(await phone.text(`/q?c=${code}`)).toContain('What can we help with?');
    expect(await phone.text(`/q?c=${code}&l=zh`)).toContain('您要办什么？');
    expect(await phone.text(`/q?c=${code}`)).toContain('您要办什么？');
    expect(phone.cookies.get('guitai-phone-language')).toBe('zh');
  });

  test('gets pages that may load nothing from elsewhere and are kept by nobody', async () => {
    const answer = await openPhone().get(`/q?c=${code}`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.getSetCookie()[0]).toMatch(/^guitai-phone=[A-Za-z0-9_-]{22}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=86400$/);
    expect((await openPhone().get('/phone.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });
});

describe('whoever is not in the shop, or means no good', () => {
  /** Somebody else's ticket. */
  let theirs: string;
  beforeAll(async () => {
    theirs = await take(openPhone(), 5);
  });
  const fields = (more: Record<string, string>): Record<string, string> => ({ c: code, r: newRequestId(), s: '1', ...more });

  test.each(['', 'ABCDEFGH', '00000000', "' OR 1=1"])('has no ticket with the code %j', async (wrong) => {
    const phone = openPhone();
    expect((await phone.get(`/q?c=${encodeURIComponent(wrong)}`)).status).toBe(403);
    expect((await phone.post('/q', fields({ c: wrong }))).status).toBe(403);
  });

  test.each([
    [{ s: '0' }, 400],
    [{ s: '-1' }, 400],
    [{ s: '1.5' }, 400],
    [{ s: 'NaN' }, 400],
    [{ s: '1e9' }, 400],
    [{ s: '' }, 400],
    [{ s: '999' }, 409],
    [{ r: 'x' }, 400],
    [{ r: '' }, 400],
  ])('is refused with %j', async (wrong, status) => {
    expect((await openPhone().post('/q', fields(wrong as Record<string, string>))).status).toBe(status);
  });

  test.each(['/t/', '/t/x', `/t/${'A'.repeat(22)}`, `/t/${'A'.repeat(5_000)}`, '/t/..%2f..%2fsettings.json', '/t/%00', '/t/../../q'])(
    'finds no ticket at %s',
    async (path) => {
      const answer = await openPhone().get(path);
      expect([403, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('您的号码');
    },
  );

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('may not %s', async (method) => {
    for (const at of ['/q', theirs]) expect((await fetch(station.url + at, { method })).status).toBe(405);
  });

  test('sends no more than a form, and the station goes on', async () => {
    const answer = await openPhone()
      .post('/q', fields({ s: '1'.repeat(100_000) }))
      .catch(() => undefined);
    if (answer) expect(answer.status).toBe(413);
    expect((await openPhone().get(`/q?c=${code}`)).status).toBe(200);
  });

  test('gets nothing through a page of another origin', async () => {
    const answer = await openPhone().post('/q', fields({}), { headers: { Origin: 'http://evil.example' } });
    expect(answer.status).toBe(403);
  });

  test('cannot do with a ticket what its holder may not', async () => {
    for (const what of ['finish', 'next', '', '__proto__']) {
      expect((await openPhone().post(theirs, { do: what, r: newRequestId() })).status).toBe(400);
    }
  });
});

test('while the till is in training a ticket of the shop can neither be seen nor given back, and stands there afterwards', async () => {
  const phone = openPhone();
  const path = await take(phone, 2);
  await till.command('training.set', { on: true });
  const r = newRequestId();
  const refused = await phone.post(path, { r, do: 'leave' });
  expect(refused.status).toBe(503);
  expect(await refused.text()).toContain('叫号台还没有准备好');
  expect((await phone.get(path)).status).toBe(503);
  await till.command('training.set', { on: false });
  expect((await phone.get(path)).status).toBe(200);
});

test('a flood is turned away in words, gives no more tickets than ten at once, and the till goes on', async () => {
  await station.close();
  await openShop();
  const before = (await till.ask('queue.setup', {})).revision;
  const takes = await Promise.all(Array.from({ length: 40 }, () => openPhone().post('/q', { c: code, r: newRequestId(), s: '1' })));
  const statuses = takes.map(({ status }) => status);
  expect(statuses.filter((status) => status === 303).length).toBeLessThanOrEqual(10);
  expect(statuses.every((status) => status === 303 || status === 429)).toBe(true);
  expect(await takes.find(({ status }) => status === 429)?.text()).toContain('人太多了');
  const pages = await Promise.all(Array.from({ length: 120 }, () => openPhone().get(`/q?c=${code}`)));
  expect(pages.some(({ status }) => status === 429)).toBe(true);
  expect((await till.ask('queue.setup', {})).revision).toBe(before);
  expect((await fetch(`${station.url}/checkout`)).status).toBe(200);
});
