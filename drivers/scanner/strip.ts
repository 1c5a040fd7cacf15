/** What a scanner was set to put around every code and the shop does not want. */
export interface Wrapping {
  readonly stripPrefix?: string | undefined;
  readonly stripSuffix?: string | undefined;
}

/** The code without its wrapping. A part that is not there is not missed: the next scanner of the shop may not send it. */
export function stripWrapping(text: string, { stripPrefix = '', stripSuffix = '' }: Wrapping): string {
  const start = text.startsWith(stripPrefix) ? stripPrefix.length : 0;
  const rest = text.slice(start);
  return stripSuffix !== '' && rest.endsWith(stripSuffix) ? rest.slice(0, -stripSuffix.length) : rest;
}
