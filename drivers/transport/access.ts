import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Remedy } from '#contract/remedy.ts';

/**
 * What this user lacks to use a device file, as the exact thing to do; undefined when nothing is lacking, or it cannot be told. `match` is what a
 * udev rule knows the device by; its name, unless that changes.
 */
export async function missingRight(path: string, usualGroup: string, match = `KERNEL=="${basename(path)}"`): Promise<Remedy | undefined> {
  if (process.platform === 'win32' || (await mayUse(path))) return undefined;
  const group = await groupOf(path);
  if (group !== undefined && group !== 'root') return { code: 'join_group', details: { group } };
  const rule = `${match}, MODE="0660", GROUP="${usualGroup}"`;
  return { code: 'udev_rule', details: { rule, group: usualGroup } };
}

async function mayUse(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return code !== 'EACCES' && code !== 'EPERM';
  }
}

/** The name of the group a device file belongs to. */
async function groupOf(path: string): Promise<string | undefined> {
  try {
    const { gid } = await stat(path);
    const groups = await readFile('/etc/group', 'utf8');
    return groups
      .split('\n')
      .map((line) => line.split(':'))
      .find(([, , id]) => id === String(gid))?.[0];
  } catch {
    return undefined;
  }
}
