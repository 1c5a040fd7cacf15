import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto';

/** An Ed25519 key pair (RFC 8032) of a terminal. */
export interface SigningKey {
  /** `keyIdOf` its public key. */
  readonly keyId: string;
  /** The 32 bytes of the public key as 64 hex digits. */
  readonly publicKey: string;
  /** The private key as PKCS #8. Nobody but the key store looks at it. */
  readonly secret: Buffer;
  /** The 64-byte signature of these bytes. */
  sign(bytes: Uint8Array): Buffer;
}

/** DER in front of the 32 bytes of an Ed25519 public key (RFC 8410 §4). */
const PUBLIC_DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PUBLIC_KEY = /^[0-9a-f]{64}$/;
const KEY_ID_DIGITS = 16;

/** A key nobody has used. */
export function generateSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ed25519').privateKey);
}

/** The key of a PKCS #8 secret; throws when it is none or not Ed25519. */
export function readSigningKey(secret: Buffer): SigningKey {
  const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`not an Ed25519 key: ${String(key.asymmetricKeyType)}`);
  return signingKeyOf(key);
}

/** The short name of a public key: the first 16 hex digits of its SHA-256. */
export function keyIdOf(publicKey: string): string {
  return hash('sha256', Buffer.from(publicKey, 'hex'), 'hex').slice(0, KEY_ID_DIGITS);
}

/** Checks signatures of one public key (64 hex digits); undefined when it is no key. */
export function createVerifier(publicKey: string): ((bytes: Uint8Array, signature: Uint8Array) => boolean) | undefined {
  if (!PUBLIC_KEY.test(publicKey)) return undefined;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_DER_PREFIX, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' });
  return (bytes, signature) => verify(null, bytes, key, signature);
}

/**
 * What a key signs to hand over to the next one. Entries are signed over their bare 32-byte hash, so that neither can be taken for the
 * other.
 */
export function endorsementBytes(publicKey: string): Buffer {
  return Buffer.from(`guitai-key-1 ${publicKey}`);
}

function signingKeyOf(key: KeyObject): SigningKey {
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER_PREFIX.length).toString('hex');
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    secret: key.export({ format: 'der', type: 'pkcs8' }),
    sign: (bytes) => sign(null, bytes, key),
  };
}
