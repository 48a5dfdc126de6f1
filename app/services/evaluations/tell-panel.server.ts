import { and, eq, inArray } from 'drizzle-orm';
import { evaluationExperts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import type { Evaluation } from './own-evaluation.server.ts';

/** Tells the evaluating organisation and its panel what became of an evaluation, save those who keep out of it. */
export async function tellPanel(
  tx: In<Context>,
  { id, evaluatorOrgId }: Pick<Evaluation, 'id' | 'evaluatorOrgId'>,
  title: string,
  kind: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const notice = { kind, params: { title, ...more }, href: `/desk/evaluations/${id}` };
  await notifyOrganisation(tx, evaluatorOrgId, ['officer'], notice);
  const panel = await tx.db
    .select({ userId: evaluationExperts.userId })
    .from(evaluationExperts)
    .where(
      and(eq(evaluationExperts.evaluationId, id), inArray(evaluationExperts.state, ['invited', 'joined', 'scored'])),
    );
  await notifyPeople(
    tx,
    panel.map(({ userId }) => userId),
    notice,
  );
}
