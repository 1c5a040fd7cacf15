import { type CodePageName, pageCharacter } from '../charset-table.ts';
import type { PrinterModel } from '../models.ts';
import { type CommandLength, commandLength } from './command-length.ts';
import type { CharacterKind } from './paper-line.ts';

/** A character and how the printer looked it up. */
export interface DecodedCharacter {
  readonly character: string;
  readonly kind: CharacterKind;
}

/** How a printer reads the bytes of text: in Chinese mode or on a code page. */
export class TextDecoding {
  readonly #model: PrinterModel;
  readonly #han: InstanceType<typeof TextDecoder>;
  readonly #known = new Map<number, string>();
  #kanji = false;
  #codePage: CodePageName | undefined;

  constructor(model: PrinterModel) {
    this.#model = model;
    this.#han = new TextDecoder(model.charset === 'big5' ? 'big5' : 'gb18030');
    this.reset();
  }

  /** ESC @: Chinese mode as the memory switch has it, code page 0. */
  reset(): void {
    this.selectKanji(!this.#model.kanji.select);
    this.selectCodePage(0);
  }

  /** FS & and FS . */
  selectKanji(on: boolean): void {
    this.#kanji = on && this.#model.charset !== 'none';
  }

  /** ESC t n; a page the model does not list has no characters we know. */
  selectCodePage(n: number): void {
    this.#codePage = this.#model.codePages.find(({ number }) => number === n)?.name;
  }

  /** How far the command or character at the start of some bytes reaches. */
  lengthOf(bytes: Uint8Array): CommandLength {
    return commandLength(bytes, this.#kanji, this.#model.charset === 'gb18030');
  }

  /** The character whole bytes stand for, undefined where the printer has none. */
  characterOf(bytes: Uint8Array): DecodedCharacter | undefined {
    const [first = 0] = bytes;
    if (bytes.length === 1) {
      if (first >= 0x20 && first < 0x7f) return { character: String.fromCharCode(first), kind: 'letter' };
      if (first < 0x80 || this.#kanji || !this.#codePage) return undefined;
      return { character: pageCharacter(this.#codePage, first), kind: 'page' };
    }
    const character = this.#hanOf(bytes);
    return character.length > 1 || /[\ue000-\uf8ff\ufffd]/.test(character) ? undefined : { character, kind: 'han' };
  }

  /** The platform's decoder is slow for one character at a time: what a printer has drawn once is remembered. */
  #hanOf(bytes: Uint8Array): string {
    if (bytes.length !== 2) return this.#han.decode(bytes);
    const code = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    let character = this.#known.get(code);
    if (character === undefined) this.#known.set(code, (character = this.#han.decode(bytes)));
    return character;
  }
}
