import { Link, type LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes.ts';

/** At most one primary in a card or row. */
export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'quiet';

interface Look {
  look?: ButtonLook;
  /** Fills its row; on phones the one next step always does. */
  wide?: boolean;
  children: ReactNode;
}

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: 'border-primary bg-primary text-on-solid hover:border-ink hover:bg-ink',
  secondary: 'border-control bg-card text-ink hover:border-ink hover:bg-sunk',
  danger: 'border-danger bg-card text-danger hover:bg-danger-tint',
  quiet: 'border-transparent text-primary hover:bg-primary-tint',
};

const buttonClass = (look: ButtonLook, wide: boolean) =>
  classes(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 py-1 text-center text-sm leading-tight',
    'disabled:border-line disabled:bg-sunk disabled:text-ink-faint aria-disabled:cursor-progress sm:min-h-9',
    looks[look],
    wide && 'w-full',
  );

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>;

/** A deed. Inside forms prefer SubmitButton. */
export function Button({ look = 'secondary', wide = false, type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} className={classes(buttonClass(look, wide), className)} {...rest} />;
}

type ButtonLinkProps = Look & Omit<LinkProps, 'className'> & { className?: string };

/** A place to go that looks like a button. Files and other non-pages need `reloadDocument`. */
export function ButtonLink({ look = 'secondary', wide = false, className, ...rest }: ButtonLinkProps) {
  return <Link className={classes(buttonClass(look, wide), 'hover:no-underline', className)} {...rest} />;
}
