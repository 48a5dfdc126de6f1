import { v7 } from 'uuid';
import { identityProofs } from '#app/domain/trust.ts';
import type { Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { brokers as brokerRows, organisations as organisationRows } from '#db/schema/index.ts';
import { computeMatches } from '#app/services/matches/compute-matches.server.ts';
import { drainSearch } from '#search/changes.server.ts';
import { seedBounties } from './demo-bounties.ts';
import { seedEvents } from './demo-events.ts';
import { seedMoney } from './demo-money.ts';
import { seedMeetings } from './demo-meetings.ts';
import { seedLibrary } from './demo-library.ts';
import { seedTalent } from './demo-talent.ts';
import { seedListings } from './demo-listings.ts';
import { makeCardAccount, makePayeeAccount, makePerson, type Organisation, type Person } from './make.ts';
import type { DemoWorld } from './demo-world.ts';
import { tellStory } from './story.ts';
import { brokers } from './world/brokers.ts';
import { organisations, type OrganisationKey } from './world/organisations.ts';
import { people } from './world/people.ts';

interface DemoOptions {
  readonly log: (line: string) => void;
  /** Opens a connected account at the stand-in for card payments and answers its id. */
  readonly connectAccount: (name: string) => Promise<string>;
}

/** Fills an empty database with the demo world, once; does nothing where anybody already registered. */
export async function seedDemo(ctx: Context, { log, connectAccount }: DemoOptions): Promise<DemoWorld | null> {
  const db = ctx.db as Database;
  const [someone] = await db.select({ id: organisationRows.id }).from(organisationRows).limit(1);
  if (someone !== undefined) return null;
  log('Writing the demo world, once …');
  const orgs = new Map<OrganisationKey, Organisation>();
  for (const sample of organisations) {
    const isPayee = sample.kind === 'university' || sample.kind === 'institute';
    const [row] = await db
      .insert(organisationRows)
      .values({
        id: v7(),
        kind: sample.kind,
        name: sample.name,
        uscc: sample.uscc,
        regionCode: sample.region,
        isStateEstablished: sample.isStateEstablished,
        intro: sample.intro,
        isSample: true,
        state: 'verified',
        verifiedAt: ctx.now(),
        checkedAt: ctx.now(),
        proofs: [...identityProofs(sample.kind).slice(0, 1), 'authorisation'],
        stripeAccountId: isPayee ? await connectAccount(sample.name) : null,
      })
      .returning();
    if (row === undefined) throw new Error('organisation was not made');
    orgs.set(sample.key, row);
    if (row.stripeAccountId !== null) await makeCardAccount(db, row, row.stripeAccountId);
    if (sample.kind !== 'authority' && sample.kind !== 'organizer') {
      await makePayeeAccount(db, row, { accountNo: `6200${String(orgs.size).padStart(12, '0')}` });
    }
  }
  const world = new Map<string, Person>();
  const officers = new Map<OrganisationKey, Person>();
  for (const sample of people) {
    const org = sample.org === null ? null : (orgs.get(sample.org) ?? null);
    const person = await makePerson(db, org, sample.roles, {
      name: sample.name,
      email: sample.email,
      phoneNumber: `+86${sample.phone}`,
      platformRoles: sample.platformRoles,
    });
    world.set(sample.key, person);
    if (sample.org !== null && sample.roles.includes('officer') && !officers.has(sample.org)) {
      officers.set(sample.org, person);
    }
  }
  for (const { person, org, sample, ...columns } of brokers) {
    const userId = world.get(person)?.id;
    const orgId = orgs.get(org)?.id;
    if (userId === undefined || orgId === undefined) throw new Error(`broker ${person} has no account`);
    await db.insert(brokerRows).values({
      ...columns,
      fields: [...columns.fields],
      chains: [...columns.chains],
      regions: [...columns.regions],
      userId,
      orgId,
      isSample: sample,
    });
  }
  const made: DemoWorld = { orgs, people: world, officers };
  const listings = await seedListings(ctx, made);
  await drainSearch(ctx);
  for (const demandId of listings.demands.values()) await computeMatches(ctx, { demandId });
  await tellStory(ctx, made, listings);
  await seedMoney(ctx, made);
  await seedBounties(ctx, made, listings);
  await seedEvents(ctx, made);
  await seedMeetings(ctx, made);
  await seedLibrary(ctx, made, listings);
  await seedTalent(ctx, made);
  await drainSearch(ctx);
  return made;
}
