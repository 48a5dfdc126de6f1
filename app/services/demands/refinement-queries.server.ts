import { and, asc, desc, eq, inArray, ne, or } from 'drizzle-orm';
import { demandChanges, type DemandChange, type SayCode } from '#app/domain/demand-diff.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { demandQuestions, demands, demandVersions, organisations, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { findWentOn } from './went-on.server.ts';
import { seeRefinement } from './see-refinement.server.ts';

export interface DemandVersionLine {
  readonly n: number;
  readonly createdAt: Date;
  /** Against the version before; empty for the first. */
  readonly changes: readonly DemandChange[];
}

/** How many versions are compared on a page. */
const mostVersions = 20;

/** Versions of a demand from the newest, each with what it changed, in words. `from` leaves out drafts that nobody saw. */
export async function listVersions(ctx: ActorContext, demandId: string): Promise<DemandVersionLine[]> {
  const [rows, lists] = await Promise.all([
    ctx.db
      .select({ n: demandVersions.n, data: demandVersions.data, createdAt: demandVersions.createdAt })
      .from(demandVersions)
      .where(eq(demandVersions.demandId, demandId))
      .orderBy(desc(demandVersions.n))
      .limit(mostVersions + 1),
    codeLists(ctx),
  ]);
  const say: SayCode = (list, code) => codeLabel(lists, list, code);
  return rows.slice(0, mostVersions).map(({ n, data, createdAt }, at) => {
    const before = rows[at + 1];
    return { n, createdAt, changes: before === undefined ? [] : demandChanges(before.data, data, say) };
  });
}

/**
 * The page of a demand's refinement: what it says now, its versions, questions and answers. A team reads its own questions and
 * the answers given to all; the enterprise reads everything. Whom a question came from only the enterprise is told.
 */
export async function getRefinement(ctx: ActorContext, id: string) {
  const seen = await seeRefinement(ctx, id);
  const orgId = ctx.actor.org?.orgId ?? '';
  const own = eq(demandQuestions.orgId, orgId);
  const [[version], questions, versions, [head]] = await Promise.all([
    ctx.db
      .select({ data: demandVersions.data })
      .from(demandVersions)
      .where(and(eq(demandVersions.demandId, id), eq(demandVersions.n, seen.demand.versionN))),
    ctx.db
      .select({ question: demandQuestions, orgName: organisations.name, askerName: users.name })
      .from(demandQuestions)
      .innerJoin(organisations, eq(organisations.id, demandQuestions.orgId))
      .innerJoin(users, eq(users.id, demandQuestions.askedBy))
      .where(
        and(
          eq(demandQuestions.demandId, id),
          seen.as === 'owner' ? undefined : or(own, eq(demandQuestions.answerTo, 'all')),
        ),
      )
      .orderBy(asc(demandQuestions.createdAt))
      .limit(300),
    listVersions(ctx, id),
    ctx.db
      .select({ orgName: organisations.name, isSample: organisations.isSample })
      .from(organisations)
      .where(eq(organisations.id, seen.demand.orgId)),
  ]);
  if (version === undefined) throw new Error('demand without its version');
  const wentOn = await findWentOn(ctx, seen.demand, version.data.confidentiality);
  const isNamed = seen.as === 'owner' || version.data.confidentiality !== 'anonymous';
  return {
    ...seen,
    data: version.data,
    wentOn,
    orgName: isNamed ? (head?.orgName ?? '') : null,
    isSample: isNamed && (head?.isSample ?? false),
    teams: seen.as === 'owner' ? seen.teams : [],
    teamCount: seen.teams.length,
    versions:
      seen.as === 'owner' ? versions : versions.filter(({ createdAt }) => isPublicVersion(seen.demand, createdAt)),
    questions: questions.map(({ question, orgName, askerName }) => {
      const isOwn = question.orgId === orgId;
      const isSeen = seen.as === 'owner' || isOwn;
      return {
        id: question.id,
        versionN: question.versionN,
        body: question.body,
        from: isSeen ? `${orgName} ${askerName}` : null,
        isOwn,
        answer: question.answer,
        answerTo: question.answerTo,
        answeredAt: question.answeredAt,
        becameVersionN: question.becameVersionN,
        createdAt: question.createdAt,
      };
    }),
  };
}

const isPublicVersion = (demand: { publishedAt: Date | null }, createdAt: Date): boolean =>
  demand.publishedAt !== null && createdAt.getTime() >= demand.publishedAt.getTime();

/** Other public demands of the enterprise, into which one may be merged. */
export const listMergeable = (ctx: ActorContext, demand: { id: string; orgId: string }) =>
  ctx.db
    .select({ id: demands.id, title: demands.title })
    .from(demands)
    .where(
      and(eq(demands.orgId, demand.orgId), ne(demands.id, demand.id), inArray(demands.state, [...matchableStates])),
    )
    .orderBy(desc(demands.updatedAt))
    .limit(50);

/** The question that a new version answers, for the line above the form. */
export async function findQuestion(ctx: ActorContext, demandId: string, questionId: string) {
  const [row] = await ctx.db
    .select({ id: demandQuestions.id, body: demandQuestions.body, answer: demandQuestions.answer })
    .from(demandQuestions)
    .where(and(eq(demandQuestions.id, questionId), eq(demandQuestions.demandId, demandId)));
  return row ?? null;
}
