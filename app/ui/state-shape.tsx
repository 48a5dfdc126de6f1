import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** Shapes that carry a state without its colour. */
export type Shape =
  'dot' | 'diamond' | 'check' | 'clock' | 'half' | 'alert' | 'dashed' | 'cross' | 'near' | 'pause' | 'paper';

const ring = <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />;
const solid = <circle cx="8" cy="8" r="7" fill="currentColor" />;

const drawings: Readonly<Record<Shape, ReactNode>> = {
  dot: <circle cx="8" cy="8" r="4.5" fill="currentColor" />,
  diamond: <path d="M8 2.2 13.8 8 8 13.8 2.2 8z" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  check: (
    <>
      {solid}
      <path d="m4.8 8.2 2.3 2.3 4.2-4.6" className="stroke-card" fill="none" strokeWidth="1.7" />
    </>
  ),
  clock: (
    <>
      {ring}
      <path d="M8 4.4V8l2.4 1.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  half: (
    <>
      {ring}
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
    </>
  ),
  alert: (
    <>
      <path d="M8 1.2 15.4 14.4H.6z" fill="currentColor" />
      <path d="M8 5.8v4.2M8 11.3v1.5" className="stroke-card" fill="none" strokeWidth="1.6" />
    </>
  ),
  dashed: (
    <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 2.1" />
  ),
  cross: (
    <>
      {ring}
      <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  near: (
    <>
      {ring}
      <path d="M4.9 8.7c1-1.7 2.1-1.7 3.1-.7s2.1 1 3.1-.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  pause: (
    <>
      {ring}
      <path d="M6.4 5.6v4.8M9.6 5.6v4.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  paper: (
    <>
      <path d="M2.8 2h10.4v12H2.8z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5.4 5.5h5.2M5.4 8h5.2M5.4 10.5h3" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
};

/** One shape, 16 px, in the colour of the text around it. */
export function StateShape({ shape, className }: { shape: Shape; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
      className={classes('inline-block flex-none', className)}
    >
      {drawings[shape]}
    </svg>
  );
}
