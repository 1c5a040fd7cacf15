/**
 * Shares `totalMinor` among weights exactly, by largest remainder; of equal remainders the earlier one gets the fen. No share is larger than its
 * weight where the total is not larger than their sum. Nothing is shared where every weight is 0.
 */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0 || totalMinor === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => divide(totalMinor, weight, sum));
  let left = totalMinor - parts.reduce((total, { share }) => total + share, 0);
  const shares = parts.map(({ share }) => share);
  const byRemainder = parts.map((_, index) => index).toSorted((a, b) => (parts[b]?.remainder ?? 0) - (parts[a]?.remainder ?? 0) || a - b);
  for (const index of byRemainder) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

/** total × weight ÷ sum; the product may exceed 2^53. */
function divide(total: number, weight: number, sum: number): { readonly share: number; readonly remainder: number } {
  const product = total * weight;
  if (product <= Number.MAX_SAFE_INTEGER) return { share: Math.floor(product / sum), remainder: product % sum };
  const exact = BigInt(total) * BigInt(weight);
  return { share: Number(exact / BigInt(sum)), remainder: Number(exact % BigInt(sum)) };
}
