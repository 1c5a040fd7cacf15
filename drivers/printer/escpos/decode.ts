import type { PaperItem } from '#contract/bench.ts';
import type { PrinterModel } from '../models.ts';
import { firmwareSymbol } from './barcode.ts';
import { word } from './command-length.ts';
import { DLE, ESC, FS, GS, LF } from './commands.ts';
import { decodeBarcode } from './decode-barcode.ts';
import { columnBitmap } from './decode-image.ts';
import { DecodedSymbols } from './decode-symbols.ts';
import { TextDecoding } from './decode-text.ts';
import { PaperLine } from './paper-line.ts';
import { createRealTimeWatch } from './real-time.ts';

/** A question a printer must answer on the wire. `gs-a` 0 ends pushed status, as ESC @ does. */
export type StatusRequest =
  | { readonly type: 'dle-eot' | 'gs-r' | 'gs-a'; readonly n: number }
  | { readonly type: 'process-id'; readonly id: Uint8Array };

export interface Decoded {
  readonly items: PaperItem[];
  readonly requests: StatusRequest[];
}

/** What a printer would do with the bytes it is given. */
export interface EscPosDecoder {
  /** Takes bytes in any chunking; a command that is not whole yet waits for the next call. */
  write(bytes: Uint8Array): Decoded;
}

/** An unknown command is shown with at most this many of its bytes. */
const MAX_UNKNOWN_BYTES = 32;
const DEFAULT_LINE_SPACING_DOTS = 30;
const DEFAULT_BARCODE_DOTS = 162;
/** ESC R, =, c, V … and GS I, f, H, w: no effect on what we draw. */
const SILENT_ESC = 'R=cV%ru{G';
const SILENT_GS = 'IfHw/b';

/** Reads ESC/POS as a receipt printer of this model would: our second opinion on what the encoder wrote. What it does not know becomes `unknown`. */
export function createEscPosDecoder(model: PrinterModel): EscPosDecoder {
  return new Decoder(model);
}

class Decoder implements EscPosDecoder {
  readonly #model: PrinterModel;
  readonly #line: PaperLine;
  readonly #text: TextDecoding;
  readonly #symbols: DecodedSymbols;
  #pending: Uint8Array = new Uint8Array(256);
  #pendingLength = 0;
  #needed = 1;
  readonly #realTime = createRealTimeWatch();
  #lineSpacingDots = DEFAULT_LINE_SPACING_DOTS;
  #barcodeDots = DEFAULT_BARCODE_DOTS;
  #pushing = false;
  #items: PaperItem[] = [];
  #requests: StatusRequest[] = [];

  constructor(model: PrinterModel) {
    this.#model = model;
    this.#line = new PaperLine(model);
    this.#text = new TextDecoding(model);
    this.#symbols = new DecodedSymbols(model);
    this.#reset();
  }

  write(bytes: Uint8Array): Decoded {
    this.#items = [];
    this.#requests = [];
    for (const byte of bytes) this.#watch(byte);
    this.#append(bytes);
    let at = 0;
    while (this.#pendingLength - at >= this.#needed) {
      const rest = this.#pending.subarray(at, this.#pendingLength);
      const length = this.#text.lengthOf(rest);
      this.#needed = 'more' in length ? length.more : length.whole;
      if (rest.length < this.#needed || 'more' in length) continue;
      this.#execute(rest.subarray(0, length.whole));
      at += length.whole;
      this.#needed = 1;
    }
    this.#pending.copyWithin(0, at, this.#pendingLength);
    this.#pendingLength -= at;
    return { items: this.#items, requests: this.#requests };
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#pendingLength + bytes.length;
    if (needed > this.#pending.length) {
      const larger = new Uint8Array(Math.max(needed, this.#pending.length * 2));
      larger.set(this.#pending.subarray(0, this.#pendingLength));
      this.#pending = larger;
    }
    this.#pending.set(bytes, this.#pendingLength);
    this.#pendingLength = needed;
  }

  #watch(byte: number): void {
    const action = this.#realTime(byte);
    if (action?.type === 'status') this.#requests.push({ type: 'dle-eot', n: action.n });
    else if (action?.type === 'recover') this.#unknown(action.bytes);
    else if (action) this.#items.push(action);
  }

  #execute(command: Uint8Array): void {
    const [first = 0] = command;
    if (first === ESC) return this.#executeEsc(command);
    if (first === FS) return this.#executeFs(command);
    if (first === GS) return this.#executeGs(command);
    if (first === LF) return void this.#items.push(this.#line.finish());
    // CR and NUL do nothing; a real-time command was obeyed when it came in.
    if (first === 0x0d || first === 0x00 || (first === DLE && command.length > 1)) return;
    const text = this.#text.characterOf(command);
    if (text) this.#items.push(...this.#line.draw(text.character, text.kind));
    else this.#unknown(command);
  }

  #executeEsc(command: Uint8Array): void {
    const [, second = 0, n = 0] = command;
    const line = this.#line;
    switch (String.fromCharCode(second)) {
      case '@':
        this.#pushStatus(0);
        return this.#reset();
      case 'a':
        return line.alignBy(n);
      case 'E':
        line.bold = (n & 1) === 1;
        return;
      case '-':
        line.underline = n % 0x30 !== 0;
        return;
      case '!':
        return line.printMode(n);
      case 'M':
        line.fontB = n % 0x30 === 1;
        return;
      case 'd':
        return this.#feed(n);
      case 'J':
        return this.#feed(n / this.#lineSpacingDots);
      case '2':
        this.#lineSpacingDots = DEFAULT_LINE_SPACING_DOTS;
        return;
      case '3':
        this.#lineSpacingDots = Math.max(1, n);
        return;
      case '$':
        return line.moveTo(word(command, 2));
      case '\\':
        return line.moveTo(line.dots + ((word(command, 2) << 16) >> 16));
      case 't':
        return this.#text.selectCodePage(n);
      case '*':
        return this.#drawImage(command);
      case 'B':
        if (this.#model.buzzer !== 'esc-b') return this.#unknown(command);
        this.#items.push({ type: 'buzzer', times: n });
        return;
      case 'p':
        if (n % 0x30 > 1) return this.#unknown(command);
        this.#items.push({ type: 'drawer', pin: n % 0x30 === 0 ? 2 : 5 });
        return;
      default:
        if (!SILENT_ESC.includes(String.fromCharCode(second))) this.#unknown(command);
    }
  }

  #executeFs(command: Uint8Array): void {
    const [, second = 0, n = 0] = command;
    switch (String.fromCharCode(second)) {
      case '&':
        return this.#text.selectKanji(true);
      case '.':
        return this.#text.selectKanji(false);
      case '!':
        return this.#line.hanMode(n);
      case '-':
        return this.#line.hanUnderline(n % 0x30 !== 0);
      case 'W':
        return this.#line.hanQuadruple((n & 1) === 1);
      case 'p':
        return this.#model.logo === 'fs-p' ? this.#printLogo(n) : this.#unknown(command);
      default:
        this.#unknown(command);
    }
  }

  #executeGs(command: Uint8Array): void {
    const [, second = 0, n = 0] = command;
    switch (String.fromCharCode(second)) {
      case '!':
        return this.#line.size(n);
      case 'B':
        this.#line.invert = (n & 1) === 1;
        return;
      case 'h':
        this.#barcodeDots = n;
        return;
      case 'r':
        this.#requests.push({ type: 'gs-r', n });
        return;
      case 'a':
        return this.#pushStatus(n);
      case 'V':
        this.#finishLine();
        this.#items.push({ type: 'cut' });
        return;
      case 'k':
        return this.#printBarcode(command);
      case '(':
        return this.#executeParameters(command);
      case 'v':
        return this.#printRaster(command);
      default:
        if (!SILENT_GS.includes(String.fromCharCode(second))) this.#unknown(command);
    }
  }

  /** GS a n; ESC @ ends it. */
  #pushStatus(n: number): void {
    if (n !== 0 || this.#pushing) this.#requests.push({ type: 'gs-a', n });
    this.#pushing = n !== 0;
  }

  /** GS ( H pL pH fn m d1..d4, fn 30 m 30. */
  #processId(command: Uint8Array): void {
    const known = this.#model.status.processId !== 'none' && command.length === 11 && command[5] === 0x30 && command[6] === 0x30;
    if (known) this.#requests.push({ type: 'process-id', id: command.slice(7) });
    else this.#unknown(command);
  }

