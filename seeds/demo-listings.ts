import type { AchievementData, AchievementPrice } from '#app/domain/achievement-data.ts';
import { nameKey } from '#app/domain/achievement-data.ts';
import { addDays, addMonths, dayOf, startOfDay } from '#app/domain/days.ts';
import { confirmDueOn } from '#app/domain/listing.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { formulaWords } from '#app/domain/price-formula.ts';
import { type Context, type In, inTransaction } from '#app/services/context.server.ts';
import { planConfirmation } from '#app/services/listings/plan-confirmation.server.ts';
import { clearDeadline } from '#app/services/platform/deadline.server.ts';
import { nextNumber } from '#app/services/platform/next-number.server.ts';
import { noteSearchChange } from '#app/services/platform/note-search-change.server.ts';
import { fingerprint } from '#app/services/fingerprint.server.ts';
import {
  achievementPeople,
  achievements as achievementRows,
  achievementVersions,
  demands as demandRows,
  listings as listingRows,
  demandVersions,
} from '#db/schema/index.ts';
import type { DemoWorld } from './demo-world.ts';
import { achievements } from './world/achievements.ts';
import { demands } from './world/demands.ts';
import type { SampleAchievement, SamplePrice } from './world/sample-achievement.ts';
import type { SampleDemand } from './world/sample-demand.ts';

/** Ten in the morning of a day: listings were published during working hours. */
const morning = (day: string): Date => new Date(startOfDay(day).getTime() + 10 * 3_600_000);

const priceOf = (price: SamplePrice): AchievementPrice => {
  switch (price.kind) {
    case 'negotiable':
      return { kind: 'negotiable' };
    case 'fixed':
      return { kind: 'fixed', amountFen: price.amountFen.toString() };
    case 'range':
      return { kind: 'range', minFen: price.minFen.toString(), maxFen: price.maxFen.toString() };
    case 'pay_later':
      return {
        ...price,
        milestonesFen: price.milestonesFen.toString(),
        capFen: price.capFen.toString(),
      };
  }
};

const achievementDataOf = (sample: SampleAchievement): AchievementData => ({
  schemaVersion: 1,
  name: sample.name,
  regNo: null,
  problem: sample.problem,
  solution: sample.solution,
  abstract: sample.abstract,
  keywords: sample.keywords,
  searchTerms: sample.searchTerms,
  fields: sample.fields,
  chains: sample.chains,
  industries: sample.industries,
  regionCode: sample.region,
  type: sample.type,
  embodiment: sample.embodiment,
  origin: sample.origin,
  stage: sample.stage,
  trl: sample.trl,
  trlBasis: sample.trlBasis,
  level: sample.level,
  // The research ended a season before it was published, and took two and a half years.
  researchFrom: addMonths(sample.publishedOn, -34).slice(0, 7),
  researchTo: addMonths(sample.publishedOn, -4).slice(0, 7),
  evaluationMode: sample.trlBasis === 'third_party' ? 'third_party' : 'acceptance',
  projectNo: null,
  source: sample.source,
  ip: sample.ip.map((one) => ({ ...one, number: one.number ?? null, expiresOn: one.expiresOn ?? null })),
  transferModes: sample.transferModes,
  price: priceOf(sample.price),
  advantages: sample.advantages,
});

const demandDataOf = ({ budgetMinFen, budgetMaxFen, ...sample }: SampleDemand): DemandData => ({
  schemaVersion: 1,
  title: sample.title,
  summary: sample.summary,
  problem: sample.problem,
  statusQuo: sample.statusQuo,
  metrics: sample.metrics,
  fields: sample.fields,
  chains: sample.chains,
  regionCode: sample.region,
  wantedTrlMin: sample.wantedTrlMin,
  wantedTrlMax: sample.wantedTrlMax,
  budgetMinFen: budgetMinFen?.toString() ?? null,
  budgetMaxFen: budgetMaxFen?.toString() ?? null,
  cooperation: sample.cooperation,
  acceptPayLater: sample.acceptPayLater,
  ipRequirement: sample.ipRequirement,
  confidentiality: sample.confidentiality,
  validUntilOn: sample.validUntilOn,
  solveByOn: sample.solveByOn,
});

/** A number for each listing, of the year in which it was published. */
async function numbersOf(
  tx: In<Context>,
  series: 'achievement' | 'demand',
  listings: readonly { readonly publishedOn: string }[],
): Promise<string[]> {
  const numbers: string[] = [];
  for (const { publishedOn } of listings) {
    const [no = ''] = await nextNumber({ ...tx, now: () => morning(publishedOn) }, series);
    numbers.push(no);
  }
  return numbers;
}

/** Those of which the stories tell how they came to be listed. */
const listedLater = new Set(['vac-rotor', 'petro-crack']);
const isListed = ({ key, price }: SampleAchievement): boolean => price.kind !== 'negotiable' && !listedLater.has(key);

