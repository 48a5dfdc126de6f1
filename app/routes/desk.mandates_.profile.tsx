import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRegisterAsBroker } from '#app/domain/talent-access.ts';
import { brokerMachine } from '#app/domain/broker.ts';
import { choiceLabel, termsOf } from '#app/domain/code-list.ts';
import { labelOf, transitionOf } from '#app/domain/machine.ts';
import { BrokerProfileInput, CertificateInput, UnitInput, UnitNameInput } from '#app/domain/talent-input.ts';
import { courseResult } from '#app/domain/training.ts';
import { declareConflict, endConflict } from '#app/services/brokers/declare-conflict.server.ts';
import { editProfile } from '#app/services/brokers/edit-profile.server.ts';
import { registerBroker } from '#app/services/brokers/register-broker.server.ts';
import { findOwnEntry } from '#app/services/brokers/registry-queries.server.ts';
import { dropServedUnit, nameServedUnit } from '#app/services/brokers/served-units.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { CertificateForm } from '#app/ui/talent/certificate-form.tsx';
import { ConflictUnits } from '#app/ui/talent/conflict-units.tsx';
import { EntryCard } from '#app/ui/talent/entry-card.tsx';
import { ProfileForm } from '#app/ui/talent/profile-form.tsx';
import { ServedUnits } from '#app/ui/talent/served-units.tsx';
import { TrainingList } from '#app/ui/talent/training-list.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '我的技术经纪人登记 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { entry, units, conflicts, training } = await findOwnEntry(ctx);
    const lists = await codeLists(ctx);
    const plain = (list: string) =>
      termsOf(lists, list).map(({ code }) => ({ value: code, label: choiceLabel(lists, list, code) }));
    return {
      entry: entry && {
        state: entry.state,
        level: entry.level,
        certificateNo: entry.certificateNo,
        issuer: entry.issuer,
        certificateOn: entry.certificateOn,
        certificateUntilOn: entry.certificateUntilOn,
        pending: entry.pending,
        reviewNote: entry.reviewNote,
        profile: {
          fields: entry.fields,
          chains: entry.chains,
          regions: entry.regions,
          intro: entry.intro,
          isFullTime: entry.isFullTime,
          isPublic: entry.publicAt !== null,
          conflictNote: entry.conflictNote,
        },
      },
      units,
      conflicts,
      training: training.map((row) => ({ ...row, result: courseResult({ hours: row.courseHours }, row) })),
      mayFile: mayRegisterAsBroker(ctx.actor) && (ctx.actor.org?.verified ?? false),
      options: {
        fields: termsOf(lists, 'field')
          .filter(({ parent }) => parent === null)
          .map(({ code, label }) => ({ value: code, label })),
        chains: plain('chain'),
        regions: plain('region').filter(({ value }) => value.endsWith('00') || value === '620171'),
      },
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/mandates/profile');
  return handleForm(args, {
    file: deed(CertificateInput, mayRegisterAsBroker, async (ctx, input) => {
      await registerBroker(ctx, input);
      return here;
    }),
    profile: deed(BrokerProfileInput, async (ctx, { isFullTime, isPublic, ...rest }) => {
      await editProfile(ctx, { ...rest, isFullTime: isFullTime === 'yes', isPublic: isPublic === 'yes' });
      return here;
    }),
    serve: deed(UnitNameInput, async (ctx, input) => {
      await nameServedUnit(ctx, input);
      return redirect('/desk/mandates/profile#units');
    }),
    conflict: deed(UnitNameInput, async (ctx, input) => {
      await declareConflict(ctx, input);
      return redirect('/desk/mandates/profile#conflicts');
    }),
    unconflict: deed(UnitInput, async (ctx, input) => {
      await endConflict(ctx, input);
      return redirect('/desk/mandates/profile#conflicts');
    }),
    unserve: deed(UnitInput, async (ctx, input) => {
      await dropServedUnit(ctx, input);
      return redirect('/desk/mandates/profile#units');
    }),
  });
};

export default function BrokerEntry() {
  const { entry, units, conflicts, training, mayFile, options } = useLoaderData<typeof loader>();
  const given = useActionData<FormReply>();
  const replyTo = (intent: string) => (given?.intent === intent ? given : undefined);
  const isNew = entry === null;
  const files = isNew || transitionOf(brokerMachine, entry.state, 'file') !== undefined;
  const start = {
    level: entry?.level ?? '',
    certificateNo: entry?.certificateNo ?? '',
    issuer: entry?.issuer ?? '',
    certificateOn: entry?.certificateOn ?? '',
    certificateUntilOn: entry?.certificateUntilOn ?? '',
  };
  return (
    <>
      <Breadcrumbs items={[{ label: '委托与佣金', to: '/desk/mandates' }, { label: '我的登记' }]} />
      <PageTitle meta="证书由主管部门核验后列入名录；领域、服务单位和是否公开由自己定。">技术经纪人登记</PageTitle>
      <div className="grid gap-10">
        <section>
          {entry && <EntryCard entry={entry} says={labelOf(brokerMachine, entry.state)} />}
          {!mayFile && <p className="mt-3">先加入一家认证过的单位，再登记为技术经纪人。</p>}
          {mayFile && files && (
            <div className="mt-6">
              <CertificateForm start={start} reply={replyTo('file')} submit={isNew ? '提交登记' : '补正后再次提交'} />
            </div>
          )}
          {mayFile && entry?.state === 'listed' && (
            <details className="mt-4" open={replyTo('file') !== undefined}>
              <summary className="link-quiet inline-flex min-h-11 items-center">换证、升级或续期</summary>
              <CertificateForm start={{ ...start, certificateNo: '' }} reply={replyTo('file')} submit="提交新证书" />
            </details>
          )}
        </section>
        {entry && (
          <>
            <section aria-labelledby="profile">
              <SectionHead look="plain" id="profile">
                领域和公开
              </SectionHead>
              <ProfileForm profile={entry.profile} options={options} reply={replyTo('profile')} />
            </section>
            <ServedUnits units={units} reply={replyTo('serve')} />
            <ConflictUnits units={conflicts} reply={replyTo('conflict')} />
          </>
        )}
        <TrainingList rows={training} />
      </div>
    </>
  );
}
