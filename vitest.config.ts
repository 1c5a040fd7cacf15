import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Their electron is a fake that keeps its windows: every file has one of its own. */
const ELECTRON = 'test/main/electron/**/*.test.ts';

export default defineConfig({
  resolve: { alias: { electron: fileURLToPath(new URL('./test/fakes/electron.ts', import.meta.url)) } },
  test: {
    // A wait that succeeds costs nothing: on a busy machine a screen may take long, and that is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['test/seed.ts'],
    // One more than the smallest counter has cores: while one file waits for a browser or a printer, another works.
    maxWorkers: 3,
    projects: [
      // Modules keep nothing but caches, so the files of one worker share them.
      { extends: true, test: { name: 'shop', include: ['test/**/*.test.ts'], exclude: [ELECTRON], isolate: false } },
      { extends: true, test: { name: 'electron', include: [ELECTRON] } },
    ],
  },
});
