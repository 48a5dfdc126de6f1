import { Link } from '@remix-run/react';

export interface HelpStep {
  readonly title: string;
  readonly text: string;
}

interface HelpRoleProps {
  id: string;
  who: string;
  /** What this person comes for, in one sentence. */
  aim: string;
  steps: readonly HelpStep[];
  to: string;
  label: string;
}

/** How the platform works for one kind of person: the steps in order, and where the first one begins. */
export function HelpRole({ id, who, aim, steps, to, label }: HelpRoleProps) {
  return (
    <section aria-labelledby={id} className="border-t-2 border-ink pt-4">
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <div>
          <h2 id={id} className="scroll-mt-4 text-xl font-bold">
            {who}
          </h2>
          <p className="mt-1 text-ink-soft">{aim}</p>
          <p className="mt-2">
            <Link to={to} className="link inline-flex min-h-11 items-center sm:min-h-7">
              {label}
            </Link>
          </p>
        </div>
        <ol className="grid gap-x-6 sm:grid-cols-2">
          {steps.map((step, i) => (
            <li key={step.title} className="flex gap-4 border-b border-line py-3">
              <span aria-hidden="true" className="flex-none text-lg font-bold tabular-nums text-primary">
                {i + 1}
              </span>
              <div>
                <h3 className="font-bold">{step.title}</h3>
                <p className="text-sm text-ink-soft">{step.text}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
