import type { Envelope } from '../envelope.ts';
import { isEndorsed, type KeyFacts, type KeyReason } from '../key-entry.ts';
import { createVerifier, keyIdOf } from '../signing-key.ts';
import { Found } from './finding.ts';

/** A key the journal was signed with. */
export interface KeyUse {
  readonly keyId: string;
  readonly publicKey: string;
  /** Its `key.created` entry. */
  readonly seq: number;
  readonly reason: KeyReason;
  /** The key before vouched for it. The first key and one after a lost key have nobody who could. */
  readonly endorsed: boolean;
}

/** `each` checks every signature. `last` checks the last one of each key: the chain under it carries everything before. */
export type SignatureCheck = 'each' | 'last';

/** What a row says about its signature. */
export interface Signed {
  readonly hash: Buffer;
  readonly keyId: string | null;
  readonly signature: Buffer | null;
}

/** The keys of a journal in their order. */
export interface KeyRing {
  readonly keys: readonly KeyUse[];
  /** Call for each entry in order, once its hash is known to be right. Throws Found. */
  check(envelope: Envelope, signed: Signed): void;
  /** Call after the last entry. Throws Found. */
  finish(): void;
}

/** Entries before the first `key.created` carry no signature and never did; from there on every entry carries one of the newest key. */
export function createKeyRing(mode: SignatureCheck): KeyRing {
  const keys: KeyUse[] = [];
  let verify: ReturnType<typeof createVerifier>;
  let pending: { readonly seq: number; readonly hash: Buffer; readonly signature: Buffer } | undefined;

  const settle = (): void => {
    if (pending && !verify?.(pending.hash, pending.signature)) {
      throw new Found(pending.seq, 'signature_wrong', `not signed by key ${keys.at(-1)?.keyId}`);
    }
    pending = undefined;
  };
  const turn = ({ seq, data }: Envelope): void => {
    settle();
    const facts = data as KeyFacts;
    verify = createVerifier(facts.publicKey);
    if (!verify || keyIdOf(facts.publicKey) !== facts.keyId) throw new Found(seq, 'signature_wrong', `key ${facts.keyId} is no key`);
    const { keyId, publicKey, reason } = facts;
    keys.push({ keyId, publicKey, seq, reason, endorsed: isEndorsed(facts, keys.at(-1)?.publicKey) });
  };

  return {
    keys,
    check(envelope, { hash, keyId, signature }) {
      const { seq, kind } = envelope;
      if (kind === 'key.created') turn(envelope);
      const expected = keys.at(-1)?.keyId ?? null;
      if (expected !== null && (keyId === null || signature === null)) throw new Found(seq, 'unsigned', `key ${expected}`);
      if (keyId !== expected) throw new Found(seq, 'signature_wrong', `key ${keyId}, expected ${expected}`);
      if (signature === null) return;
      pending = { seq, hash, signature };
      if (mode === 'each') settle();
    },
    finish: settle,
  };
}
