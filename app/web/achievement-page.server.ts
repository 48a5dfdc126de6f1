import type { AchievementData } from '#app/domain/achievement-data.ts';
import { achievementSchema } from '#app/domain/achievement-schema.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { countedPrice, offeredPrice } from '#app/domain/offered-price.ts';
import { publicRegistration } from '#app/domain/public-registration.ts';
import { patentKindLabels } from '#app/domain/patent.ts';
import { readPatentNumber } from '#app/domain/patent-number.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import { similarAchievements } from '#app/services/achievements/similar-achievements.server.ts';
import { isFollowing } from '#app/services/alerts/queries.server.ts';
import { shownAttachments } from '#app/services/attachments/pictures.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { findTrust } from '#app/services/organisations/trust.server.ts';
import { getPublicEvaluation } from '#app/services/evaluations/public-evaluation.server.ts';
import { licencesOf } from '#app/services/evaluations/queries.server.ts';
import { lastEndOf } from '#app/services/listings/last-end.server.ts';
import { findSold } from '#app/services/listings/find-sold.server.ts';
import { objectionsToEnded } from '#app/services/listings/objection-queries.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { registerOf } from '#app/services/patents/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { findPublicAuction } from '#app/services/trades/public-auction.server.ts';
import { findLiveTradeOf } from '#app/services/units/queries.server.ts';
import { achievementRowOf } from '#app/ui/achievements/achievement-row-of.ts';
import type { RightInWords } from '#app/ui/achievements/achievement-rights.tsx';
import { objectingReader } from './objecting-reader.server.ts';

/** All that the public page of an achievement shows to its reader. */
export async function achievementPage(ctx: Context, no: string, origin: string) {
  const [found, lists] = await Promise.all([getPublicAchievement(ctx, no), codeLists(ctx)]);
  const { data, org } = found;
  const numbers = data.ip.flatMap(({ number }) => (number === null ? [] : [number]));
  const [shown, listing, judged, licences, trade, similar, told, follows, sold, auction, ended, delistedOn, trust] =
    await Promise.all([
      shownAttachments(ctx, found.id),
      findLiveListing(ctx, found.id),
      getPublicEvaluation(ctx, found.id),
      licencesOf(ctx, found.id),
      findLiveTradeOf(ctx, found.id),
      similarAchievements(ctx, found),
      registerOf(ctx, { achievementId: found.id, orgId: org.id, numbers }),
      isFollowing(ctx, 'achievement', found.id),
      findSold(ctx, found.id),
      findPublicAuction(ctx, found.id),
      objectionsToEnded(ctx, { id: found.id, orgId: org.id }),
      lastEndOf(ctx, found.id),
      findTrust(ctx, org.id),
    ]);
  const price = offeredPrice(data.price, listing);
  const rights = rightsInWords(data, told, lists);
  return {
    found: shownOf(found),
    trust,
    ...shown,
    listing,
    ended,
    delistedOn: listing === null && sold === null ? delistedOn : null,
    sold,
    auction: auction?.state === 'announced' || sold?.by === 'auction' ? auction : null,
    licences,
    price,
    /** Paid in steps, and how: one price stands on the page, the one that counts. */
    terms: countedPrice(data.price, listing),
    rights,
    registration: publicRegistration(data, { orgName: org.name, registration: found.registration }, lists),
    lapsed: rights.flatMap(({ number, register }) => (number !== null && register?.isLapsed ? [number] : [])),
    listingModes: (listing?.modes ?? []).map((code) => codeLabel(lists, 'transfer_mode', code)),
    standing: {
      reports: judged.issued.length,
      trl: judged.trl?.level ?? null,
      feedback: judged.feedback.length,
      latest: latestOf(judged.issued[0]),
    },
    maturity: maturityOf(judged),
    schema: achievementSchema({
      ...data,
      ...found,
      origin,
      price,
      isSold: sold !== null,
      patents: rights.flatMap(({ number, register }) => (number !== null && !register?.isLapsed ? [number] : [])),
    }),
    trade: trade && { no: trade.no },
    similar: similar.map(({ document, terms }) => ({ ...achievementRowOf(document, [], lists), terms })),
    isSignedIn: ctx.actor !== null,
    reader: await objectingReader(ctx),
    replayKey: crypto.randomUUID(),
    today: dayOf(ctx.now()),
    words: wordsOf(data, listing?.modes ?? data.transferModes, lists),
    // The unit's own people look after it on the desk instead of asking themselves.
    isOwn: ctx.actor?.org?.orgId === org.id,
    isFollowing: follows,
  };
}

