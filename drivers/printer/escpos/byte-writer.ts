/** Below this many bytes a plain loop beats the typed array's own methods. */
const SHORT = 64;

/** Bytes of one document, growing as needed and reusable for the next. */
export class ByteWriter {
  bytes: Uint8Array = new Uint8Array(4096);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Makes room for `count` more bytes; callers that write into `bytes` themselves ask first. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  append(values: ArrayLike<number>): void {
    const count = values.length;
    this.reserve(count);
    if (count < SHORT) for (let index = 0; index < count; index += 1) this.bytes[this.length + index] = values[index] ?? 0;
    else this.bytes.set(values, this.length);
    this.length += count;
  }

  fill(value: number, count: number): void {
    if (count <= 0) return;
    this.reserve(count);
    if (count < SHORT) for (let index = 0; index < count; index += 1) this.bytes[this.length + index] = value;
    else this.bytes.fill(value, this.length, this.length + count);
    this.length += count;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    const copy = Buffer.allocUnsafe(this.length);
    copy.set(this.bytes.subarray(0, this.length));
    return copy;
  }
}
