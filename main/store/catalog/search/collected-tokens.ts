/**
 * Which positions of one block have which tokens, in as few bytes as it takes: two numbers a pair instead of a list a token, so that
 * a block of 65,536 products needs some 60 MB however many tokens it has. Made once and used for block after block.
 */
export interface CollectedTokens {
  /** Positions must ascend from call to call. */
  add(position: number, tokens: Iterable<string>): void;
  /** Ends collecting: every token, sorted. */
  finish(): string[];
  /** After `finish`: the positions of a token, ascending. */
  positionsOf(token: string): Uint16Array;
  clear(): void;
}

const FIRST_PAIRS = 2 ** 20;

export function createCollectedTokens(): CollectedTokens {
  const numbers = new Map<string, number>();
  let pairTokens = new Uint32Array(FIRST_PAIRS);
  let pairPositions = new Uint16Array(FIRST_PAIRS);
  let pairs = 0;
  let byToken = new Uint16Array(0);
  let ends = new Uint32Array(1);

  function grow(): void {
    const tokens = new Uint32Array(pairTokens.length * 2);
    const positions = new Uint16Array(pairPositions.length * 2);
    tokens.set(pairTokens);
    positions.set(pairPositions);
    pairTokens = tokens;
    pairPositions = positions;
  }

  return {
    add(position, tokens) {
      for (const token of tokens) {
        let number = numbers.get(token);
        if (number === undefined) numbers.set(token, (number = numbers.size));
        if (pairs === pairTokens.length) grow();
        pairTokens[pairs] = number;
        pairPositions[pairs] = position;
        pairs += 1;
      }
    },
    finish() {
      ends = new Uint32Array(numbers.size + 1);
      for (let pair = 0; pair < pairs; pair += 1) ends[(pairTokens[pair] ?? 0) + 1] = (ends[(pairTokens[pair] ?? 0) + 1] ?? 0) + 1;
      for (let number = 1; number < ends.length; number += 1) ends[number] = (ends[number] ?? 0) + (ends[number - 1] ?? 0);
      const places = ends.slice();
      byToken = new Uint16Array(pairs);
      for (let pair = 0; pair < pairs; pair += 1) {
        const number = pairTokens[pair] ?? 0;
        const place = places[number] ?? 0;
        byToken[place] = pairPositions[pair] ?? 0;
        places[number] = place + 1;
      }
      return [...numbers.keys()].toSorted();
    },
    positionsOf(token) {
      const number = numbers.get(token);
      return number === undefined ? new Uint16Array(0) : byToken.subarray(ends[number], ends[number + 1]);
    },
    clear() {
      numbers.clear();
      pairs = 0;
    },
  };
}
