import type { Organisation, Person } from './make.ts';
import type { OrganisationKey } from './world/organisations.ts';

/** The rows of the demo world by the keys of its texts. */
export interface DemoWorld {
  readonly orgs: ReadonlyMap<OrganisationKey, Organisation>;
  readonly people: ReadonlyMap<string, Person>;
  /** The first officer of each organisation: the author of its listings. */
  readonly officers: ReadonlyMap<OrganisationKey, Person>;
}
