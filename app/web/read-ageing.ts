import { type DueWindow, dueWindows } from '#app/domain/due-soon.ts';

/** Which side and which grouping a report's address asks for; what it does not know is the usual one. */
export function readAgeing(url: string): { readonly by: 'contract' | 'party' | 'region'; readonly isPayer: boolean } {
  const { searchParams } = new URL(url);
  const asked = searchParams.get('by');
  const by = asked === 'party' || asked === 'region' ? asked : 'contract';
  return { by, isPayer: searchParams.get('side') === 'payer' };
}

/** How many days ahead the report of what falls due is asked for; 30 unless said. */
export function readWindow(url: string): DueWindow {
  const asked = Number(new URL(url).searchParams.get('within'));
  return dueWindows.find((days) => days === asked) ?? 30;
}
