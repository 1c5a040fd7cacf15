import { newRequestId } from '#contract/ids.ts';
import { contentHash, type JsonObject } from './canonical.ts';
import { NOTHING_MOVED, type EntryDraft } from './entry.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import { createVerifier, endorsementBytes, keyIdOf, type SigningKey } from './signing-key.ts';

/** Why a key began: the first one, a new epoch, its file was gone or unreadable, others could read it. */
export type KeyReason = 'first' | 'epoch' | 'missing' | 'exposed';

/** The facts of `key.created`. The entry is the first one its own key signs. */
export interface KeyFacts extends JsonObject {
  readonly v: 1;
  readonly algorithm: 'Ed25519';
  readonly keyId: string;
  /** 64 hex digits. */
  readonly publicKey: string;
  readonly reason: KeyReason;
  /** The key that signed until now; null for the first. */
  readonly previousKeyId: string | null;
  /** Its signature over `endorsementBytes`, 128 hex digits; null when it is not at hand any more. */
  readonly endorsement: string | null;
}

/** The key that signs from now on, and the entry that says so when it is a new one. */
export interface KeyChoice {
  readonly key: SigningKey;
  readonly announcement: EntryDraft | undefined;
}

/** What the choice depends on. */
export interface KeySituation {
  /** The key of the journal's last entry; null when it is not signed or there is none. */
  readonly lastKeyId: string | null;
  /** No entry of the current epoch is written yet. */
  readonly epochBegins: boolean;
  readonly nowMs: number;
  readonly businessDate: string;
}

/** Goes on with the key of the last entry, or makes the next one: on the disk, not yet in the journal. */
export function chooseKey(keys: KeyStore, situation: KeySituation): KeyChoice {
  const { lastKeyId } = situation;
  const previous = lastKeyId === null ? undefined : keys.find(lastKeyId);
  if (previous && !previous.exposed && !situation.epochBegins) return { key: previous.key, announcement: undefined };
  const key = keys.create();
  const endorsement = previous?.key.sign(endorsementBytes(key.publicKey)).toString('hex') ?? null;
  const facts: KeyFacts = {
    v: 1,
    algorithm: 'Ed25519',
    keyId: key.keyId,
    publicKey: key.publicKey,
    reason: reasonForNewKey(lastKeyId, previous),
    previousKeyId: lastKeyId,
    endorsement,
  };
  return { key, announcement: announce(facts, situation) };
}

/** Whether the key before vouched for this one. `previousPublicKey` is undefined for the first key of a journal, which nobody can vouch for. */
export function isEndorsed(facts: KeyFacts, previousPublicKey: string | undefined): boolean {
  if (previousPublicKey === undefined || facts.endorsement === null || facts.previousKeyId !== keyIdOf(previousPublicKey)) return false;
  const verify = createVerifier(previousPublicKey);
  return verify?.(endorsementBytes(facts.publicKey), Buffer.from(facts.endorsement, 'hex')) ?? false;
}

function reasonForNewKey(lastKeyId: string | null, previous: StoredKey | undefined): KeyReason {
  if (lastKeyId === null) return 'first';
  if (!previous) return 'missing';
  return previous.exposed ? 'exposed' : 'epoch';
}

function announce(facts: KeyFacts, { nowMs, businessDate }: KeySituation): EntryDraft {
  return {
    kind: 'key.created',
    requestId: newRequestId(nowMs),
    requestHash: contentHash(facts),
    businessDate,
    tsMs: nowMs,
    ...NOTHING_MOVED,
    body: () => facts,
  };
}
