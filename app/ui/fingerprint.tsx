/** A SHA-256 by its ends; whole for those who copy or hear it. */
export function Fingerprint({ sha256, whole = false }: { sha256: string; whole?: boolean }) {
  if (whole) return <code className="break-all font-mono text-sm">{sha256}</code>;
  return (
    <code className="nums font-mono text-sm" title={sha256}>
      <span aria-hidden="true">
        {sha256.slice(0, 8)} … {sha256.slice(-8)}
      </span>
      <span className="sr-only">{sha256}</span>
    </code>
  );
}