type Report = Awaited<ReturnType<typeof getPublicEvaluation>>['issued'][number];

/** Of the newest report: who judged, when, and each value with its spread. */
const latestOf = (report: Report | undefined) =>
  report && report.spread.length > 0
    ? {
        evaluator: report.evaluator,
        isSample: report.isSample,
        issuedOn: report.issuedOn,
        panelSize: report.panelSize,
        spread: report.spread,
      }
    : null;

/** What the confirmed level rests on, where the record's text is open. */
const maturityOf = ({ trl, reach }: Awaited<ReturnType<typeof getPublicEvaluation>>) =>
  trl && {
    level: trl.level,
    source: trl.source,
    evaluationId: trl.evaluationId,
    reach,
    assessor: trl.assessor,
    assessedOn: trl.assessedOn,
    evidence: trl.answers.find(({ level }) => level === trl.level)?.evidence ?? '',
    confirmedOn: trl.decidedAt && dayOf(trl.decidedAt),
    confirmedBy: trl.confirmedBy.org,
  };

type Found = Awaited<ReturnType<typeof getPublicAchievement>>;

/** What the page says of the record, name by name: whatever else is loaded for it stays here. */
const shownOf = ({
  id,
  no,
  isSample,
  isSummary,
  regNo,
  regNoBasis,
  confirmedOn,
  trl,
  use,
  people,
  replies,
  org,
  data,
}: Found) => ({
  id,
  no,
  isSample,
  isSummary,
  regNo,
  regNoBasis,
  confirmedOn,
  /** The level that counts. */
  trl,
  use,
  people,
  replies,
  org: { name: org.name, uscc: org.uscc, isSample: org.isSample },
  data: {
    name: data.name,
    problem: data.problem,
    solution: data.solution,
    abstract: data.abstract,
    keywords: data.keywords,
    fields: data.fields,
    advantages: data.advantages,
    trl: data.trl,
    videoUrl: data.videoUrl ?? null,
  },
});

const wordsOf = (data: AchievementData, modes: readonly string[], lists: CodeLists) => {
  const label = (list: string) => (code: string) => codeLabel(lists, list, code);
  return {
    fields: data.fields.map(label('field')),
    chains: data.chains.map(label('chain')),
    region: codeLabel(lists, 'region', data.regionCode),
    type: codeLabel(lists, 'achievement_type', data.type),
    level: data.level === null ? null : codeLabel(lists, 'level', data.level),
    stage: data.stage === null ? null : codeLabel(lists, 'stage', data.stage),
    source: data.source === null ? null : codeLabel(lists, 'project_source', data.source),
    modes: modes.map(label('transfer_mode')),
  };
};

/** Rights that the text names and patents linked to it, each with what the register says. */
function rightsInWords(
  data: AchievementData,
  { linked, register }: Awaited<ReturnType<typeof registerOf>>,
  lists: CodeLists,
): RightInWords[] {
  const toldOf = (number: string | null) => register.find((one) => one.number === number) ?? null;
  const named = data.ip.map(({ name, type, status, number, expiresOn, holder, encumbrance }) => ({
    name,
    number,
    expiresOn,
    holder: holder ?? null,
    encumbrance: encumbrance ?? null,
    type: codeLabel(lists, 'ip_type', type),
    status: codeLabel(lists, 'ip_status', status),
    register: toldOf(number),
  }));
  const beside = linked.map((number) => {
    const told = toldOf(number);
    const read = readPatentNumber(number);
    const type = told?.type ?? (typeof read === 'string' ? null : read.type);
    return {
      name: told?.title ?? number,
      number,
      expiresOn: null,
      holder: null,
      encumbrance: null,
      type: type === null ? '专利' : patentKindLabels[type],
      status: '待查',
      register: told,
    };
  });
  return [...named, ...beside];
}
