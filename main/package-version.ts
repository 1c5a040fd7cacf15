import { readFileSync } from 'node:fs';

/** The version of this program. package.json lies one folder above this module, in the source and in the bundle. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
