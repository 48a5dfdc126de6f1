import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { organisations, royaltyStatements, statementQueries, contracts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

const licensor = alias(organisations, 'licensor');
const licensee = alias(organisations, 'licensee');

/** Questions about a contract's reports and what became of them, the oldest first. Each side is named, not its people. */
export const listQueries = ({ db }: Pick<Context, 'db'>, contractId: string) =>
  db
    .select({
      id: statementQueries.id,
      statementId: statementQueries.statementId,
      period: royaltyStatements.period,
      line: statementQueries.line,
      question: statementQueries.question,
      askedAt: statementQueries.askedAt,
      answer: statementQueries.answer,
      reply: statementQueries.reply,
      fileId: statementQueries.fileId,
      answeredAt: statementQueries.answeredAt,
      asker: licensor.name,
      answerer: licensee.name,
    })
    .from(statementQueries)
    .innerJoin(royaltyStatements, eq(royaltyStatements.id, statementQueries.statementId))
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .innerJoin(licensor, eq(licensor.id, contracts.licensorOrgId))
    .innerJoin(licensee, eq(licensee.id, contracts.licenseeOrgId))
    .where(eq(royaltyStatements.contractId, contractId))
    .orderBy(asc(statementQueries.askedAt));

/** When a report's last question was answered; null where none was. */
export const lastAnswer = (queries: readonly { readonly answeredAt: Date | null }[]): Date | null =>
  queries.reduce<Date | null>(
    (last, { answeredAt }) => (answeredAt && (last === null || answeredAt > last) ? answeredAt : last),
    null,
  );
