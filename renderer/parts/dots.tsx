import { useEffect, useRef, type CSSProperties, type ReactElement } from 'react';
import { bitmapPixels, bytesOf } from '#renderer/app/bitmap.ts';

/** A printed picture dot by dot; `label` says what it shows. */
export function Dots({
  image,
  label,
  className,
  style,
}: {
  image: { readonly widthDots: number; readonly heightDots: number; readonly bitsBase64: string };
  label: string;
  className?: string;
  style?: CSSProperties;
}): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  const { widthDots, heightDots, bitsBase64 } = image;
  useEffect(() => {
    const pixels = new ImageData(bitmapPixels(bytesOf(bitsBase64), widthDots, heightDots), widthDots, heightDots);
    ref.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [widthDots, heightDots, bitsBase64]);
  return <canvas ref={ref} className={className} width={widthDots} height={heightDots} style={style} role="img" aria-label={label} />;
}
