import { DISPLAY_COLUMNS } from '../display/glyphs.ts';
import type { PoleDecoder, PoleImage } from './pole-decode.ts';
import { tubeText } from './tube-text.ts';

const ESC = 0x1b;
const US = 0x1f;
const BRIGHTNESS = 0x58;
const LAST_ROW = 1;
/** Argument bytes of the commands that take some (facts/devices.md 2.6); every other command is one byte long. */
const ARGUMENTS: Readonly<Record<number, number>> = { 0x24: 2, 0x43: 1, 0x45: 1, 0x54: 2, [BRIGHTNESS]: 1 };

const dark = (): number[] => Array.from({ length: DISPLAY_COLUMNS }, () => 0x20);

/** Bytes of the DM-D dialect → two lines, in overwrite mode: text runs on from the upper to the lower line and back. */
export function createDmDDecoder(): PoleDecoder {
  let lines = [dark(), dark()];
  let column = 0;
  let row = 0;
  let brightness: number | null = null;
  let command: number[] = [];

  function clear(): void {
    lines = [dark(), dark()];
    moveTo(0, 0);
  }

  function moveTo(toColumn: number, toRow: number): void {
    column = toColumn;
    row = toRow;
  }

  function write(byte: number): void {
    const line = lines[row];
    if (line) line[column] = byte;
    column += 1;
    if (column === DISPLAY_COLUMNS) moveTo(0, LAST_ROW - row);
  }

  function run([lead, name = 0, x = 0, y = 0]: readonly number[]): void {
    if (lead === ESC && name === 0x40) {
      clear();
      brightness = null;
    }
    if (lead !== US) return;
    const isOnTube = x >= 1 && x <= DISPLAY_COLUMNS && y >= 1 && y <= LAST_ROW + 1;
    if (name === 0x24 && isOnTube) moveTo(x - 1, y - 1);
    if (name === BRIGHTNESS && x >= 1 && x <= 4) brightness = x;
  }

  function control(byte: number): void {
    if (byte === ESC || byte === US) command = [byte];
    else if (byte === 0x0c) clear();
    else if (byte === 0x0b) moveTo(0, 0);
    else if (byte === 0x0d) moveTo(0, row);
    else if (byte === 0x0a) moveTo(column, LAST_ROW - row);
  }

  function accept(byte: number): void {
    if (command.length === 0) {
      if (byte < 0x20) control(byte);
      else write(byte);
      return;
    }
    command.push(byte);
    const [lead, name = 0] = command;
    if (command.length < 2 + (lead === US ? (ARGUMENTS[name] ?? 0) : 0)) return;
    run(command);
    command = [];
  }

  return {
    push(bytes) {
      for (const byte of bytes) accept(byte);
    },
    get image(): PoleImage {
      return { lines: lines.map(tubeText), lamp: 'off', brightness };
    },
  };
}
