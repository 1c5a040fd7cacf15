import { DISPLAY_COLUMNS } from '../display/two-lines.ts';

/** The tube of a DM-D display: two lines of 20 and a cursor. */
export interface DmDDecoder {
  push(byte: number): void;
  readonly lines: readonly string[];
}

const ESC = 0x1b;
const US = 0x1f;
const LAST_ROW = 1;
/** Argument bytes of the commands that take some (facts/devices.md 2.6); every other command is one byte long. */
const ARGUMENTS: Readonly<Record<number, number>> = { 0x24: 2, 0x43: 1, 0x45: 1, 0x54: 2, 0x58: 1 };

/** Bytes of the DM-D dialect → two lines, in overwrite mode: text runs on from the upper to the lower line and back. */
export function createDmDDecoder(): DmDDecoder {
  const blank = ' '.repeat(DISPLAY_COLUMNS);
  let lines: readonly string[] = [blank, blank];
  let column = 0;
  let row = 0;
  let command: number[] = [];

  function clear(): void {
    lines = [blank, blank];
    moveTo(0, 0);
  }

  function moveTo(toColumn: number, toRow: number): void {
    column = toColumn;
    row = toRow;
  }

  function write(byte: number): void {
    const line = lines[row] ?? blank;
    lines = lines.with(row, line.slice(0, column) + String.fromCharCode(byte) + line.slice(column + 1));
    column += 1;
    if (column === DISPLAY_COLUMNS) moveTo(0, LAST_ROW - row);
  }

  function run([lead, name = 0, x = 0, y = 0]: readonly number[]): void {
    if (lead === ESC && name === 0x40) clear();
    const isOnTube = x >= 1 && x <= DISPLAY_COLUMNS && y >= 1 && y <= LAST_ROW + 1;
    if (lead === US && name === 0x24 && isOnTube) moveTo(x - 1, y - 1);
  }

  function control(byte: number): void {
    if (byte === ESC || byte === US) command = [byte];
    else if (byte === 0x0c) clear();
    else if (byte === 0x0b) moveTo(0, 0);
    else if (byte === 0x0d) moveTo(0, row);
    else if (byte === 0x0a) moveTo(column, LAST_ROW - row);
  }

  return {
    push(byte) {
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
    },
    get lines() {
      return lines;
    },
  };
}
