import { hash } from 'node:crypto';

/** What may stand in a journal body. Numbers are whole and below 2^53. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const KEY = /^[A-Za-z][A-Za-z0-9_]*$/;
const MAX_SHAPES = 500;
const FIRST_BYTES = 4 * 1024;

/** A set of keys as objects carry them, and how it is written. */
interface Shape {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
  /** `{"first":`, then `,"next":` in ASCII. */
  readonly written: readonly Uint8Array[];
}

/**
 * Writes JSON in the one form the journal hashes, rule version 1: UTF-8, keys are ASCII words in code-unit order, no white space,
 * numbers are safe integers (−0 is 0), strings are escaped as by JSON.stringify and in Unicode NFC. Throws TypeError for anything else:
 * a float in a journal is a bug. It writes bytes, not text, because the commit would otherwise encode the same text twice.
 */
export class CanonicalWriter {
  private buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;
  private readonly shapes = new Map<string, Shape[]>();
  private shapeCount = 0;

  /** Begins anew, with these bytes in front. */
  start(prefix: Uint8Array): void {
    this.length = 0;
    this.raw(prefix);
  }

  /** Everything since `start`; valid until the next `start`. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  value(value: Json | undefined): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.integer(value);
    else if (typeof value === 'boolean') this.ascii(value ? 'true' : 'false');
    else if (value === null) this.ascii('null');
    else if (typeof value !== 'object') throw new TypeError(`not a JSON value: ${typeof value}`);
    else if (isArray(value)) this.array(value);
    else this.object(value);
  }

  private object(object: JsonObject): void {
    const keys = Object.keys(object);
    if (keys.length === 0) return this.ascii('{}');
    const { sorted, written } = this.findShape(keys) ?? this.learnShape(keys);
    for (let index = 0; index < sorted.length; index += 1) {
      this.raw(written[index] as Uint8Array);
      this.value(object[sorted[index] as string]);
    }
    this.ascii('}');
  }

  private array(items: readonly Json[]): void {
    this.ascii('[');
    for (let index = 0; index < items.length; index += 1) {
      if (index > 0) this.ascii(',');
      this.value(items[index]);
    }
    this.ascii(']');
  }

  private integer(value: number): void {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
    this.ascii(`${value}`);
  }

  /** ASCII and plain Chinese are written as they are; whatever might need an escape or normalising takes the slow way. */
  private text(text: string): void {
    this.reserve(text.length * 3 + 2);
    const { buffer } = this;
    let at = this.length;
    buffer[at++] = QUOTE;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) return this.encoded(text);
        buffer[at++] = unit;
      } else if (isInertCjk(unit)) {
        buffer[at++] = 0xe0 | (unit >> 12);
        buffer[at++] = 0x80 | ((unit >> 6) & 0x3f);
        buffer[at++] = 0x80 | (unit & 0x3f);
      } else return this.encoded(text);
    }
    buffer[at++] = QUOTE;
    this.length = at;
  }

  private encoded(text: string): void {
    this.raw(Buffer.from(JSON.stringify(text.normalize('NFC'))));
  }

  private ascii(text: string): void {
    this.reserve(text.length);
    for (let index = 0; index < text.length; index += 1) this.buffer[this.length++] = text.charCodeAt(index);
  }

  private raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    const { buffer } = this;
    let at = this.length;
    for (let index = 0; index < bytes.length; index += 1) buffer[at++] = bytes[index] as number;
    this.length = at;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe((this.length + bytes) * 2);
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  private findShape(keys: readonly string[]): Shape | undefined {
    return this.shapes.get(keys[0] as string)?.find((shape) => isSame(shape.keys, keys));
  }

  private learnShape(keys: readonly string[]): Shape {
    const wrong = keys.find((key) => !KEY.test(key));
    if (wrong !== undefined) throw new TypeError(`not a journal key: ${wrong}`);
    const sorted = keys.toSorted();
    const shape: Shape = { keys, sorted, written: sorted.map((key, index) => Buffer.from(`${index === 0 ? '{' : ','}"${key}":`)) };
    if (this.shapeCount < MAX_SHAPES) {
      const first = keys[0] as string;
      this.shapes.set(first, [...(this.shapes.get(first) ?? []), shape]);
      this.shapeCount += 1;
    }
    return shape;
  }
}

/** The canonical form as text. */
export function canonicalJson(value: Json): string {
  return canonicalBytes(value).toString('utf8');
}

/** SHA-256 of the canonical form, as 64 hex digits: tells one request's content from another's. */
export function contentHash(value: Json): string {
  return hash('sha256', canonicalBytes(value));
}

function canonicalBytes(value: Json): Buffer {
  const writer = new CanonicalWriter();
  writer.value(value);
  return writer.bytes();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Ideographs, their punctuation and full-width forms: in NFC alone and beside each other, three bytes of UTF-8. */
function isInertCjk(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xff01 && unit <= 0xff5e) || (unit >= 0x3001 && unit <= 0x3029);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
