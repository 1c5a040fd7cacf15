import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Packages with native code stay in node_modules; everything else is bundled. */
const nativePackages = ['better-sqlite3', 'node-hid', 'serialport', 'usb'];
const external = [/^node:/, 'electron', ...nativePackages, 'bufferutil', 'utf-8-validate'];

/** The glyph font and its licence beside the programs: drivers/printer/font/glyphs.ts looks for it beside itself. */
const glyphs: Plugin = {
  name: 'glyphs',
  generateBundle() {
    for (const [name, fileName] of [
      ['glyphs.bin', 'glyphs.bin'],
      ['LICENSE.txt', 'glyphs-license.txt'],
    ] as const) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(path(`drivers/printer/font/${name}`)) });
    }
  },
};

/** `vite build --app`: the screens, the programs of the main process, and the preload script, all into out/. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  server: {
    /** `npx vite` beside a running station: the screens reload as they are edited. */
    proxy: { '/rpc': { target: 'ws://127.0.0.1:5198', ws: true, changeOrigin: true, rewriteWsOrigin: true } },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'client', 'preload']) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`no environment "${name}"`);
        await builder.build(environment);
      }
    },
  },
  environments: {
    client: { build: { outDir: path('out/renderer'), emptyOutDir: true, target: 'chrome120', modulePreload: { polyfill: false } } },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron', ...nativePackages] },
      build: {
        outDir: path('out'),
        copyPublicDir: false,
        /** The first one built clears out/. */
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        sourcemap: false,
        ssr: true,
        rollupOptions: {
          external,
          input: {
            'web-main': path('main/web/main.ts'),
            'electron-main': path('main/electron/main.ts'),
            'store-thread': path('main/store/thread.ts'),
            'backup-thread': path('main/backup/thread.ts'),
            guitai: path('main/cli/guitai-main.ts'),
          },
          /** Chunks lie beside the entries: modules find their neighbours (store-thread.js, ../package.json) by their own address. */
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' },
          plugins: [glyphs],
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        outDir: path('out'),
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'chrome120',
        minify: false,
        ssr: true,
        rollupOptions: {
          external,
          input: { preload: path('main/electron/preload.ts') },
          /** A sandboxed preload script must be one CommonJS file. */
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
