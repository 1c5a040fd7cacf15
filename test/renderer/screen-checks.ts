import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The renderer as the build left it. */
export const rendererDir: string = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** Screens the shops have: an old 4:3 panel, the usual terminal, a full-HD one. */
export const SIZES = {
  'a 4:3 panel': { width: 1024, height: 768 },
  'a laptop panel': { width: 1366, height: 768 },
  'full HD': { width: 1920, height: 1080 },
} as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Serious and critical faults axe finds on the page, each with its rule and the first element. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(`${axeSource};
    axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes[0].html))`);
  return found as readonly string[];
}

/** From now on the page's installed clock goes on only when the test puts it forward: how long the machine takes does not count. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
}
