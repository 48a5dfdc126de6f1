import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError, type FieldFault, refuseFaults } from '#app/domain/errors.ts';
import { lacking, type RegistrationNeed } from '#app/domain/registration-needs.ts';
import { askFault, registrationMachine, type StatedNumberWay } from '#app/domain/registration.ts';
import { achievements, registrations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { tellLevel } from './tell-level.server.ts';
import { needsOf, pathOf } from './registration-case.server.ts';
import { loadOwnRegistration, moveRegistration, type Registration } from './own-registration.server.ts';

interface AskRegistrationInput {
  readonly id: string;
  /** The unit says that papers which are missing here go to the authority in another way. */
  readonly bringsPapers: boolean;
  /** What becomes of a number that the unit stated itself; without one it is not asked. */
  readonly number?: StatedNumberWay | undefined;
}

/**
 * The unit asks for registration of a published achievement, the first time or after it was sent back. What the form of
 * registration asks for stands in the record; a number that the unit states to have is confirmed or given anew, as it says.
 */
export async function askRegistration(ctx: ActorContext, input: AskRegistrationInput): Promise<Registration> {
  const earlier = await loadOwnRegistration(ctx, input.id);
  return inTransaction(
    ctx,
    async (tx) => {
      const [achievement] = await tx.db
        .select({
          id: achievements.id,
          name: achievements.name,
          orgId: achievements.orgId,
          versionN: achievements.versionN,
          state: achievements.state,
          regNo: achievements.regNo,
        })
        .from(achievements)
        .where(eq(achievements.id, input.id))
        .for('update');
      if (achievement === undefined) throw new AppError('not_found');
      const isVerified = tx.actor.org?.verified === true;
      const fault = askFault({ ...achievement, registration: earlier?.state ?? null, isVerified });
      if (fault === 'unverified') throw new AppError('organisation_unverified');
      if (fault !== null) throw new AppError('state_changed');
      if (achievement.regNo !== null && input.number === undefined) {
        throw new AppError('invalid', { says: '请选择已填的登记号怎么办。' }, 'number');
      }
      refuseFaults(faultsOf(await needsOf(tx, achievement), input.bringsPapers));
      const { orgId } = achievement;
      const { path, regionCode } = await pathOf(tx, orgId);
      const fresh = {
        versionN: achievement.versionN,
        levels: [...path.levels],
        level: path.levels[0] ?? ('province' as const),
        regionCode,
        waitingSince: tx.now(),
        note: null,
        statedRegNo: input.number === 'keep' ? achievement.regNo : null,
        bringsPapersOn: input.bringsPapers ? dayOf(tx.now()) : null,
      };
      const row =
        earlier === null
          ? await insertFirst(tx, { ...fresh, achievementId: achievement.id, orgId })
          : await moveRegistration(tx, earlier, 'submit', fresh);
      if (input.bringsPapers) {
        const subject = { subjectType: 'achievement', subjectId: achievement.id, versionN: row.versionN };
        await audit(tx, { deed: 'registration.promise_papers', ...subject });
      }
      await tellLevel(tx, row, achievement.name);
      return row;
    },
    () => new AppError('state_changed'),
  );
}

/** What keeps the record from being handed in: fields that are empty, and papers that nobody brings. */
function faultsOf(needs: readonly RegistrationNeed[], bringsPapers: boolean): FieldFault[] {
  const papers = bringsPapers ? [] : lacking(needs, 'paper').map(({ says }) => says);
  return [
    ...lacking(needs, 'field').map(({ key, says }) => ({ field: key, says: `登记要求填写${says}，请用更正补上。` })),
    ...(papers.length === 0
      ? []
      : [
          {
            field: 'bringsPapers',
            says: `登记要求的材料还缺：${papers.join('；')}。请先上传，或者声明另行报送。`,
          },
        ]),
  ];
}

type First = Pick<
  typeof registrations.$inferInsert,
  | 'achievementId'
  | 'orgId'
  | 'versionN'
  | 'levels'
  | 'level'
  | 'regionCode'
  | 'waitingSince'
  | 'bringsPapersOn'
  | 'statedRegNo'
>;

async function insertFirst(tx: In<ActorContext>, values: First): Promise<Registration> {
  const row = await insertRow(tx, registrations, {
    ...values,
    state: registrationMachine.initial,
    askedBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  const { achievementId, versionN } = row;
  await audit(tx, {
    deed: 'registration.submit',
    subjectType: 'achievement',
    subjectId: achievementId,
    versionN,
  });
  return row;
}
