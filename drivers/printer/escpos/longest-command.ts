import type { PrinterModel } from '../models.ts';
import { commandLength } from './command-length.ts';

/**
 * Bytes of the longest command in a document of our own. A printer whose wire broke inside it still waits for that many bytes:
 * as many NULs, which printers ignore as text, bring it back to reading commands.
 */
export function longestCommandBytes(document: Uint8Array, model: PrinterModel): number {
  let longest = 0;
  let at = 0;
  while (at < document.length) {
    const length = commandLength(document.subarray(at), true, model.charset === 'gb18030');
    const bytes = 'whole' in length ? length.whole : length.more;
    longest = Math.max(longest, bytes);
    at += bytes;
  }
  return longest;
}
