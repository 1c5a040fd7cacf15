import type { Basket, BasketLine } from '#contract/basket.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatAmount } from '#renderer/app/format.ts';

/** The screen's floor: the same page, whose basket and total are kept by hand in plain DOM, every row there. */
export interface HandWritten {
  receive(frameText: string): void;
}

/** Takes a drawn checkout (a copy of what React made), empties its list and fills it by hand. */
export function createHandWritten(root: HTMLElement, basket: Basket): HandWritten {
  const list = root.querySelector('.lines ol');
  const box = root.querySelector('.lines');
  const total = root.querySelector('.due .m');
  const [words, figures] = root.querySelectorAll('.sum dl > *');
  const tools = root.querySelector<HTMLElement>('.tools');
  if (!(list instanceof HTMLElement) || !box || !total?.lastChild || !words || !figures || !tools) throw new Error('no checkout to copy');
  const totalText = total.lastChild;
  for (const block of root.querySelectorAll('.lines ol')) if (block !== list) block.remove();
  list.replaceChildren();
  let lines: readonly BasketLine[] = [];
  let selected: Element | null = null;

  function show(next: Basket): void {
    while (lines.length > next.lines.length) {
      list?.lastElementChild?.remove();
      lines = lines.slice(0, -1);
    }
    next.lines.forEach((line, index) => {
      const old = lines[index];
      if (!old) list?.append(rowOf(line, index));
      else if (old.quantityMilli !== line.quantityMilli) change(list?.children[index], line);
    });
    lines = next.lines;
    select(list?.children[lines.findIndex((line) => line.lineId === next.lastLineId)]);
    if (words) words.textContent = `${next.itemCount} 件商品`;
    if (figures) figures.textContent = formatAmount(next.totalMinor);
    totalText.nodeValue = formatAmount(next.totalMinor);
  }

  function select(row: Element | undefined): void {
    if (!(row instanceof HTMLElement) || !tools || !box) return;
    if (row !== selected) {
      selected?.classList.remove('sel');
      row.classList.add('sel');
      selected = row;
    }
    const quantity = tools.querySelector('.qty');
    if (quantity) quantity.textContent = row.querySelector('.qt')?.textContent ?? '';
    tools.style.top = `${row.offsetTop + row.offsetHeight / 2}px`;
    const bottomPx = row.offsetTop + row.offsetHeight;
    if (bottomPx > box.scrollTop + box.clientHeight) box.scrollTop = bottomPx - box.clientHeight;
    else if (row.offsetTop < box.scrollTop) box.scrollTop = row.offsetTop;
  }

  show(basket);
  return { receive: (text) => show((JSON.parse(text) as { value: Basket }).value) };
}

function rowOf(line: BasketLine, index: number): HTMLElement {
  const row = document.createElement('li');
  row.className = 'ln';
  row.innerHTML =
    '<div class="cols"><span class="ix"></span><span class="nm"><span class="cut"></span><small class="cut"></small></span>' +
    '<span class="num qt"></span><span class="num up"></span><span class="num sb"></span></div>';
  write(row, '.ix', String(index + 1));
  write(row, '.nm > span', line.name);
  write(row, 'small', [line.spec, line.barcode].join(' · '));
  write(row, '.up', formatAmount(line.priceMinor));
  change(row, line);
  return row;
}

function change(row: Element | undefined, line: BasketLine): void {
  if (!row) return;
  write(row, '.qt', formatQuantity(line.quantityMilli));
  write(row, '.sb', formatAmount(line.amountMinor));
}

function write(row: Element, selector: string, text: string): void {
  const element = row.querySelector(selector);
  if (element) element.textContent = text;
}
