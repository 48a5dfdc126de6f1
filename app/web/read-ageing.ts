/** Which side and which grouping a report's address asks for; what it does not know is the usual one. */
export function readAgeing(url: string): { readonly by: 'contract' | 'party' | 'region'; readonly isPayer: boolean } {
  const { searchParams } = new URL(url);
  const asked = searchParams.get('by');
  const by = asked === 'party' || asked === 'region' ? asked : 'contract';
  return { by, isPayer: searchParams.get('side') === 'payer' };
}
