/** Where a JSON text goes wrong; line and column count from 1. */
export interface JsonErrorPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

const MAX_DEPTH = 200;
const BLANK = /[ \t\n\r]*/y;
const STRING_BODY = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/** Finds the first place where a text stops being JSON (RFC 8259); undefined when it is JSON. V8's own message names no place for most of them. */
export function findJsonError(text: string): JsonErrorPlace | undefined {
  const reader = { text, at: 0 };
  const good = readValue(reader, 0) && skip(reader, BLANK) && reader.at === text.length;
  return good ? undefined : placeOf(text, reader.at);
}

interface Reader {
  readonly text: string;
  at: number;
}

function readValue(reader: Reader, depth: number): boolean {
  skip(reader, BLANK);
  if (depth > MAX_DEPTH) return false;
  const first = reader.text[reader.at];
  if (first === '{') return readList(reader, '}', () => readMember(reader, depth));
  if (first === '[') return readList(reader, ']', () => readValue(reader, depth + 1));
  return first === '"' ? readString(reader) : skip(reader, SCALAR);
}

function readMember(reader: Reader, depth: number): boolean {
  skip(reader, BLANK);
  if (!readString(reader)) return false;
  skip(reader, BLANK);
  return takeCharacter(reader, ':') && readValue(reader, depth + 1);
}

function readList(reader: Reader, end: '}' | ']', readItem: () => boolean): boolean {
  reader.at += 1;
  skip(reader, BLANK);
  if (takeCharacter(reader, end)) return true;
  for (;;) {
    if (!readItem()) return false;
    skip(reader, BLANK);
    if (takeCharacter(reader, end)) return true;
    if (!takeCharacter(reader, ',')) return false;
  }
}

function readString(reader: Reader): boolean {
  return skip(reader, STRING_BODY) && takeCharacter(reader, '"');
}

function takeCharacter(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) return false;
  reader.at = pattern.lastIndex;
  return true;
}

function placeOf(text: string, offset: number): JsonErrorPlace {
  const before = text.slice(0, offset).split('\n');
  return { offset, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
