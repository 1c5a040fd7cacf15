import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

// electron-builder's own schema and file rules, from the package that `npm run dist` runs.
interface BuilderConfig {
  readonly files: readonly string[];
  readonly asarUnpack: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly npmRebuild: boolean;
}
interface ConfigModule {
  getConfig(projectDir: string, file: string | null, inline: null): Promise<BuilderConfig>;
  validateConfiguration(config: unknown, debugLogger: { isEnabled: boolean; add(): void }): Promise<void>;
}
interface FileMatcherModule {
  getNodeModuleFileMatcher(from: string, to: string, expand: (text: string) => string, platformOptions: object, packager: object): Matcher;
  getMainFileMatchers(
    from: string,
    to: string,
    expand: (text: string) => string,
    platformOptions: object,
    packager: object,
    outDir: string,
    compile: boolean,
  ): Matcher[];
}
interface Matcher {
  createFilter(): (file: string, stat: { isDirectory(): boolean; moduleFullFilePath?: string }) => boolean;
}

const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[/\\]$/, '');
const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as ConfigModule;
const { getNodeModuleFileMatcher, getMainFileMatchers } = require('app-builder-lib/out/fileMatcher') as FileMatcherModule;
const debugLogger = { isEnabled: false, add: () => undefined };

let config: BuilderConfig;
beforeAll(async () => {
  config = await getConfig(root, join(root, 'electron-builder.yml'), null);
});

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(join(root, path)).isFile());
}

function expandFor(platform: string, arch: string): (text: string) => string {
  return (text) => text.replaceAll('${platform}', platform).replaceAll('${arch}', arch);
}

/** The files of a package in node_modules that would be packed. */
function packedModuleFiles(name: string, platform: string, arch: string): string[] {
  const packager = { config, debugLogger };
  const isPacked = getNodeModuleFileMatcher(root, '/app', expandFor(platform, arch), {}, packager).createFilter();
  return filesUnder(join('node_modules', name)).filter((path) =>
    isPacked(join(root, path), { isDirectory: () => false, moduleFullFilePath: path }),
  );
}

function isNative(path: string): boolean {
  return path.endsWith('.node');
}

describe('the installers', () => {
  test('are described in words electron-builder knows', async () => {
    await expect(validateConfiguration(config, debugLogger)).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config, electronFuse: {} }, debugLogger)).rejects.toThrow('electronFuse');
  });

  test.each([
    ['linux', 'x64', 'linux-x64.node', 'linux-x64'],
    ['linux', 'arm64', 'linux-arm64.node', 'linux-arm64'],
    ['win32', 'x64', 'win32-x64.node', 'win32-x64'],
  ])('for %s %s hold that platform’s native files and no other', (platform, arch, database, serialFolder) => {
    expect(packedModuleFiles('better-sqlite3', platform, arch).filter(isNative)).toEqual([
      join('node_modules/better-sqlite3/prebuilds', database),
    ]);
    const serial = packedModuleFiles('@serialport/bindings-cpp', platform, arch).filter(isNative);
    expect(serial).toHaveLength(1);
    expect(serial[0]).toContain(join('prebuilds', serialFolder));
    expect(serial[0]).not.toContain('musl');
    const hid = packedModuleFiles('node-hid', platform, arch).filter(isNative);
    const folders = platform === 'linux' ? [`HID-${serialFolder}`, `HID_hidraw-${serialFolder}`] : [`HID-${serialFolder}`];
    expect(hid.map((path) => path.split('/').at(-2))).toEqual(folders);
  });

  test('hold what the native packages load, without their C++ sources', () => {
    const files = packedModuleFiles('better-sqlite3', 'linux', 'x64');
    expect(files).toContain(join('node_modules/better-sqlite3/lib/index.js'));
    expect(files).toContain(join('node_modules/better-sqlite3/package.json'));
    const bytes = files.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
    expect(bytes).toBeLessThan(4 * 1024 * 1024);
    expect(files.filter((path) => /\.(?:cpp|hpp|c|h|gyp)$/.test(path))).toEqual([]);
  });

  test('hold the bundle and the manifest, and no source, test or workplace file', () => {
    const packager = {
      config,
      debugLogger,
      info: { config, debugLogger, projectDir: root, buildResourcesDir: 'build', isPrepackedAppAsar: false },
    };
    const [matcher] = getMainFileMatchers(root, '/app', expandFor('linux', 'x64'), {}, packager, join(root, 'dist'), false);
    const isPacked = matcher?.createFilter() ?? (() => false);
    const packed = (path: string): boolean => isPacked(join(root, path), { isDirectory: () => false });
    const wanted = [
      'package.json',
      'out/electron-main.js',
      'out/store-thread.js',
      'out/backup-thread.js',
      'out/preload.cjs',
      'out/chunk-server.js',
      'out/glyphs.bin',
      'out/glyphs-license.txt',
      'out/renderer/index.html',
      'out/renderer/assets/index-CR1PAVMe.js',
    ];
    expect(wanted.filter((path) => !packed(path))).toEqual([]);
    const unwanted = [
      'main/electron/main.ts',
      'test/run.mjs',
      'package-lock.json',
      'README.md',
      '.cache/x',
      'dist/x',
      'docs/x.md',
      'out/build.json',
      'vite.config.ts',
      'settings.json',
    ];
    expect(unwanted.filter(packed)).toEqual([]);
  });

  test('unpack native files and compile none', () => {
    expect(config.asarUnpack).toEqual(['**/*.node']);
    expect(config.npmRebuild).toBe(false);
  });

  test('switch off every way to run other code in the program', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
      enableCookieEncryption: true,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
    });
  });

  test('the manifest starts the bundle, and only native packages are dependencies', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string; dependencies: object };
    expect(manifest.main).toBe('out/electron-main.js');
    expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3', 'node-hid', 'serialport', 'usb']);
  });
});
