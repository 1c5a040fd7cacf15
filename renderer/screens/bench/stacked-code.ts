import { useEffect, useState } from 'react';

/** A stacked symbol as a picture, in dots of the printer. */
interface Picture {
  readonly url: string;
  readonly widthDots: number;
}

/** A PDF417 symbol as a picture; its generator is large and loaded when the first symbol is shown. `bad` when no symbol can hold the data. */
export function useStackedCode(data: string, moduleDots: number): Picture | 'loading' | 'bad' {
  const [picture, setPicture] = useState<Picture | 'loading' | 'bad'>('loading');
  useEffect(() => {
    let wanted = true;
    draw(data, moduleDots).then(
      (drawn) => wanted && setPicture(drawn),
      () => wanted && setPicture('bad'),
    );
    return () => {
      wanted = false;
    };
  }, [data, moduleDots]);
  return picture;
}

async function draw(data: string, moduleDots: number): Promise<Picture> {
  const { drawingSVG, pdf417 } = await import('bwip-js/browser');
  // Rows come out three modules high, as printers draw them.
  const svg = pdf417({ bcid: 'pdf417', text: data, scale: 1 }, drawingSVG());
  const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 0);
  return { url: `data:image/svg+xml,${encodeURIComponent(svg)}`, widthDots: width * moduleDots };
}
