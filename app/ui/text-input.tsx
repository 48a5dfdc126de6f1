import type { InputHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './control-class.ts';

interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Leaves room for Field's unit. */
  hasUnit?: boolean;
  numeric?: boolean;
}

/** One line of text. Put it inside Field. */
export function TextInput({ hasUnit = false, numeric = false, className, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      inputMode={numeric ? 'decimal' : undefined}
      autoComplete="off"
      className={classes(
        controlClass,
        'h-11 read-only:bg-sunk',
        hasUnit && 'pr-16',
        numeric && 'tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
