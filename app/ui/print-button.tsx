import { Button } from './button.tsx';
import { useHydrated } from './use-hydrated.ts';

/** Prints the page, or keeps it as PDF; before JavaScript runs the browser's own menu does. */
export function PrintButton() {
  if (!useHydrated()) return null;
  return (
    <Button look="quiet" className="print:hidden max-sm:hidden" onClick={() => window.print()}>
      打印
    </Button>
  );
}
