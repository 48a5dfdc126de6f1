/** The mark of the site: a caisson ceiling reduced to three squares and a flower. */
export function Logo({ size = 36 }: { size?: number }) {
  return (
    <svg viewBox="0 0 36 36" width={size} height={size} aria-hidden="true" focusable="false" className="flex-none">
      <path className="fill-primary" d="M0 0h36v36H0z" />
      <path className="fill-on-solid" d="m18 2.5 15.5 15.5L18 33.5 2.5 18z" />
      <path className="fill-accent" d="M10 10h16v16H10z" />
      <path
        className="fill-on-solid"
        d="M18 11c2.2 2.6 2.2 4.4 0 7-2.2-2.6-2.2-4.4 0-7zm7 7c-2.6 2.2-4.4 2.2-7 0 2.6-2.2 4.4-2.2 7 0zm-7 7c-2.2-2.6-2.2-4.4 0-7 2.2 2.6 2.2 4.4 0 7zm-7-7c2.6-2.2 4.4-2.2 7 0-2.6 2.2-4.4 2.2-7 0z"
      />
      <circle className="fill-primary" cx="18" cy="18" r="2.4" />
    </svg>
  );
}
