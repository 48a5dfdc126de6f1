/** The home page's picture: a caisson ceiling in flat pigments. Decoration only. */
export function CaissonArt({ className }: { className?: string }) {
  return <img src="/caisson.svg" alt="" width="640" height="640" className={className} />;
}
