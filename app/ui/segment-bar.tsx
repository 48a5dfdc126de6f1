/** Days of a term, one box each: those gone by are filled. */
export function SegmentBar({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <svg width="100%" height="9" role="img" aria-label={label} className="block text-gold">
      {Array.from({ length: total }, (_, i) => (
        <rect
          key={i}
          x={`${(i * 100) / total + 0.3}%`}
          width={`${100 / total - 1.2}%`}
          y="0.5"
          height="8"
          fill={i < done ? 'currentColor' : 'none'}
          className="stroke-chart-gold"
          strokeWidth="1"
        />
      ))}
    </svg>
  );
}
