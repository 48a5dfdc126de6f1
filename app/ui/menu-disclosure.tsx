import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';

interface MenuDisclosureProps {
  label?: string;
  /** Where the menu stops being one: the wide navigation shows from here on. */
  className?: string;
  children: ReactNode;
}

/** 菜单 on narrow screens: opens without JavaScript and closes again when the page changes. */
export function MenuDisclosure({ label = '菜单', className, children }: MenuDisclosureProps) {
  const { pathname } = useLocation();
  return (
    <details key={pathname} className={className}>
      <summary className="bare-summary flex h-11 items-center rounded-md border border-control bg-card px-4 text-base">
        {label}
      </summary>
      <div className="absolute left-0 right-0 top-full z-10 border-y border-line bg-card px-4 py-2 sm:px-6">
        {children}
      </div>
    </details>
  );
}