/** The terms of a listing as its unit would have typed them. */
async function list(
  tx: In<Context>,
  { price, transferModes, publishedOn, confirmedOn }: SampleAchievement,
  of: { readonly achievementId: string; readonly orgId: string; readonly createdBy: string },
): Promise<void> {
  const isPayLater = price.kind === 'pay_later';
  const formula = isPayLater
    ? {
        entryFen: '0',
        milestonesFen: String(price.milestonesFen),
        royaltyPpm: price.royaltyPpm,
        capFen: String(price.capFen),
      }
    : null;
  const today = dayOf(tx.now());
  const isStale = confirmDueOn(confirmedOn) < today;
  const [row] = await tx.db
    .insert(listingRows)
    .values({
      ...of,
      versionN: 1,
      state: isStale ? 'stale' : 'listed',
      modes: [...transferModes],
      pricing: 'agreed',
      priceKind: isPayLater ? 'formula' : price.kind === 'range' ? 'range' : 'fixed',
      minFen: price.kind === 'fixed' ? price.amountFen : price.kind === 'range' ? price.minFen : null,
      maxFen: price.kind === 'range' ? price.maxFen : null,
      formula: formula === null ? null : formulaWords(formula),
      formulaTerms: formula === null ? null : { ...formula, note: null },
      isPayLater,
      trialMonths: isPayLater ? price.trialMonths : null,
      payTrigger: isPayLater ? '试用达到约定指标' : null,
      confirmedOn,
      listedAt: morning(publishedOn),
      createdAt: morning(publishedOn),
    })
    .returning({ id: listingRows.id });
  if (row === undefined) throw new Error('listing was not made');
  await planConfirmation(tx, row.id, confirmedOn);
  // What fell due before today was done then.
  if (isStale) await clearDeadline(tx, 'listing.lapse', row.id);
  if (addDays(confirmDueOn(confirmedOn), -14) <= today) await clearDeadline(tx, 'listing.remind', row.id);
}

/** Writes the listings of the demo world with the dates they tell of; answers row ids by key. */
export async function seedListings(
  ctx: Context,
  world: DemoWorld,
): Promise<{ achievements: ReadonlyMap<string, string>; demands: ReadonlyMap<string, string> }> {
  const officers = [...world.officers.entries()];
  const of = (org: string) => {
    const row = world.orgs.get(org as never);
    const author = officers.find(([key]) => key === org)?.[1];
    if (row === undefined || author === undefined) throw new Error(`${org} has no officer`);
    return { orgId: row.id, authorId: author.id };
  };
  return inTransaction(ctx, async (tx) => {
    const ids = { achievements: new Map<string, string>(), demands: new Map<string, string>() };
    const achievementNos = await numbersOf(tx, 'achievement', achievements);
    for (const [at, sample] of achievements.entries()) {
      const { orgId, authorId } = of(sample.org);
      const data = achievementDataOf(sample);
      const [row] = await tx.db
        .insert(achievementRows)
        .values({
          no: achievementNos[at] ?? '',
          orgId,
          name: data.name,
          nameKey: nameKey(data.name),
          versionN: 1,
          state: 'published',
          isListed: isListed(sample),
          isSample: true,
          publishedAt: morning(sample.publishedOn),
          confirmedOn: sample.confirmedOn,
          createdBy: authorId,
          createdAt: morning(sample.publishedOn),
        })
        .returning({ id: achievementRows.id });
      if (row === undefined) throw new Error('achievement was not made');
      ids.achievements.set(sample.key, row.id);
      if (isListed(sample)) await list(tx, sample, { achievementId: row.id, orgId, createdBy: authorId });
      await tx.db
        .insert(achievementVersions)
        .values({ achievementId: row.id, n: 1, data, sha256: fingerprint(data), authorId });
      await tx.db.insert(achievementPeople).values(
        sample.people.map((person, position) => ({
          achievementId: row.id,
          position,
          name: person.name,
          title: person.title,
          sharePpm: person.sharePpm,
          userId: world.people.get(person.person)?.id ?? null,
          isPublic: true,
        })),
      );
    }
    const demandNos = await numbersOf(tx, 'demand', demands);
    for (const [at, sample] of demands.entries()) {
      const { orgId, authorId } = of(sample.org);
      const data = demandDataOf(sample);
      const [row] = await tx.db
        .insert(demandRows)
        .values({
          no: demandNos[at] ?? '',
          orgId,
          title: data.title,
          versionN: 1,
          state: 'published',
          isSample: true,
          publishedAt: morning(sample.publishedOn),
          validUntilOn: data.validUntilOn,
          createdBy: authorId,
          createdAt: morning(sample.publishedOn),
        })
        .returning({ id: demandRows.id });
      if (row === undefined) throw new Error('demand was not made');
      ids.demands.set(sample.key, row.id);
      await tx.db.insert(demandVersions).values({ demandId: row.id, n: 1, data, sha256: fingerprint(data), authorId });
    }
    await noteSearchChange(tx, 'achievement', ...ids.achievements.values());
    await noteSearchChange(tx, 'demand', ...ids.demands.values());
    return ids;
  });
}
