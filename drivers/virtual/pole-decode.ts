import type { LineDisplayProtocol } from '../display/dialects.ts';
import { DISPLAY_COLUMNS } from '../display/glyphs.ts';
import { LED8_CELLS } from '../display/led8.ts';
import type { Lamp } from '../display/look.ts';
import { createDmDDecoder } from './dm-d-decode.ts';
import { tubeText } from './tube-text.ts';

/** What a customer display shows: LED8 one line of 8 digit cells (a dot belongs to the digit before it), CD5220 and DM-D two lines of 20. */
export interface PoleImage {
  readonly lines: readonly string[];
  readonly lamp: Lamp;
  /** 1 to 4; null until somebody sets it. */
  readonly brightness: number | null;
}

export interface PoleDecoder {
  /** Takes bytes in any chunking, as the display itself would. */
  push(bytes: Uint8Array): void;
  readonly image: PoleImage;
}

const STX = 0x02;
const ESC = 0x1b;
const US = 0x1f;
const CR = 0x0d;
const CLEAR = 0x0c;
const CANCEL_LINE = 0x18;
const LAMPS: readonly Lamp[] = ['off', 'price', 'total', 'paid', 'change'];
/** Longest text a command may carry before its CR; a display drops the rest. */
const MAX_TEXT = 40;
const MAX_COMMAND = MAX_TEXT + 4;
/** Argument bytes after lead and name: CD5220 1B 6C x y, none for init and pulse, one for all others (facts/devices.md 2.6). */
const ARGUMENTS: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [ESC]: { 0x40: 0, 0x11: 0, 0x12: 0, 0x13: 0, 0x6c: 2 },
  [STX]: { 0x4d: 0 },
  [US]: {},
};

/** A display's dialect → digits, lamp and lines; bytes of no command are ignored. `onDrawerPulse`: the socket of an LED8 was fired. */
export function createPoleDecoder(protocol: LineDisplayProtocol, onDrawerPulse?: () => void): PoleDecoder {
  return protocol === 'dm-d' ? createDmDDecoder() : createStringPole(protocol, onDrawerPulse);
}

/** LED8 and CD5220 both write whole lines as strings that end in CR (facts/devices.md 2.6); of LED8 every maker's lamp command is known. */
function createStringPole(protocol: 'led8' | 'cd5220', onDrawerPulse?: () => void): PoleDecoder {
  const isLed8 = protocol === 'led8';
  const blank = isLed8 ? [' '.repeat(LED8_CELLS)] : [' '.repeat(DISPLAY_COLUMNS), ' '.repeat(DISPLAY_COLUMNS)];
  let lines: readonly string[] = blank;
  let lamp: Lamp = 'off';
  let brightness: number | null = null;
  let command: number[] = [];

  function show(place: number, text: readonly number[]): void {
    const row = place === 0x44 ? 0 : place - 0x41;
    if (row in blank) lines = lines.with(row, isLed8 ? digits(text) : columns(text));
  }

  function run([lead, name = 0, argument = 0, ...text]: readonly number[]): void {
    if (lead === ESC && name === 0x40) {
      lines = blank;
      lamp = 'off';
      brightness = null;
    } else if (lead === ESC && name === 0x51) show(argument, text.slice(0, -1));
    else if (lead === (isLed8 ? US : ESC) && name === (isLed8 ? 0x58 : 0x2a)) {
      if (argument >= 1 && argument <= 4) brightness = argument;
    } else if (isLed8 && lead === ESC && (name === 0x73 || name === 0x71)) lamp = LAMPS[argument - 0x30] ?? lamp;
    else if (isLed8 && lead === STX && name === 0x4d) onDrawerPulse?.();
  }

  function begin(byte: number): void {
    if (byte === ESC || (isLed8 && (byte === STX || byte === US))) command = [byte];
    else if (byte === CLEAR || byte === CANCEL_LINE) lines = blank;
    else if (isLed8) lamp = LAMPS[byte - 0x30] ?? lamp;
  }

  function accept(byte: number): void {
    if (command.length === 0) return begin(byte);
    if (command.length < MAX_COMMAND || byte === CR) command.push(byte);
    if (!isComplete(command)) return;
    run(command);
    command = [];
  }

  return {
    push(bytes) {
      for (const byte of bytes) accept(byte);
    },
    get image() {
      return { lines, lamp, brightness };
    },
  };
}

/** ESC Q carries text until CR. */
function isComplete([lead = 0, name, ...rest]: readonly number[]): boolean {
  if (name === undefined) return false;
  if (lead === ESC && name === 0x51) return rest.length > 1 && rest.at(-1) === CR;
  return rest.length === (ARGUMENTS[lead]?.[name] ?? 1);
}

/** Right-aligned on the cells; characters seven segments cannot draw stay dark. */
function digits(bytes: readonly number[]): string {
  const drawable = String.fromCharCode(...bytes).replace(/[^0-9.-]/g, ' ');
  const dots = drawable.replace(/[^.]/g, '').length;
  return drawable.padStart(LED8_CELLS + dots).slice(-(LED8_CELLS + dots));
}

/** The left 20 of what was written; the tube that scrolls a longer text is drawn at its beginning. */
function columns(bytes: readonly number[]): string {
  const cells = Array.from({ length: DISPLAY_COLUMNS }, (_, column) => bytes[column] ?? 0x20);
  return tubeText(cells);
}
