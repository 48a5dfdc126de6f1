import { and, asc, eq } from 'drizzle-orm';
import { contractDeeds, type ContractSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { contractVersions, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { clauseDifferences } from './clause-differences.server.ts';
import { listMoves } from './clause-moves.server.ts';
import { listVersions } from './contract-rows.server.ts';
import type { ContractVersion } from './own-contract.server.ts';
import { partiesOf } from './queries.server.ts';
import { hiddenVersions } from './seen-versions.server.ts';
import { seeContract } from './see-contract.server.ts';

/** How the terms came about: each version with what it changes and why, the newest first, and what this person may answer. */
export async function termsPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  const [all, said, parties, hidden, listed] = await Promise.all([
    ctx.db
      .select({ version: contractVersions, by: users.name })
      .from(contractVersions)
      .innerJoin(users, eq(users.id, contractVersions.authorId))
      .where(and(eq(contractVersions.contractId, id)))
      .orderBy(asc(contractVersions.n)),
    listMoves(ctx, id),
    partiesOf(ctx, contract),
    hiddenVersions(ctx, id, side),
    listVersions(ctx, contract),
  ]);
  const rows = all.filter(({ version }) => !hidden.has(version.n));
  const moves = said.filter(({ versionN }) => !hidden.has(versionN));
  const versions = rows.map(({ version }) => version);
  const deeds = side === null ? [] : contractDeeds(ctx.actor, contract);
  const history = rows.map(({ version, by }, i) => ({
    n: version.n,
    side: version.side,
    by,
    createdAt: version.createdAt,
    sha256: version.sha256,
    standing: listed.find(({ n }) => n === version.n)?.standing ?? '',
    clauses: differences(versions[i - 1] ?? null, version),
    moves: moves.filter(({ versionN }) => versionN === version.n),
  }));
  const current = versions.find(({ n }) => n === contract.versionN);
  const answered = current === undefined ? null : before(versions, current.n, contract.proposedBySide);
  return {
    contract,
    side,
    ...parties,
    history: history.toReversed(),
    /** The open changes against what the other side had, for whose turn it is and for who made them. */
    open:
      contract.state !== 'offered' || current === undefined || answered === null
        ? []
        : differences(answered, current).map((clause) => ({
            ...clause,
            note: moves.findLast((move) => move.versionN === current.n && move.clause === clause.key)?.note ?? '',
          })),
    mayAnswer: deeds.includes('counter') && answered !== null,
    mayAgree: deeds.includes('agree'),
    mayCounter: deeds.includes('counter'),
    mayWithdraw: deeds.includes('recall') && answered !== null,
  };
}

/** As `versionBefore` asks the database, among rows at hand. */
const before = (versions: readonly ContractVersion[], n: number, side: ContractSide): ContractVersion | null =>
  versions.findLast((row) => row.n < n && (row.side === null || row.side === otherContractSide(side))) ?? null;

const differences = (old: ContractVersion | null, { data }: ContractVersion) => {
  if (old === null) return [];
  const { licensor, licensee, achievement: subject } = data;
  return clauseDifferences(termsFromJson(old.data.terms), termsFromJson(data.terms), { licensor, licensee, subject });
};
