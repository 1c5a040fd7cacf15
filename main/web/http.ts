import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_FORM_BYTES = 1_024;
const MAX_COOKIE_HEADER_LENGTH = 4_096;

/** The path as sent, without the query and without decoding: nothing in the table needs an escape. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** What was sent after the path. */
export function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams(request.url?.split('?', 2)[1] ?? '');
}

/** The form's fields; undefined when the body is larger than our forms are, which also ends the connection. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return undefined;
    bytes += chunk.length;
    if (bytes > MAX_FORM_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The value of a cookie that looks as ours do; undefined for anything else. */
export function readCookie(request: IncomingMessage, name: string, shape: RegExp): string | undefined {
  const header = request.headers.cookie;
  if (header === undefined || header.length > MAX_COOKIE_HEADER_LENGTH) return undefined;
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined && shape.test(value)) return value;
  }
  return undefined;
}

export function redirect(response: ServerResponse, location: string): void {
  response.setHeader('Location', location);
  end(response, 303, '');
}

/** A page of ours, in UTF-8. */
export function endHtml(response: ServerResponse, status: number, html: string): void {
  end(response, status, html, 'text/html; charset=utf-8');
}

/** Node leaves the body out of the answer to a HEAD request by itself. */
export function end(response: ServerResponse, status: number, body: string | Buffer, contentType = 'text/plain; charset=utf-8'): void {
  response.statusCode = status;
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
