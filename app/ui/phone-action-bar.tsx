import type { ReactNode } from 'react';

/** On a phone the one next step stays in reach at the foot of the screen. */
export function PhoneActionBar({ title, detail, action }: { title: ReactNode; detail?: ReactNode; action: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex items-center justify-between gap-4 border-t border-line bg-card px-4 py-2 sm:-mx-6 sm:px-6 lg:hidden print:hidden">
      <div className="min-w-0 text-sm leading-tight">
        <p className="font-bold">{title}</p>
        {detail && <p className="text-ink-soft">{detail}</p>}
      </div>
      <div className="flex-none">{action}</div>
    </div>
  );
}
