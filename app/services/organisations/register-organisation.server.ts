import { v7 } from 'uuid';
import { isSupplier, type OrganisationKind } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { memberships, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { once } from '../platform/once.server.ts';

export interface RegisterOrganisation {
  readonly key: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly uscc: string;
  readonly regionCode: string;
  readonly intro: string;
}

/** Opens an organisation, unverified, with the actor as its owner and officer. */
export async function registerOrganisation(ctx: ActorContext, input: RegisterOrganisation): Promise<{ id: string }> {
  if (ctx.actor.org !== null) throw new AppError('conflict');
  const { key, ...columns } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, isFirst } = await once(tx, key, 'organisation.register', v7());
      if (!isFirst) return { id };
      await tx.db.insert(organisations).values({
        ...columns,
        id,
        state: 'unverified',
        // Whether it is state-established decides about publicity: universities and institutes until a reviewer says no.
        isStateEstablished: isSupplier(input.kind),
        // Of whom no scheme is usual it is asked with each receipt.
        ...(isSupplier(input.kind) ? {} : { teamPpm: 0 }),
      });
      await tx.db.insert(memberships).values({ orgId: id, userId: tx.actor.userId, roles: ['owner', 'officer'] });
      await audit(tx, { deed: 'organisation.register', subjectType: 'organisation', subjectId: id, orgId: id });
      return { id };
    },
    () => new AppError('duplicate', { says: '这个信用代码已经注册，请联系该机构的管理员把你加为成员。' }, 'uscc'),
  );
}
