import type { InputHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './control-class.ts';

/** A day. Put it inside Field. */
export function DateInput({ className, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>) {
  return <input type="date" className={classes(controlClass, 'h-11 max-w-48', className)} {...rest} />;
}
