import { stat } from 'node:fs/promises';

/** How often a device's path is looked at, for those that vanish without the system closing them. */
export const PRESENCE_INTERVAL_MS = 1000;

/** What a path names now: another text when another device took the name, undefined when nothing has it. Windows names are not files: always there. */
export async function identifyNode(path: string): Promise<string | undefined> {
  if (process.platform === 'win32') return path;
  try {
    const node = await stat(path);
    return `${node.dev}:${node.ino}:${node.rdev}`;
  } catch {
    return undefined;
  }
}
