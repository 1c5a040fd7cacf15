import { z } from 'zod';
import { MediaItem } from './media.ts';
import { PriceMinor } from './money.ts';
import { Product, ProductSummary, Variant } from './product.ts';

/** Pieces on hand, or whole cases; null where nobody ever counted. */
const onHandMilli = z.int().nullable();

/** One size and colour of a style. */
export const VariantCell = z.strictObject({
  productId: Product.shape.id,
  size: Variant.shape.size,
  colour: Variant.shape.colour,
  priceMinor: PriceMinor,
  onHandMilli,
});
export type VariantCell = z.infer<typeof VariantCell>;

/** A style: its axes in the order people read them, and what of it is sold. An axis it does not have is one empty word. */
export const VariantGrid = z.strictObject({
  sizes: z.array(Variant.shape.size).max(400),
  colours: z.array(Variant.shape.colour).max(400),
  cells: z.array(VariantCell).max(400),
});
export type VariantGrid = z.infer<typeof VariantGrid>;

/** Names of files in the folder `pictures`, from the article's image: several are parted by |. */
export const PictureName = z.string().min(1).max(200);
export const MAX_PICTURES = 8;

/** Everything worth knowing of an article at the counter. */
export const ProductCard = z.strictObject({
  product: ProductSummary,
  barcodes: Product.shape.barcodes,
  brand: z.string().max(60),
  tags: z.array(z.string().max(30)).max(20),
  pictures: z.array(PictureName).max(MAX_PICTURES),
  onHandMilli,
  /** Pieces that customers have ordered and not collected; they are still on hand. */
  reservedMilli: z.int().min(0),
  minimumAge: z.int().nullable(),
  prescription: z.boolean(),
  /** Charged with every piece. */
  deposit: ProductSummary.nullable(),
  /** Cases of it. */
  packs: z.array(z.strictObject({ product: ProductSummary, pieces: z.int().min(2) })).max(20),
  /** It is a case of these. */
  packOf: z.strictObject({ product: ProductSummary, pieces: z.int().min(2) }).nullable(),
  grid: VariantGrid.nullable(),
  /** Best sellers of its category. */
  related: z.array(ProductSummary).max(6),
  /** What left the shop together with it lately, the most often first. */
  together: z.array(ProductSummary).max(6),
});
export type ProductCard = z.infer<typeof ProductCard>;

/** A picture or film of an article, at `/media/<id>`. */
export const Picture = z.strictObject({ id: MediaItem.shape.id, kind: MediaItem.shape.kind });
export type Picture = z.infer<typeof Picture>;

/** Topic `showcase`: the article the customer is shown; null but for while the cashier shows one. */
export const Showcase = z.strictObject({
  product: ProductSummary.pick({ name: true, spec: true, unit: true, priceMinor: true }).extend({ nameEn: Product.shape.nameEn }),
  brand: z.string().max(60),
  pictures: z.array(PictureName).max(MAX_PICTURES),
  /** Sizes and colours, and whether they are there; null where nobody counted. */
  variants: z.array(Variant.omit({ style: true }).extend({ available: z.boolean().nullable() })).max(400),
});
export type Showcase = z.infer<typeof Showcase>;
