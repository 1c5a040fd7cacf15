import { LED8_CELLS, type Lamp } from '../display/led8.ts';
import type { LineDisplayProtocol } from '../display/line-display.ts';
import { DISPLAY_COLUMNS } from '../display/two-lines.ts';
import { createDmDDecoder } from './dm-d-decode.ts';

/** What a customer display shows: LED8 one line of 8 digit cells (a dot belongs to the digit before it), CD5220 and DM-D two lines of 20. */
export interface PoleImage {
  readonly lines: readonly string[];
  readonly lamp: Lamp;
}

export interface PoleDecoder {
  /** Takes bytes in any chunking, as the display itself would. */
  push(bytes: Uint8Array): void;
  readonly image: PoleImage;
}

const ESC = 0x1b;
const CR = 0x0d;
const CLEAR = 0x0c;
const CANCEL_LINE = 0x18;
const LAMPS: readonly Lamp[] = ['off', 'price', 'total', 'paid', 'change'];
/** Longest text a command may carry before its CR; a display drops the rest. */
const MAX_TEXT = 40;

/** A display's dialect → digits, lamp and lines; bytes of no command are ignored. */
export function createPoleDecoder(protocol: LineDisplayProtocol): PoleDecoder {
  return protocol === 'dm-d' ? createDmDPole() : createStringPole(protocol);
}

function createDmDPole(): PoleDecoder {
  const decoder = createDmDDecoder();
  return {
    push(bytes) {
      for (const byte of bytes) decoder.push(byte);
    },
    get image(): PoleImage {
      return { lines: decoder.lines, lamp: 'off' };
    },
  };
}

/** LED8 and CD5220 both write whole lines as strings that end in CR (facts/devices.md 2.6). */
function createStringPole(protocol: 'led8' | 'cd5220'): PoleDecoder {
  const blank = protocol === 'led8' ? [' '.repeat(LED8_CELLS)] : [' '.repeat(DISPLAY_COLUMNS), ' '.repeat(DISPLAY_COLUMNS)];
  const draw = protocol === 'led8' ? digits : columns;
  let lines: readonly string[] = blank;
  let lamp: Lamp = 'off';
  let command: number[] = [];

  function run(bytes: readonly number[]): void {
    const [, name = 0, argument = 0, ...text] = bytes;
    if (name === 0x40) {
      lines = blank;
      lamp = 'off';
    } else if (name === 0x73) {
      lamp = LAMPS[argument - 0x30] ?? lamp;
    } else if (name === 0x51) {
      const row = argument - 0x41;
      if (row in blank) lines = lines.with(row, draw(String.fromCharCode(...text.slice(0, -1))));
    }
  }

  function accept(byte: number): void {
    if (command.length === 0) {
      if (byte === ESC) command = [byte];
      else if (byte === CLEAR || byte === CANCEL_LINE) lines = blank;
      return;
    }
    if (command.length < MAX_TEXT || byte === CR) command.push(byte);
    if (!isComplete(command)) return;
    run(command);
    command = [];
  }

  return {
    push(bytes) {
      for (const byte of bytes) accept(byte);
    },
    get image() {
      return { lines, lamp };
    },
  };
}

/** ESC @ has no argument, ESC Q A–D text until CR, every other command here one argument. */
function isComplete(command: readonly number[]): boolean {
  if (command[1] === 0x40) return true;
  if (command[1] === 0x51) return command.length > 3 && command.at(-1) === CR;
  return command.length === 3;
}

/** Right-aligned on the cells; characters seven segments cannot draw stay dark. */
function digits(text: string): string {
  const drawable = text.replace(/[^0-9.-]/g, ' ');
  const dots = drawable.replace(/[^.]/g, '').length;
  return drawable.padStart(LED8_CELLS + dots).slice(-(LED8_CELLS + dots));
}

const columns = (text: string): string => text.slice(0, DISPLAY_COLUMNS).padEnd(DISPLAY_COLUMNS);
