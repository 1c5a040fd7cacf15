import type { ReactElement } from 'react';
import { renderSVG } from 'uqr';

/** A QR code with the quiet zone phones need, black on white whatever it stands on. */
export function QrCode({ data, label }: { data: string; label: string }): ReactElement {
  return <img className="qr-code" alt={label} src={`data:image/svg+xml,${encodeURIComponent(renderSVG(data, { border: 3 }))}`} />;
}
