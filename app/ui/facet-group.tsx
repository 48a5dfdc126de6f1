import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly checked: boolean;
  /** An item of the option above it. */
  readonly isPart?: boolean;
  /** Of its own, where the options of a group are no values of one name. */
  readonly name?: string;
}

interface FacetGroupProps {
  name: string;
  label: string;
  options: readonly FacetOption[];
  /** The same list without this facet; shown while it filters. */
  clearTo?: string;
  /** How many stand open; chosen ones always do. */
  visible?: number;
  /** 全部 16 个领域. */
  moreLabel?: string;
}

/** The frame of one facet: a ruled fieldset with the way to clear it. */
export function FacetFrame({ label, clearTo, children }: { label: string; clearTo?: string; children: ReactNode }) {
  return (
    <fieldset className="relative min-w-0 border-b border-line py-3">
      <legend className="float-left mb-1 w-full font-bold">{label}</legend>
      {clearTo && (
        <Link
          to={clearTo}
          preventScrollReset
          className="link-quiet absolute right-0 top-3 text-sm"
          aria-label={`清除${label}`}
        >
          清除
        </Link>
      )}
      <div className="clear-both">{children}</div>
    </fieldset>
  );
}

/** One facet: boxes of a GET form with the number of results behind each. */
export function FacetGroup({ name, label, options, clearTo, visible = 6, moreLabel }: FacetGroupProps) {
  const open = options.filter((option, i) => i < visible || option.checked);
  const more = options.filter((option) => !open.includes(option));
  return (
    <FacetFrame label={label} clearTo={options.some((option) => option.checked) ? clearTo : undefined}>
      {open.map((option) => (
        <FacetBox key={option.name ?? option.value} name={option.name ?? name} option={option} />
      ))}
      {more.length > 0 && (
        <details>
          <summary className="link-quiet bare-summary flex min-h-11 items-center text-sm sm:min-h-8">
            {moreLabel ?? `全部 ${options.length} 个`}
          </summary>
          {more.map((option) => (
            <FacetBox key={option.value} name={name} option={option} />
          ))}
        </details>
      )}
    </FacetFrame>
  );
}

function FacetBox({ name, option }: { name: string; option: FacetOption }) {
  return (
    <label className={classes('flex min-h-11 items-center gap-2.5 text-sm sm:min-h-8', option.isPart && 'pl-6')}>
      <input
        key={String(option.checked)}
        type="checkbox"
        name={name}
        value={option.value}
        defaultChecked={option.checked}
        className="tick"
      />
      <span className="min-w-0 flex-1">{option.label}</span>
      <span className="tabular-nums text-ink-soft">
        {option.count.toLocaleString('en-US')}
        <span className="sr-only"> 项</span>
      </span>
    </label>
  );
}
