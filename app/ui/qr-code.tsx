interface QrCodeProps {
  /** A path over a square of `size` modules, quiet zone included. */
  path: string;
  size: number;
  /** What it leads to, for those who cannot see it. */
  label: string;
}

/** A QR code: dark on light, since cameras want it so. */
export function QrCode({ path, size, label }: QrCodeProps) {
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="block size-52 border border-line"
    >
      <rect width={size} height={size} className="fill-card" />
      <path d={path} className="fill-ink" />
    </svg>
  );
}
