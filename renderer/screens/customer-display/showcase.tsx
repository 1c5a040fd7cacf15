import type { ReactElement } from 'react';
import type { Showcase } from '#contract/product-card.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Pictures } from '#renderer/parts/pictures.tsx';

/** An article the cashier shows: its pictures, its price, and which sizes and colours are there. */
export function ShowcaseView({ showcase }: { showcase: Showcase }): ReactElement {
  const { product, brand, pictures, variants } = showcase;
  const [language] = useLanguage();
  const name = language === 'en' ? (product.nameEn ?? product.name) : product.name;
  const colours = [...new Set(variants.map(({ colour }) => colour))];
  return (
    <main className="cd-main">
      <section className="panel cd-show">
        <Pictures names={pictures} label={name} />
        <div className="words">
          {brand === '' ? null : <p>{brand}</p>}
          <h1>{name}</h1>
          {product.spec === '' ? null : <p>{product.spec}</p>}
          <p className="price">
            {formatMoney(product.priceMinor)} <small>/ {product.unit}</small>
          </p>
          {colours.map((colour) => (
            <Sizes key={colour} colour={colour} variants={variants.filter((variant) => variant.colour === colour)} />
          ))}
        </div>
      </section>
    </main>
  );
}

function Sizes({ colour, variants }: { colour: string; variants: Showcase['variants'] }): ReactElement {
  const text = useText();
  return (
    <div className="sizes">
      {colour === '' ? null : <b>{colour}</b>}
      <ul>
        {variants.map(({ size, available }) => (
          <li key={size} className={available === false ? 'gone' : undefined}>
            {size}
            {available === false ? <small> {text('goods.customer.gone')}</small> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
