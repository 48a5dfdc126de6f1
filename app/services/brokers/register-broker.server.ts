import { and, eq } from 'drizzle-orm';
import { mayRegisterAsBroker } from '#app/domain/talent-access.ts';
import { type BrokerCertificate, brokerMachine } from '#app/domain/broker.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { brokers, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { tellOffices } from './registry-office.server.ts';

export type Broker = typeof brokers.$inferSelect;

/**
 * A person files his certificate with the registry, for the first time, again after it was sent back, or renewed. Nobody acts as a
 * broker on a certificate that no authority has checked; a renewed one waits beside the one in force.
 */
export async function registerBroker(ctx: ActorContext, certificate: BrokerCertificate): Promise<Broker> {
  const { org, userId } = ctx.actor;
  if (org === null || !mayRegisterAsBroker(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  const today = dayOf(ctx.now());
  if (certificate.certificateOn !== null && certificate.certificateOn > today)
    throw new AppError('invalid', { says: '发证日期不能晚于今天。' }, 'certificateOn');
  if (certificate.certificateUntilOn !== null && certificate.certificateUntilOn < today)
    throw new AppError('invalid', { says: '证书已经过期，换证后再登记。' }, 'certificateUntilOn');
  const [before] = await ctx.db.select().from(brokers).where(eq(brokers.userId, userId));
  return inTransaction(
    ctx,
    async (tx) => {
      const [unit] = await tx.db.select().from(organisations).where(eq(organisations.id, org.orgId));
      const row =
        before === undefined
          ? await first()
          : before.state === 'listed'
            ? await move(before, { state: nextState(brokerMachine, before.state, 'renew'), pending: certificate })
            : await move(before, {
                ...certificate,
                orgId: org.orgId,
                state: nextState(brokerMachine, before.state, 'file'),
              });
      if (row === undefined) throw new AppError('state_changed');
      await audit(tx, {
        deed: `broker.${before?.state === 'listed' ? 'renew' : 'file'}`,
        subjectType: 'broker',
        subjectId: row.id,
      });
      await tellOffices(tx, unit?.regionCode ?? '', { kind: 'broker.file', href: '/desk/talent' });
      return row;

      async function first() {
        const [made] = await tx.db
          .insert(brokers)
          .values({
            ...certificate,
            userId,
            orgId: org?.orgId ?? '',
            state: brokerMachine.initial,
            publicAt: null,
            fields: [],
            chains: [],
            regions: [],
            intro: '',
            isSample: unit?.isSample ?? false,
            createdAt: tx.now(),
          })
          .returning();
        return made;
      }

      async function move(from: Broker, columns: Partial<Broker>) {
        const [moved] = await tx.db
          .update(brokers)
          .set({ ...columns, reviewNote: null })
          .where(and(eq(brokers.id, from.id), eq(brokers.state, from.state)))
          .returning();
        return moved;
      }
    },
    () => new AppError('state_changed'),
  );
}
