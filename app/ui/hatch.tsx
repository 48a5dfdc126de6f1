/** The hatching of what is not there yet: gold for signed and not received, plain for forecast. */
export function Hatch({ id, look }: { id: string; look: 'gold' | 'plain' }) {
  const gold = look === 'gold';
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={gold ? 'fill-gold-tint' : 'fill-card'} />
        <rect width={gold ? 2 : 1} height="6" className={gold ? 'fill-chart-gold' : 'fill-control'} />
      </pattern>
    </defs>
  );
}
