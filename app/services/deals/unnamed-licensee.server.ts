import { sql } from 'drizzle-orm';
import { staysUnnamed } from '#app/domain/deal-access.ts';
import type { DealState } from '#app/domain/deal.ts';
import { deals, demands, demandVersions } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** An anonymous enterprise that was approached stays unnamed to the other side until it accepts. */
export const hidesLicensee = (
  ctx: ActorContext,
  deal: { origin: string; state: DealState; licenseeOrgId: string },
  confidentiality: string | null,
): boolean => staysUnnamed(deal, confidentiality) && ctx.actor.org?.orgId !== deal.licenseeOrgId;

/** What the demand of a deal says of naming its enterprise; null of a deal without one. */
export const demandConfidentiality = sql<string | null>`(
  select v.data->>'confidentiality' from ${demands} d
    join ${demandVersions} v on v.demand_id = d.id and v.n = d.version_n
    where d.id = ${deals.demandId})`;
