/** The look every single-line and multi-line control shares. */
export const controlClass =
  'block w-full rounded-md border border-control bg-card px-3 text-base text-ink aria-[invalid]:border-2 aria-[invalid]:border-danger disabled:bg-sunk disabled:text-ink-faint';
