import { Form, useLocation, useSubmit } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
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
  const form = useRef<HTMLFormElement>(null);
  const touched = useRef<{ name: string; value: string; asked: string } | null>(null);
  const { search } = useLocation();
  // The new answer orders the boxes anew; who chose by keyboard goes on from the box he chose.
  useEffect(() => {
    const chosen = touched.current;
    if (chosen === null || chosen.asked === search) return;
    touched.current = null;
    if (document.activeElement === document.body) focusAgain(form.current, chosen);
  }, [search]);
  return (
    <Form
      ref={form}
      method="get"
      aria-label="筛选"
      preventScrollReset
      onChange={(event) => {
        const { target, currentTarget } = event;
        if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
        if (target.dataset.toggle !== undefined) return;
        touched.current = { name: target.name, value: target.type === 'checkbox' ? target.value : '', asked: search };
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

function focusAgain(form: HTMLFormElement | null, { name, value }: { name: string; value: string }): void {
  const controls = [...(form?.elements ?? [])].filter(
    (one): one is HTMLInputElement | HTMLSelectElement =>
      (one instanceof HTMLInputElement || one instanceof HTMLSelectElement) && one.name === name,
  );
  const control = controls.find((one) => value === '' || one.value === value);
  const fold = control?.closest('details');
  if (fold) fold.open = true;
  control?.focus({ preventScroll: true });
}
