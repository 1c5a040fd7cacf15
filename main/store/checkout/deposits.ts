import { addProduct, withQuantity, type BasketContent } from './basket.ts';
import type { Product } from '#contract/product.ts';

/** Charges the deposit of the article that came in last, unless that is done; the article stays the line touched last. */
export function addDeposit(content: BasketContent, deposit: Product): BasketContent {
  const article = content.lines.find(({ lineId }) => lineId === content.lastLineId);
  if (!article || article.ordered || content.lines.some(({ depositOf }) => depositOf === article.lineId)) return content;
  const added = addProduct(content, deposit, '', article.quantityMilli, undefined, { depositOf: article.lineId });
  return { ...added, lastLineId: article.lineId };
}

/** After a change: every deposit has the quantity of its article, and goes with it. Lines that need no change stay the same objects. */
export function followDeposits(content: BasketContent): BasketContent {
  if (!content.lines.some(({ depositOf }) => depositOf !== undefined)) return content;
  const articles = new Map(content.lines.map((line) => [line.lineId, line]));
  const lines = content.lines.flatMap((line) => {
    if (line.depositOf === undefined) return line;
    const article = articles.get(line.depositOf);
    if (!article) return [];
    return article.quantityMilli === line.quantityMilli ? line : withQuantity(line, article.quantityMilli);
  });
  const stays = lines.some(({ lineId }) => lineId === content.lastLineId);
  return { ...content, lines, lastLineId: stays ? content.lastLineId : (lines.at(-1)?.lineId ?? null) };
}
