import type { WireCommand } from '#contract/device-health.ts';
import { hex } from '../hex.ts';

const CR = 0x0d;

/** Names of the commands we send, by their bytes so far; `arguments` bytes follow, or text until CR (facts/devices.md 2.6: LED8, CD5220, DM-D). */
const COMMANDS: readonly { readonly bytes: readonly number[]; readonly arguments: number | 'text'; readonly name: string }[] = [
  { bytes: [0x1b, 0x51], arguments: 'text', name: 'ESC Q write a line' },
  { bytes: [0x1b, 0x40], arguments: 0, name: 'ESC @ initialize' },
  { bytes: [0x1b, 0x73], arguments: 1, name: 'ESC s lamp' },
  { bytes: [0x1b, 0x71], arguments: 1, name: 'ESC q lamp' },
  { bytes: [0x1b, 0x2a], arguments: 1, name: 'ESC * brightness' },
  { bytes: [0x1b, 0x5f], arguments: 1, name: 'ESC _ cursor' },
  { bytes: [0x1b, 0x6c], arguments: 2, name: 'ESC l move' },
  { bytes: [0x1f, 0x24], arguments: 2, name: 'US $ move' },
  { bytes: [0x1f, 0x43], arguments: 1, name: 'US C cursor' },
  { bytes: [0x1f, 0x58], arguments: 1, name: 'US X brightness' },
  { bytes: [0x1f, 0x01], arguments: 0, name: 'US 01 overwrite' },
  { bytes: [0x02, 0x4d], arguments: 0, name: 'STX M drawer pulse' },
  { bytes: [0x02, 0x42], arguments: 1, name: 'STX B baud rate' },
  { bytes: [0x0c], arguments: 0, name: 'clear' },
  { bytes: [0x18], arguments: 0, name: 'clear line' },
  { bytes: [0x0b], arguments: 0, name: 'home' },
];

/** Reads bytes sent to a customer display for a person; a command cut off is shown as far as it goes. */
export function explainPole(bytes: Uint8Array): readonly WireCommand[] {
  const said: WireCommand[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = commandLength(bytes.subarray(at));
    const part = bytes.subarray(at, at + length.bytes);
    said.push({ name: length.name ?? `“${new TextDecoder('gb18030').decode(part).trim().slice(0, 40)}”`, hex: hex(part) });
    at += part.length;
  }
  return said;
}

function commandLength(rest: Uint8Array): { readonly bytes: number; readonly name?: string } {
  const command = COMMANDS.find(({ bytes }) => bytes.every((byte, index) => rest[index] === byte));
  if (command?.arguments === 'text') {
    const end = rest.indexOf(CR);
    return { bytes: end < 0 ? Math.min(rest.length, 44) : Math.min(end + 1, 44), name: command.name };
  }
  if (command) return { bytes: command.bytes.length + command.arguments, name: command.name };
  const control = rest.findIndex((byte) => byte < 0x20);
  return control === 0 ? { bytes: 1, name: 'unknown' } : { bytes: Math.min(control < 0 ? rest.length : control, 40) };
}