  /** GS ( H: a process id. GS ( k: two-dimensional symbols. GS ( L 06 00 30 45 kc1 kc2 x y: a stored logo by its key code. */
  #executeParameters(command: Uint8Array): void {
    const [, , letter, length, , m, fn, first, second = 0] = command;
    if (letter === 0x48) return this.#processId(command);
    if (letter === 0x6b) {
      const symbol = this.#symbols.execute(command);
      if (symbol === 'unknown') this.#unknown(command);
      if (typeof symbol !== 'object') return;
      this.#finishLine();
      this.#items.push({ ...symbol, align: this.#line.align });
      return;
    }
    const isLogo = letter === 0x4c && length === 6 && m === 0x30 && fn === 0x45 && first === 0x30 && this.#model.logo === 'gs-paren-l';
    if (isLogo) this.#printLogo(second - 0x30);
    else this.#unknown(command);
  }

  #printLogo(number: number): void {
    this.#finishLine();
    this.#items.push({ type: 'logo', number, align: this.#line.align });
  }

  #drawImage(command: Uint8Array): void {
    const bitmap = this.#model.columnImage ? columnBitmap(command) : undefined;
    if (bitmap) this.#line.drawImage(bitmap);
    else this.#unknown(command);
  }

  #printBarcode(command: Uint8Array): void {
    const barcode = decodeBarcode(command);
    if (!barcode || !this.#model.native.some((symbol) => symbol === firmwareSymbol(barcode.symbology))) return this.#unknown(command);
    this.#finishLine();
    this.#items.push({ type: 'barcode', ...barcode, heightDots: this.#barcodeDots, align: this.#line.align });
  }

  #printRaster(command: Uint8Array): void {
    const widthBytes = word(command, 4);
    const heightDots = word(command, 6);
    if (command[2] !== 0x30 || command.length !== 8 + widthBytes * heightDots) return this.#unknown(command);
    this.#finishLine();
    const bitsBase64 = Buffer.from(command.subarray(8)).toString('base64');
    this.#items.push({ type: 'raster', widthDots: widthBytes * 8, heightDots, bitsBase64, align: this.#line.align });
  }

  #feed(lines: number): void {
    const printed = this.#finishLine();
    const rest = printed ? lines - 1 : lines;
    if (rest > 0) this.#items.push({ type: 'feed', lines: rest });
  }

  /** Prints the line being built, if any. */
  #finishLine(): boolean {
    if (this.#line.isEmpty) return false;
    this.#items.push(this.#line.finish());
    return true;
  }

  #reset(): void {
    this.#line.reset();
    this.#text.reset();
    this.#lineSpacingDots = DEFAULT_LINE_SPACING_DOTS;
    this.#barcodeDots = DEFAULT_BARCODE_DOTS;
    this.#symbols.reset();
  }

  #unknown(bytes: Uint8Array): void {
    this.#items.push({ type: 'unknown', hex: Buffer.from(bytes.subarray(0, MAX_UNKNOWN_BYTES)).toString('hex') });
  }
}
