/** Longest descriptor the kernel takes, in bytes (Linux include/uapi/linux/hid.h HID_MAX_DESCRIPTOR_SIZE). */
export const MAX_DESCRIPTOR_BYTES = 4096;
/** Longest report, in bits (Linux include/linux/hid.h HID_MAX_BUFFER_SIZE, 16384 bytes). */
const MAX_REPORT_BITS = 16_384 * 8;
const MAX_NESTING = 32;
const MAX_USAGES = 256;

/** Elements of one input report that carry the same usage, one right after the other. */
export interface InputField {
  readonly reportId: number | undefined;
  readonly usagePage: number;
  readonly usage: number;
  /** From the first bit of the report as the system hands it over: after the report id, where there is one. */
  readonly bitOffset: number;
  readonly bitSize: number;
  readonly count: number;
}

/** The input side of a HID device. */
export interface ReportDescriptor {
  /** Usage pages and usages of the application collections: what the device says it is. */
  readonly applications: readonly { readonly usagePage: number; readonly usage: number }[];
  /** Fields that carry data; padding is left out. */
  readonly inputs: readonly InputField[];
}

interface Item {
  readonly tag: number;
  readonly type: number;
  readonly value: number;
  readonly bytes: number;
}

interface Globals {
  readonly usagePage: number;
  readonly reportSize: number;
  readonly reportCount: number;
  readonly reportId: number | undefined;
}

/** What stands between one main item and the next. */
interface Locals {
  /** Page and usage of each, in order. */
  readonly usages: (readonly [page: number, usage: number])[];
  minimum: readonly [page: number, usage: number] | undefined;
}

const MAIN = 0;
const GLOBAL = 1;
const LOCAL = 2;
const LONG_ITEM = 0xfe;

/**
 * Reads a report descriptor (USB Device Class Definition for HID 1.11, section 6.2.2): short and long items, push and pop, usage ranges, any
 * number of reports. Undefined when it breaks a rule or a bound, because a guessed offset would sell the wrong article.
 */
export function parseReportDescriptor(bytes: Uint8Array): ReportDescriptor | undefined {
  const items = bytes.length <= MAX_DESCRIPTOR_BYTES ? readItems(bytes) : undefined;
  const reader = createReader();
  return items?.every((item) => reader.take(item)) ? reader.finish() : undefined;
}

function readItems(bytes: Uint8Array): readonly Item[] | undefined {
  const items: Item[] = [];
  for (let at = 0; at < bytes.length;) {
    const prefix = bytes[at] ?? 0;
    if (prefix === LONG_ITEM) {
      at += 3 + (bytes[at + 1] ?? 0);
    } else {
      const length = [0, 1, 2, 4][prefix & 3] ?? 0;
      let value = 0;
      for (let index = length; index > 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0);
      items.push({ tag: prefix >> 4, type: (prefix >> 2) & 3, value, bytes: length });
      at += 1 + length;
    }
    if (at > bytes.length) return undefined;
  }
  return items;
}

/** Walks the items; `take` is false for one that cannot be. */
function createReader(): { take(item: Item): boolean; finish(): ReportDescriptor | undefined } {
  let globals: Globals = { usagePage: 0, reportSize: 0, reportCount: 0, reportId: undefined };
  let locals: Locals = { usages: [], minimum: undefined };
  const stack: Globals[] = [];
  const bitsUsed = new Map<number | undefined, number>();
  const applications: [number, number][] = [];
  const inputs: InputField[] = [];
  let depth = 0;

  function takeInput(flags: number): boolean {
    const { reportId, reportSize, reportCount } = globals;
    const start = bitsUsed.get(reportId) ?? (reportId === undefined ? 0 : 8);
    const end = start + reportSize * reportCount;
    if (end > MAX_REPORT_BITS) return false;
    bitsUsed.set(reportId, end);
    const isConstant = (flags & 1) !== 0;
    if (!isConstant) inputs.push(...fieldsOf(globals, locals.usages, start));
    return true;
  }

  function takeMain({ tag, value }: Item): boolean {
    if (tag === 0x8 && !takeInput(value)) return false;
    if (tag === 0xa) {
      depth += 1;
      const [usage] = locals.usages;
      if (value === 1 && usage) applications.push([...usage]);
    }
    if (tag === 0xc) depth -= 1;
    locals = { usages: [], minimum: undefined };
    return depth >= 0 && depth <= MAX_NESTING;
  }

  function takeGlobal({ tag, value }: Item): boolean {
    if (tag === 0x0) globals = { ...globals, usagePage: value };
    else if (tag === 0x7) globals = { ...globals, reportSize: value };
    else if (tag === 0x8) globals = { ...globals, reportId: value };
    else if (tag === 0x9) globals = { ...globals, reportCount: value };
    else if (tag === 0xa) return stack.push(globals) <= MAX_NESTING;
    else if (tag === 0xb) {
      const kept = stack.pop();
      if (!kept) return false;
      globals = kept;
    }
    return tag !== 0x8 || (value >= 1 && value <= 255);
  }

  function takeLocal({ tag, value, bytes }: Item): boolean {
    // A usage of four bytes carries its page in the upper two (section 6.2.2.8).
    const page = bytes === 4 ? Math.floor(value / 0x1_0000) : globals.usagePage;
    const usage = value % 0x1_0000;
    if (tag === 0x0) locals.usages.push([page, usage]);
    else if (tag === 0x1) locals.minimum = [page, usage];
    else if (tag === 0x2 && locals.minimum) {
      const [minimumPage, minimum] = locals.minimum;
      if (usage - minimum >= MAX_USAGES) return false;
      for (let each = minimum; each <= usage; each += 1) locals.usages.push([minimumPage, each]);
    }
    return locals.usages.length <= MAX_USAGES;
  }

  return {
    take(item) {
      if (item.type === MAIN) return takeMain(item);
      if (item.type === GLOBAL) return takeGlobal(item);
      return item.type === LOCAL ? takeLocal(item) : true;
    },
    finish: () => (depth === 0 ? { applications: applications.map(([usagePage, usage]) => ({ usagePage, usage })), inputs } : undefined),
  };
}

/** One field a usage; where there are more elements than usages the last usage is that of all the rest (section 6.2.2.8). */
function fieldsOf({ reportId, reportSize, reportCount }: Globals, usages: Locals['usages'], start: number): readonly InputField[] {
  return usages.slice(0, reportCount).map(([usagePage, usage], index) => ({
    reportId,
    usagePage,
    usage,
    bitOffset: start + index * reportSize,
    bitSize: reportSize,
    count: index === usages.length - 1 ? reportCount - index : 1,
  }));
}
