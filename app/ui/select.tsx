import { ChevronDown } from 'lucide-react';
import type { SelectHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './control-class.ts';
import type { Option } from './option.ts';

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  options: readonly Option[];
  /** The empty first choice; leave out where something is always chosen. */
  blank?: string;
}

/** The native select. Put it inside Field. */
export function Select({ options, blank, className, ...rest }: SelectProps) {
  return (
    <div className="relative">
      <select className={classes(controlClass, 'h-11 appearance-none pr-10', className)} {...rest}>
        {blank !== undefined && <option value="">{blank}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        aria-hidden="true"
        className="pointer-events-none absolute right-3 top-3.5 text-ink-soft"
      />
    </div>
  );
}
