import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../atomic-file.ts';

const JOIN_TIMEOUT_MS = 10_000;
const COOKIE = /^guitai-device=([A-Za-z0-9_-]{43})(?:;|$)/;

/** The token this station was let in with; undefined before it joined. */
export function readLinkToken(dataDir: string): string | undefined {
  try {
    return readFileSync(tokenFile(dataDir), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it, readable by the owner only: it lets in whoever has it. */
export function saveLinkToken(dataDir: string, token: string): void {
  writeFileAtomic(tokenFile(dataDir), `${token}\n`);
}

function tokenFile(dataDir: string): string {
  return join(dataDir, 'queue-link.key');
}

/** Exchanges a one-time code of the other station for a token, as a browser would. Says in both languages why it was not let in as a caller. */
export async function joinStation(stationUrl: string, code: string): Promise<{ readonly token: string } | { readonly problem: string }> {
  let response: Response;
  try {
    response = await fetch(`${stationUrl}/pair`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ code }).toString(),
      signal: AbortSignal.timeout(JOIN_TIMEOUT_MS),
    });
  } catch {
    return { problem: `连不上 ${stationUrl} / ${stationUrl} cannot be reached` };
  }
  const token = COOKIE.exec(response.headers.getSetCookie()[0] ?? '')?.[1];
  if (response.status !== 303 || token === undefined)
    return { problem: '配对码不对或已过期，在那台主机上重新取 / the code is wrong or has expired, get a new one at that station' };
  if (response.headers.get('location') !== '/caller')
    return { problem: '这个码不是给“叫号”的，在那台主机上取一个用途为“叫号”的 / the code is not for a caller, get one that is' };
  return { token };
}
