/** Rows to come. The style sheet shows them only after 300 ms, so quick answers do not flicker. */
export function Skeleton({ rows = 3, label = '正在取数据' }: { rows?: number; label?: string }) {
  return (
    <output className="late block">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} aria-hidden="true" className="block border-b border-line py-5">
          <span className="block h-4 w-2/3 rounded-sm bg-line" />
          <span className="block mt-3 h-3 w-full rounded-sm bg-sunk" />
          <span className="block mt-2 h-3 w-5/6 rounded-sm bg-sunk" />
        </span>
      ))}
    </output>
  );
}
