import { Form, useSubmit } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useHydrated } from './use-hydrated.ts';

interface FacetPanelProps {
  /** What the URL holds besides the facets (q, sort, tab) and must keep. */
  keep: readonly (readonly [name: string, value: string])[];
  /** How many filters are on. */
  chosen: number;
  total: number;
  children: ReactNode;
}

/**
 * The facets as one GET form. On narrow screens a box opens and closes it, without JavaScript; every choice asks again at
 * once after hydration, before that the button does.
 */
export function FacetPanel({ keep, chosen, total, children }: FacetPanelProps) {
  const submit = useSubmit();
  const isLive = useHydrated();
  return (
    <Form
      method="get"
      aria-label="筛选"
      preventScrollReset
      onChange={(event) => {
        const { target, currentTarget } = event;
        if (target instanceof HTMLElement && target.dataset.toggle === undefined)
          submit(currentTarget, { preventScrollReset: true });
      }}
    >
      {keep.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <input type="checkbox" id="facets-open" data-toggle="" className="peer sr-only lg:hidden" />
      <label
        htmlFor="facets-open"
        className="flex min-h-11 cursor-pointer items-center justify-center rounded-md border border-primary bg-card px-4 text-primary peer-checked:bg-primary-tint peer-focus-visible:outline-2 peer-focus-visible:outline-primary lg:hidden"
      >
        筛选{chosen > 0 && ` ${chosen}`}
      </label>
      <h2 className="hidden border-b-2 border-ink pb-2.5 text-xl font-bold lg:block">筛选</h2>
      <div className="hidden peer-checked:block lg:block">
        {children}
        <div className={isLive ? 'mt-4 lg:hidden' : 'mt-4'}>
          <Button type="submit" wide>
            看 {total.toLocaleString('en-US')} 项结果
          </Button>
        </div>
      </div>
    </Form>
  );
}
