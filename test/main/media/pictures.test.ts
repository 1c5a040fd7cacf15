import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../store/catalog/fixtures.ts';
import { createPictures } from '#main/media/pictures.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');

it('finds pictures by the names the catalogue gives, and serves only what was looked up', async () => {
  const dataDir = temporaryDirectory();
  mkdirSync(join(dataDir, 'pictures'));
  writeFileSync(join(dataDir, 'pictures', '哈衣 正面.png'), PNG);
  const pictures = createPictures(dataDir);
  const [found] = await pictures.lookUp(['没有.png', '哈衣 正面.png']);
  expect(found).toMatchObject({ kind: 'image', id: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) });
  expect(pictures.find(found?.id ?? '')).toMatchObject({ contentType: 'image/png', bytes: 12 });
  expect(pictures.find('AAAAAAAAAAAAAAAAAAAAAA')).toBeUndefined();
});

it('reaches nothing but files of the folder itself, and only pictures and films', async () => {
  const dataDir = temporaryDirectory();
  mkdirSync(join(dataDir, 'pictures', 'deep.png'), { recursive: true });
  writeFileSync(join(dataDir, 'secret.png'), PNG);
  writeFileSync(join(dataDir, 'pictures', '.hidden.png'), PNG);
  writeFileSync(join(dataDir, 'pictures', 'page.png'), '<script>alert(1)</script>');
  symlinkSync(join(dataDir, 'secret.png'), join(dataDir, 'pictures', 'link.png'));
  const names = ['../secret.png', '..', '/etc/passwd', '..\\secret.png', 'deep.png', '.hidden.png', 'page.png', 'link.png', 'a\0.png'];
  expect(await createPictures(dataDir).lookUp(names)).toEqual([]);
});
