import { asc, eq } from 'drizzle-orm';
import { contractDeeds, type ContractSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { contractTexts, contractVersions, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { type KeptVersion, type VersionDifference, versionDifference } from './clause-differences.server.ts';
import { listMoves } from './clause-moves.server.ts';
import { keepMissingTexts, textOfVersion } from './keep-texts.server.ts';
import { listVersions } from './contract-rows.server.ts';
import type { ContractVersion } from './own-contract.server.ts';
import { partiesOf } from './queries.server.ts';
import { hiddenVersions } from './seen-versions.server.ts';
import { seeContract } from './see-contract.server.ts';

/** How the terms came about: each version with what it changes and why, the newest first, and what this person may answer. */
export async function termsPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  await keepMissingTexts(ctx, id);
  const [all, said, parties, hidden, listed] = await Promise.all([
    ctx.db
      .select({ version: contractVersions, text: contractTexts.text, by: users.name })
      .from(contractVersions)
      .innerJoin(users, eq(users.id, contractVersions.authorId))
      .innerJoin(contractTexts, textOfVersion)
      .where(eq(contractVersions.contractId, id))
      .orderBy(asc(contractVersions.n)),
    listMoves(ctx, id),
    partiesOf(ctx, contract),
    hiddenVersions(ctx, id, side),
    listVersions(ctx, contract),
  ]);
  const rows = all.filter(({ version }) => !hidden.has(version.n));
  const moves = said.filter(({ versionN }) => !hidden.has(versionN));
  const versions = rows.map(({ version, text }) => ({ ...version, text }));
  const deeds = side === null ? [] : contractDeeds(ctx.actor, contract);
  const history = versions.map((version, i) => ({
    n: version.n,
    side: version.side,
    by: rows[i]?.by ?? '',
    createdAt: version.createdAt,
    sha256: version.sha256,
    standing: listed.find(({ n }) => n === version.n)?.standing ?? '',
    ...difference(versions[i - 1] ?? null, version),
    moves: moves.filter(({ versionN }) => versionN === version.n),
  }));
  const current = versions.find(({ n }) => n === contract.versionN);
  const answered = current === undefined ? null : before(versions, current.n, contract.proposedBySide);
  const open = contract.state !== 'offered' || current === undefined ? none : difference(answered, current);
  return {
    contract,
    side,
    ...parties,
    history: history.toReversed(),
    /** The open changes against what the other side had, for whose turn it is and for who made them. */
    open: open.clauses.map((clause) => ({
      ...clause,
      note: moves.findLast((move) => move.versionN === contract.versionN && move.clause === clause.key)?.note ?? '',
    })),
    reworded: open.reworded,
    mayAnswer: deeds.includes('counter') && answered !== null,
    mayAgree: deeds.includes('agree'),
    mayCounter: deeds.includes('counter'),
    mayWithdraw: deeds.includes('recall') && answered !== null,
  };
}

/** As `versionBefore` asks the database, among rows at hand. */
const before = <Row extends ContractVersion>(versions: readonly Row[], n: number, side: ContractSide): Row | null =>
  versions.findLast((row) => row.n < n && (row.side === null || row.side === otherContractSide(side))) ?? null;

const none: VersionDifference = { clauses: [], reworded: [] };

const difference = (old: KeptVersion | null, version: KeptVersion): VersionDifference =>
  old === null ? none : versionDifference(old, version);
