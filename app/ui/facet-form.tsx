import type { AchievementSearch } from '#app/domain/achievement-search.ts';
import type { Facet } from '#app/domain/search-facets.ts';
import { FacetGroup } from './facet-group.tsx';
import { FacetPanel } from './facet-panel.tsx';
import { TrlFacet } from './trl-facet.tsx';

interface FacetFormProps {
  search: AchievementSearch;
  facets: readonly Facet[];
  /** Results at each of the nine levels; left out where the list has no such facet. */
  trl?: readonly number[] | undefined;
  /** Boxes that are on or off, each with what is found with it. */
  marks: readonly {
    readonly name: 'payLater' | 'listed' | 'provincial';
    readonly label: string;
    readonly count: number;
  }[];
  chosen: number;
  total: number;
  to: (change: Partial<AchievementSearch>) => string;
}

/** Everything a public list can be narrowed by, as one GET form. */
export function FacetForm({ search, facets, trl, marks, chosen, total, to }: FacetFormProps) {
  const { words, sort } = search;
  const usual = words === '' ? 'confirmed' : 'relevance';
  const keep: [string, string][] = [
    ...(words === '' ? [] : [['q', words] as [string, string]]),
    ...(sort === usual ? [] : [['sort', sort] as [string, string]]),
    ...(search.isExact ? [['exact', '1'] as [string, string]] : []),
    ...(search.org === null ? [] : [['org', search.org] as [string, string]]),
  ];
  const group = ({ key, ...facet }: Facet) => <FacetGroup key={key} {...facet} clearTo={to({ [key]: [] })} />;
  return (
    <FacetPanel keep={keep} chosen={chosen} total={total}>
      {facets.slice(0, 2).map(group)}
      {trl && (
        <TrlFacet counts={trl} from={search.trlFrom} to={search.trlTo} clearTo={to({ trlFrom: null, trlTo: null })} />
      )}
      <FacetGroup
        name="marks"
        label="只看"
        options={marks.map((mark) => ({ ...mark, value: '1', checked: search[mark.name] }))}
        clearTo={to({ payLater: false, listed: false, provincial: false })}
      />
      {facets.slice(2).map(group)}
    </FacetPanel>
  );
}
