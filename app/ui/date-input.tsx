import type { InputHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './control-class.ts';

/** A day. Put it inside Field. Browsers write the parts in their own order and language, so the meaning stands beside it. */
export function DateInput({ className, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>) {
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <input type="date" className={classes(controlClass, 'h-11 max-w-48', className)} {...rest} />
      <span aria-hidden="true" className="text-sm whitespace-nowrap text-ink-soft">
        年、月、日
      </span>
    </span>
  );
}
