import { hash } from 'node:crypto';

/** What may stand in a journal body. Numbers are whole and below 2^53. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const KEY = /^[A-Za-z][A-Za-z0-9_]*$/;
const MAX_KNOWN_KEYS = 1000;
const knownKeys = new Map<string, string>();

/**
 * The one text of a JSON value, rule version 1: keys are ASCII words in code-unit order, no white space, numbers are safe integers
 * (−0 is 0), strings are escaped as by JSON.stringify and in Unicode NFC. Throws TypeError for anything else: a float in a journal is a bug.
 */
export function canonicalJson(value: Json): string {
  // Every string stands between quotation marks and no character composes with one, so the whole text may be normalised at once.
  return write(value).normalize('NFC');
}

/** SHA-256 of the canonical text, as 64 hex digits: tells one request's content from another's. */
export function contentHash(value: Json): string {
  return hash('sha256', canonicalJson(value));
}

function write(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isArray(value)) return writeArray(value);
  if (typeof value !== 'object') throw new TypeError(`not a JSON value: ${typeof value}`);
  return writeObject(value);
}

function writeArray(items: readonly Json[]): string {
  let text = '[';
  for (const [index, item] of items.entries()) text += index === 0 ? write(item) : `,${write(item)}`;
  return `${text}]`;
}

function writeObject(object: JsonObject): string {
  let text = '{';
  for (const key of Object.keys(object).toSorted()) {
    const value = object[key];
    if (value === undefined) throw new TypeError(`undefined under ${key}`);
    text += `${text.length > 1 ? ',' : ''}${writeKey(key)}${write(value)}`;
  }
  return `${text}}`;
}

function writeKey(key: string): string {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  if (!KEY.test(key)) throw new TypeError(`not a journal key: ${key}`);
  const written = `"${key}":`;
  if (knownKeys.size < MAX_KNOWN_KEYS) knownKeys.set(key, written);
  return written;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
