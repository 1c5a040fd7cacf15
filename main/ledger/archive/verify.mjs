// 核对账本存档 · Verifies an archive of a Guitai ledger. Needs Node 18 or newer and nothing else:
//
//   node verify.mjs [FOLDER] [--key KEYID ...]
//
// FOLDER holds journal.jsonl and manifest.json (default: where this file lies). With --key only these keys are accepted; compare them with the
// ones `ledger verify` shows on the till. Exit code: 0 sound, 1 not sound, 2 cannot be read.
//
// A line of journal.jsonl is {"seq","previous","hash","keyId","sig","body"}. hash = SHA-256(previous ‖ body), the body exactly as its bytes stand
// in the file; sig = Ed25519 of the hash. An entry of kind key.created names the key that signs from it on.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const LINE =
  /^\{"seq":(\d{1,16}),"previous":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","keyId":(null|"[0-9a-f]{16}"),"sig":(null|"[0-9a-f]{128}"),"body":(.+)\}$/s;
const ED25519_DER = '302a300506032b6570032100';
const ARCHIVE_VERSION = 2;
const NEW_LINE = 0x0a;
const CHUNK_BYTES = 1024 * 1024;

const problems = {
  changed: '内容被改动过 the content was changed',
  missing: '这一条被删除 this entry was removed',
  surplus: '这里多出一条 an entry was inserted here',
  reordered: '顺序被调换 the order was changed',
  unsigned: '没有签名 it is not signed',
  signature: '签名不对，内容被改动过 the signature is wrong, the content was changed',
  key: '不是认可的密钥 the key is not one of those accepted',
  unreadable: '这一行读不懂 the line cannot be read',
  unbalanced: '分录借贷不平 the postings do not sum to zero',
  number: '单号不连续 the number does not follow the one before',
  manifest: '与清单不符 it does not agree with the manifest',
  file: '文件缺失或与清单不符 a file is missing or does not agree with the manifest',
};

/** Stops at the first bad entry. */
class Bad extends Error {
  constructor(problem, seq, receiptNumber, detail) {
    super(detail);
    Object.assign(this, { problem, seq, receiptNumber });
  }
}

function sha256(...parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex');
}

/** Keys by id, from the manifest and from the entries that create them; `current` is the one that must sign now. */
function createKeys(manifest, accepted) {
  const known = new Map();
  const notes = [];
  const add = (keyId, publicKey, seq) => {
    if (sha256(Buffer.from(publicKey, 'hex')).slice(0, 16) !== keyId)
      throw new Bad('key', seq, null, `${keyId} is not the name of its key`);
    if (accepted.length > 0 && !accepted.includes(keyId)) throw new Bad('key', seq, null, keyId);
    known.set(keyId, createPublicKey({ key: Buffer.from(ED25519_DER + publicKey, 'hex'), format: 'der', type: 'spki' }));
  };
  for (const { keyId, publicKey, fromSeq } of manifest.keys) add(keyId, publicKey, fromSeq);
  const currentAt = (seq) => manifest.keys.filter(({ fromSeq }) => fromSeq <= seq).at(-1)?.keyId ?? null;
  const turn = (seq, { keyId, publicKey, previousKeyId, endorsement }) => {
    if (currentAt(seq) !== keyId || currentAt(seq - 1) === keyId) throw new Bad('manifest', seq, null, `key ${keyId} is not listed`);
    const previous = known.get(previousKeyId);
    if (previousKeyId === null) return;
    const endorsed =
      previous && endorsement && verifySignature(null, Buffer.from(`guitai-key-1 ${publicKey}`), previous, Buffer.from(endorsement, 'hex'));
    if (!endorsed)
      notes.push(`第 ${seq} 条换了密钥，旧密钥没有为它背书 the key changed at entry ${seq} and the key before did not vouch for it`);
  };
  return {
    notes,
    check(entry, body) {
      const { seq, keyId, sig, hash } = entry;
      if (body.kind === 'key.created') turn(seq, body.data);
      const expected = currentAt(seq);
      if (expected === null && keyId === null && sig === null) return;
      if (keyId === null || sig === null) throw new Bad('unsigned', seq, body.receiptNumber, `key ${expected}`);
      const key = known.get(keyId);
      if (keyId !== expected || !key) throw new Bad('signature', seq, body.receiptNumber, `key ${keyId}, expected ${expected}`);
      if (!verifySignature(null, Buffer.from(hash, 'hex'), key, Buffer.from(sig, 'hex'))) {
        throw new Bad('signature', seq, body.receiptNumber, `key ${keyId}`);
      }
    },
  };
}

/** The places the manifest promises, in order. */
function* places(stretches) {
  for (const { firstSeq, lastSeq } of stretches) for (let seq = firstSeq; seq <= lastSeq; seq += 1) yield { seq, begins: seq === firstSeq };
}

function unquote(text) {
  return text === 'null' ? null : text.slice(1, -1);
}

function parseLine(line, seq) {
  const match = LINE.exec(line);
  if (!match) throw new Bad('unreadable', seq, null, line.slice(0, 60));
  const entry = {
    seq: Number(match[1]),
    previous: match[2],
    hash: match[3],
    keyId: unquote(match[4]),
    sig: unquote(match[5]),
    bytes: match[6],
  };
  try {
    const body = JSON.parse(entry.bytes);
    if (Array.isArray(body.postings) && typeof body.data === 'object') return { entry, body };
  } catch {
    // said below
  }
  throw new Bad('unreadable', seq, null, 'the body is not one of a journal');
}

/** Is this the entry the place is for? Tells removed, inserted and moved ones apart by the hashes that follow. */
function checkPlace(entry, body, place, last, later) {
  const { seq } = place;
  const follows = place.begins || entry.previous === last?.hash;
  if (entry.seq === seq && follows) return;
  const isLater = later.has(seq);
  if (isLater && entry.seq > seq) throw new Bad('reordered', seq, body.receiptNumber, `entry ${entry.seq} stands here`);
  if (isLater || entry.seq < seq) throw new Bad('surplus', seq, body.receiptNumber, `entry ${entry.seq} stands here`);
  if (entry.seq > seq) throw new Bad('missing', seq, null, `the next one is ${entry.seq}, receipt ${body.receiptNumber}`);
  throw new Bad('changed', seq, body.receiptNumber, 'it does not follow on the entry before');
}

function checkBooks(entry, body, numbers) {
  const { seq } = entry;
  const bad = (problem, detail) => new Bad(problem, seq, body.receiptNumber, detail);
  if (body.seq !== seq) throw bad('changed', `the body says entry ${body.seq}`);
  const sum = body.postings.reduce((total, [, minor]) => total + minor, 0);
  if (sum !== 0) throw bad('unbalanced', `sum ${sum}`);
  if (body.number === null) return;
  const counter = `${body.epoch} ${body.kind}`;
  const before = numbers.get(counter);
  if (before !== undefined && body.number !== before + 1) throw bad('number', `${body.number} after ${before}`);
  numbers.set(counter, body.number);
}

/** What the manifest must say of the entries. */
function createSums() {
  const kinds = new Map();
  const accounts = new Map();
  return {
    add({ kind, number, amountMinor, postings }) {
      const total = kinds.get(kind) ?? { kind, count: 0, amountMinor: 0, firstNumber: number, lastNumber: number };
      kinds.set(kind, { ...total, count: total.count + 1, amountMinor: total.amountMinor + amountMinor, lastNumber: number });
      for (const [account, minor] of postings) accounts.set(account, (accounts.get(account) ?? 0) + minor);
    },
    result: () => ({ kinds: [...kinds.values()], accounts: [...accounts].map(([account, amountMinor]) => ({ account, amountMinor })) }),
  };
}

/** The lines of a file. Not by readline: it also breaks at U+2028, which may stand in the name of a product. */
async function* linesOf(file) {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let end = bytes.indexOf(NEW_LINE); end >= 0; end = bytes.indexOf(NEW_LINE)) {
      yield bytes.toString('utf8', 0, end).replace(/\r$/, '');
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** The seq every line claims, so that an entry out of its place is found wherever it is. */
async function seqsOf(file) {
  const count = new Map();
  for await (const line of linesOf(file)) {
    const seq = Number(/^\{"seq":(\d{1,16}),/.exec(line)?.[1]);
    count.set(seq, (count.get(seq) ?? 0) + 1);
  }
  return count;
}

async function verifyJournal(folder, manifest, accepted) {
  const file = join(folder, 'journal.jsonl');
  const keys = createKeys(manifest, accepted);
  const unread = await seqsOf(file);
  const sums = createSums();
  const numbers = new Map();
  const order = places(manifest.stretches);
  let entries = 0;
  let last;
  for await (const line of linesOf(file)) {
    const place = order.next().value;
    if (!place) throw new Bad('surplus', (last?.seq ?? 0) + 1, null, `the manifest ends at entry ${manifest.last?.seq ?? 0}`);
    if (place.begins) numbers.clear();
    const { entry, body } = parseLine(line, place.seq);
    const left = (unread.get(entry.seq) ?? 1) - 1;
    if (left > 0) unread.set(entry.seq, left);
    else unread.delete(entry.seq);
    checkPlace(entry, body, place, last, unread);
    if (sha256(Buffer.from(entry.previous, 'hex'), entry.bytes) !== entry.hash) {
      throw new Bad('changed', entry.seq, body.receiptNumber, 'the body does not give its hash');
    }
    keys.check(entry, body);
    checkBooks(entry, body, numbers);
    sums.add(body);
    entries += 1;
    last = entry;
  }
  const next = order.next().value;
  if (next) throw new Bad('missing', next.seq, null, `the file ends before it`);
  if (manifest.keys.length === 0) keys.notes.push('这些记录没有签名 these entries carry no signatures');
  return { entries, last: last ? { seq: last.seq, hash: last.hash } : null, notes: keys.notes, ...sums.result() };
}

/** The other files and the sums, once every entry is known to be good. */
async function checkManifest(folder, manifest, found) {
  for (const field of ['entries', 'last', 'kinds', 'accounts']) {
    if (JSON.stringify(manifest[field]) !== JSON.stringify(found[field])) {
      throw new Bad(
        'manifest',
        found.last?.seq ?? 0,
        null,
        `${field}: ${JSON.stringify(manifest[field])}, found ${JSON.stringify(found[field])}`,
      );
    }
  }
  for (const { file, sha256: expected } of manifest.files) {
    if ((await fileSum(join(folder, file))) !== expected) throw new Bad('file', 0, null, file);
  }
}

/** The SHA-256 of a file of any length; undefined when it is not there. */
async function fileSum(file) {
  if (!existsSync(file)) return undefined;
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(file)) sum.update(chunk);
  return sum.digest('hex');
}

function readArguments(words) {
  const accepted = [];
  let folder;
  for (let index = 0; index < words.length; index += 1) {
    if (words[index] === '--key') accepted.push(words[(index += 1)]);
    else folder = words[index];
  }
  return { accepted, folder: resolve(folder ?? dirname(fileURLToPath(import.meta.url))) };
}

function say(...lines) {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function readManifest(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if (manifest.v !== ARCHIVE_VERSION) throw new Error(`manifest of version ${manifest.v}, this program reads ${ARCHIVE_VERSION}`);
  return manifest;
}

async function main() {
  const { accepted, folder } = readArguments(process.argv.slice(2));
  let manifest;
  try {
    manifest = readManifest(folder);
  } catch (error) {
    say(`读不了存档 The archive cannot be read: ${error.message}`);
    return 2;
  }
  try {
    const found = await verifyJournal(folder, manifest, accepted);
    await checkManifest(folder, manifest, found);
    say(`存档完好 The archive is sound: ${found.entries} entries, ${manifest.from} – ${manifest.to}, last ${found.last?.seq ?? '-'}`);
    for (const { keyId, fromSeq } of manifest.keys) say(`  密钥 key ${keyId} 从第 ${fromSeq} 条起 from entry ${fromSeq}`);
    for (const note of found.notes) say(`  注意 note: ${note}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Bad)) {
      say(`读不了存档 The archive cannot be read: ${error.message}`);
      return 2;
    }
    const receipt = error.receiptNumber ? ` 单号 receipt ${error.receiptNumber}` : '';
    const where = error.problem === 'file' ? '' : ` 第一处 first: entry ${error.seq}${receipt}:`;
    say(`存档有问题 The archive is NOT sound.${where} ${problems[error.problem]}. ${error.message}`);
    return 1;
  }
}

process.exitCode = await main();
