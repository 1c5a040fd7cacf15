import { verify as verifySignature, createPublicKey } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { keyFolder, openKeyStore, type KeyProtector } from '#main/ledger/key-store.ts';
import type { Ledger, LedgerOptions } from '#main/ledger/ledger.ts';
import { createVerifier, keyIdOf, readSigningKey } from '#main/ledger/signing-key.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
let file = '';
let files = 0;
beforeEach(() => {
  file = join(directory.path, `signed-${(files += 1)}.db`);
});

const openSigned = (changes: Partial<LedgerOptions> = {}, protector?: KeyProtector): Ledger =>
  openTestLedger(file, { keys: openKeyStore(keyFolder(file), protector), ...changes });
/** Opens, sells once and closes. */
const sellOnce = (changes: Partial<LedgerOptions> = {}): void => {
  const ledger = openSigned(changes);
  ledger.commit(saleDraft({ lines: 1 }));
  ledger.close();
};
const keyFiles = (): readonly string[] => readdirSync(keyFolder(file));
const keysOf = (): unknown => verifyLedger(file).keys.map(({ seq, reason, endorsed }) => [seq, reason, endorsed]);

describe('an Ed25519 key', () => {
  // RFC 8032 §7.1, test 1, its secret wrapped as PKCS #8 (RFC 8410 §7).
  const secret = Buffer.from('302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  const signature =
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

  test('signs as the RFC says', () => {
    const key = readSigningKey(secret);
    expect(key.publicKey).toBe(publicKey);
    expect(key.sign(Buffer.alloc(0)).toString('hex')).toBe(signature);
  });

  test('verifies what it signed and nothing else', () => {
    const verifies = createVerifier(publicKey);
    expect(verifies?.(Buffer.alloc(0), Buffer.from(signature, 'hex'))).toBe(true);
    expect(verifies?.(Buffer.from('x'), Buffer.from(signature, 'hex'))).toBe(false);
    expect(createVerifier('no key')).toBeUndefined();
  });
});

describe('a signed ledger', () => {
  test('begins with the entry of its key, and every entry carries its signature', () => {
    sellOnce();
    const ledger = openSigned();
    const [first, sale] = [ledger.read(1), ledger.read(2)];
    expect(first).toMatchObject({
      kind: 'key.created',
      number: null,
      businessDate: '2026-11-22',
      body: { v: 1, algorithm: 'Ed25519', reason: 'first', previousKeyId: null, endorsement: null },
    });
    expect(sale?.receiptNumber).toBe('S001-01-1-000001');
    const publicKey = first?.body['publicKey'] as string;
    expect(first?.body['keyId']).toBe(keyIdOf(publicKey));
    const spki = createPublicKey({
      key: Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex'),
      format: 'der',
      type: 'spki',
    });
    for (const seq of [1, 2]) {
      const row = ledger.db
        .prepare<[number], { sig: Buffer; keyId: string }>('SELECT sig, key_id AS keyId FROM journal WHERE seq = ?')
        .get(seq);
      expect(row?.keyId).toBe(keyIdOf(publicKey));
      expect(verifySignature(null, Buffer.from(ledger.read(seq)?.hash ?? '', 'hex'), spki, row?.sig ?? Buffer.alloc(0))).toBe(true);
    }
    ledger.close();
    expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 2 });
  });

  test('goes on with its key after a restart', () => {
    sellOnce();
    sellOnce();
    expect(keysOf()).toEqual([[1, 'first', false]]);
    expect(verifyLedger(file).entries).toBe(3);
  });

  test('takes a new key with a new epoch, vouched for by the old one, which is forgotten', () => {
    sellOnce();
    sellOnce({ storeCode: 'S002' });
    sellOnce({ storeCode: 'S002' });
    expect(keysOf()).toEqual([
      [1, 'first', false],
      [3, 'epoch', true],
    ]);
    expect(keyFiles()).toEqual([`${verifyLedger(file).keys[1]?.keyId}.key`]);
  });

  test('says so when its key is gone, and goes on with one nobody vouches for', () => {
    sellOnce();
    rmSync(keyFolder(file), { recursive: true });
    sellOnce();
    expect(keysOf()).toEqual([
      [1, 'first', false],
      [3, 'missing', false],
    ]);
    expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 4 });
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, 40)],
    ['of another protector', (text: string) => text.replace('file-rights', 'safe-storage')],
    ['not holding the key it is named after', (text: string) => text.replace(/"sealed":"[^"]+"/, '"sealed":"AAAA"')],
  ])('takes a key file that is %s for a lost one', (_name, damage) => {
    sellOnce();
    const path = join(keyFolder(file), keyFiles()[0] ?? '');
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    sellOnce();
    expect(keysOf()).toMatchObject([{}, [3, 'missing', false]]);
  });

  test('leaves behind a key others could read, once', () => {
    sellOnce();
    const path = join(keyFolder(file), keyFiles()[0] ?? '');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    sellOnce();
    sellOnce();
    expect(keysOf()).toEqual([
      [1, 'first', false],
      [3, 'exposed', true],
    ]);
  });

  test('that was killed between making a key and saying so goes on without that key', () => {
    openKeyStore(keyFolder(file)).create();
    sellOnce();
    expect(keysOf()).toEqual([[1, 'first', false]]);
    expect(keyFiles()).toHaveLength(1);
  });

  test('keeps old entries as they are: a database from before is signed from its next opening on', () => {
    const old = openTestLedger(file);
    for (let index = 0; index < 3; index += 1) old.commit(saleDraft({ lines: 1 }));
    old.close();
    sellOnce();
    expect(keysOf()).toEqual([[4, 'first', false]]);
    expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 5, finding: undefined });
  });

  test('takes a copy put elsewhere for another machine: it has no key there', () => {
    sellOnce();
    const elsewhere = join(directory.path, 'elsewhere');
    mkdirSync(elsewhere);
    renameSync(file, join(elsewhere, 'ledger.db'));
    file = join(elsewhere, 'ledger.db');
    sellOnce();
    expect(keysOf()).toMatchObject([{}, [3, 'missing', false]]);
  });

  test('that cannot save its key does not open, says why, and is unchanged', () => {
    writeFileSync(keyFolder(file), 'a file where the folder should be');
    expect(() => openSigned()).toThrow(
      expect.objectContaining({ code: 'key_failed', details: { folder: keyFolder(file), cause: expect.stringContaining('EEXIST') } }),
    );
    expect(existsSync(file)).toBe(false);
  });

  test('leaves the wrapping of the secret to the protector', () => {
    const mirror: KeyProtector = {
      name: 'mirror',
      seal: (plain) => Buffer.from(plain.toReversed()),
      reveal: (sealed) => Buffer.from(sealed.toReversed()),
    };
    const ledger = openSigned({}, mirror);
    ledger.close();
    const stored = JSON.parse(readFileSync(join(keyFolder(file), keyFiles()[0] ?? ''), 'utf8')) as { protector: string; sealed: string };
    expect(stored.protector).toBe('mirror');
    expect(readSigningKey(Buffer.from(Buffer.from(stored.sealed, 'base64').toReversed())).keyId).toBe(verifyLedger(file).keys[0]?.keyId);
    openSigned({}, mirror).close();
    expect(keysOf()).toEqual([[1, 'first', false]]);
  });
});
