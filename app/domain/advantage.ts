/**
 * How far a figure lies from the one it is compared with, in per cent of the latter, one decimal: '5.20' against '14.00' →
 * '−62.9%', '480' against '420' → '+14.3%'; '新增' where there was nothing before, '—' where one is no number.
 */
export function changeAgainst(ours: string, baseline: string): string {
  const [a, b] = [ours, baseline].map((text) => Number(text.replaceAll(',', '').trim() || Number.NaN));
  if (a === undefined || b === undefined || !Number.isFinite(a) || !Number.isFinite(b)) return '—';
  if (b === 0) return a === 0 ? '相同' : '新增';
  const change = ((a - b) / Math.abs(b)) * 100;
  const size = Math.abs(change).toFixed(1);
  return size === '0.0' ? '相同' : `${change < 0 ? '−' : '+'}${size}%`;
}
