import type { TextareaHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './control-class.ts';

/** Several lines of text. Put it inside Field. */
export function TextArea({ rows = 4, className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <textarea
      rows={rows}
      className={classes(controlClass, 'py-2 leading-prose read-only:bg-sunk', className)}
      {...rest}
    />
  );
}
