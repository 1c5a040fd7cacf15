import type { WireCommand } from '#contract/device-health.ts';
import { hex } from '../../hex.ts';
import { commandLength } from './command-length.ts';
import { DLE, ESC, FS, GS, LF } from './commands.ts';

/** Of a command with data only the first bytes are shown. */
const SHOWN_BYTES = 16;
const MAX_TEXT = 40;

/** Epson's names by the second byte (and where it takes one, the function), for people who look at bytes. */
const NAMES: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  [DLE]: { '\u0004': 'DLE EOT real-time status', '\u0005': 'DLE ENQ recover', '\u0014': 'DLE DC4 real-time request' },
  [ESC]: {
    '@': 'ESC @ initialize',
    a: 'ESC a justification',
    E: 'ESC E emphasized',
    '-': 'ESC - underline',
    '!': 'ESC ! print mode',
    M: 'ESC M font',
    J: 'ESC J feed dots',
    d: 'ESC d feed lines',
    t: 'ESC t code page',
    R: 'ESC R character set',
    $: 'ESC $ absolute position',
    '\\': 'ESC \\ relative position',
    '*': 'ESC * column image',
    p: 'ESC p drawer pulse',
    B: 'ESC B buzzer',
    '3': 'ESC 3 line spacing',
    '2': 'ESC 2 default line spacing',
  },
  [FS]: {
    '&': 'FS & Chinese on',
    '.': 'FS . Chinese off',
    '!': 'FS ! Chinese print mode',
    '-': 'FS - Chinese underline',
    W: 'FS W Chinese double size',
    S: 'FS S Chinese spacing',
    C: 'FS C code system',
    p: 'FS p NV logo',
  },
  [GS]: {
    '!': 'GS ! character size',
    B: 'GS B reverse',
    V: 'GS V cut',
    v: 'GS v 0 raster image',
    k: 'GS k barcode',
    h: 'GS h barcode height',
    w: 'GS w barcode width',
    H: 'GS H barcode text',
    f: 'GS f barcode font',
    L: 'GS L left margin',
    W: 'GS W print width',
    a: 'GS a automatic status',
    r: 'GS r status',
    I: 'GS I printer id',
    '8': 'GS 8 L graphics',
  },
};

/** GS ( x by its letter. */
const PARAMETER_NAMES: Readonly<Record<string, string>> = {
  k: 'GS ( k symbol',
  H: 'GS ( H process id',
  L: 'GS ( L graphics',
  D: 'GS ( D real-time commands',
};

/** Reads bytes sent to an ESC/POS printer for a person: one entry a command, text between commands as one. A command that is cut off is shown as far as it goes. */
export function explainEscPos(bytes: Uint8Array): readonly WireCommand[] {
  const commands: WireCommand[] = [];
  let text = 0;
  let at = 0;
  const endText = (): void => {
    if (at > text) commands.push(command(textName(bytes.subarray(text, at)), bytes.subarray(text, at)));
  };
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    const length = commandLength(rest, true, true);
    const size = Math.min('whole' in length ? length.whole : rest.length, rest.length);
    if (isText(rest[0] ?? 0)) {
      at += size;
      continue;
    }
    endText();
    commands.push(command(commandName(rest), rest.subarray(0, size)));
    at += size;
    text = at;
  }
  endText();
  return commands;
}

function isText(byte: number): boolean {
  return byte >= 0x20;
}

function command(name: string, bytes: Uint8Array): WireCommand {
  const shown = hex(bytes.subarray(0, SHOWN_BYTES));
  return { name, hex: bytes.length > SHOWN_BYTES ? `${shown} … ${bytes.length} B` : shown };
}

function commandName(bytes: Uint8Array): string {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === LF) return 'LF';
  if (first === GS && second === 0x28) return PARAMETER_NAMES[String.fromCharCode(third)] ?? 'GS (';
  return NAMES[first]?.[String.fromCharCode(second)] ?? (first === 0 ? 'NUL' : 'unknown');
}

function textName(bytes: Uint8Array): string {
  const text = new TextDecoder('gb18030').decode(bytes).trim();
  return `“${text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text}”`;
}
