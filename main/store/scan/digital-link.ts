import { gs1Element, type Gs1Element } from './gs1.ts';
import { hasGtinLength } from '#contract/gtin.ts';

/** A web address, of whatever: nothing in the shop ever follows one. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * Reads a GS1 Digital Link URI `https://host/any/path/01/{gtin}[/22/…][/10/{batch}][/21/{serial}][?17=YYMMDD&…]` (GS1 Digital Link: URI
 * syntax, uncompressed). The host does not matter, other query keys are ignored. Undefined for any other address.
 */
export function parseDigitalLink(uri: string): readonly Gs1Element[] | undefined {
  const [, path = '', query = ''] = /^https?:\/\/[^/?#\s]+(\/[^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? [];
  const segments = path.replace(/\/$/, '').split('/');
  const at = segments.findIndex((segment, index) => segment === '01' && hasGtinLength(segments[index + 1] ?? ''));
  if (at < 0) return undefined;
  const keys = pairs(segments.slice(at));
  const attributes = [...query.matchAll(/(?:^|[&;])(\d{2,4})=([^&;]*)/g)].map((match) => match.slice(1));
  const elements = [...keys, ...attributes].map(([ai = '', value = '']) => element(ai, value));
  return elements.every((each) => each !== undefined) ? elements : undefined;
}

function pairs(segments: readonly string[]): (readonly string[])[] {
  return segments.flatMap((segment, index) => (index % 2 === 0 ? [[segment, segments[index + 1] ?? '']] : []));
}

function element(ai: string, encoded: string): Gs1Element | undefined {
  try {
    const value = decodeURIComponent(encoded);
    return gs1Element(ai, ai === '01' ? value.padStart(14, '0') : value);
  } catch {
    // A broken percent sequence is no Digital Link.
    return undefined;
  }
}
