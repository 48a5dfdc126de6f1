import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatPpm } from '#app/domain/money.ts';
import { RenameInput, SettingsInput, SoloReviewInput } from '#app/domain/organisation-input.ts';
import { hasSettings, maySetSettings } from '#app/domain/organisation-settings.ts';
import { advisedWords, belowScaleWords, floorsOfUnit, isBoundByScale, policyOf } from '#app/domain/share-policy.ts';
import { gansuFloorOf, highestFloor } from '#app/domain/split.ts';
import { findOwnOrganisation } from '#app/services/organisations/queries.server.ts';
import { renameOrganisation } from '#app/services/organisations/rename-organisation.server.ts';
import { setSettings } from '#app/services/organisations/set-settings.server.ts';
import { stateSoloReview } from '#app/services/organisations/state-solo-review.server.ts';
import { getRuleValues } from '#app/services/reference/rule-values.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SettingsForm } from '#app/ui/settings-form.tsx';
import { SoloReviewForm } from '#app/ui/solo-review-form.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '机构设置 · 成果通' }];

const isOwner = holds('owner');
const maxBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const own = await findOwnOrganisation(ctx);
    if (own === null || !isOwner(ctx.actor)) throw new AppError('forbidden');
    const { name, pendingName, uscc, state, regionCode, ...unit } = own.organisation;
    const rules = await getRuleValues(ctx);
    const floors = floorsOfUnit({ ...unit, regionCode }, gansuFloorOf(rules));
    const { ppm, source } = highestFloor(floors);
    const isBound = isBoundByScale(unit);
    const settings = {
      isStateEstablished: unit.isStateEstablished ? 'yes' : 'no',
      publicityDays: String(unit.publicityDays),
      publicityCount: unit.publicityCount,
      objectionReviewDays: String(unit.objectionReviewDays),
      teamPpm: formatPpm(unit.teamPpm).replace('%', ''),
      ttoPpm: formatPpm(unit.ttoPpm).replace('%', ''),
      policySet: policyOf({ ...unit, regionCode }),
      policyReason: unit.policyReason,
    };
    return {
      name,
      pendingName,
      uscc,
      state,
      settings: hasSettings(unit) ? settings : null,
      soloAt: unit.soloReviewAt,
      reviewers: own.members.filter(({ roles }) => roles.includes('secrecy')).length,
      leastDays: rules.publicityDays,
      scale: {
        says: isBound
          ? `不低于 ${formatPpm(ppm)}，依据${source}。`
          : `${advisedWords({ ppm, source })}。${unit.kind === 'enterprise' ? '填 0：没有统一规定，每笔分配时再填。' : ''}`,
        below: unit.kind === 'enterprise' && unit.teamPpm === 0 ? null : belowScaleWords(unit.teamPpm, floors),
      },
      isEnterprise: unit.kind === 'enterprise',
      isSaved: new URL(args.request.url).searchParams.has('saved'),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) return rename(args);
  return handleForm(args, {
    settings: deed(SettingsInput, maySetSettings, async (ctx, input) => {
      await setSettings(ctx, input);
      return redirect('/desk/organisation/settings?saved');
    }),
    solo: deed(SoloReviewInput, maySetSettings, async (ctx, { stated }) => {
      await stateSoloReview(ctx, { isStated: stated === 'yes' });
      return redirect('/desk/organisation/settings#solo');
    }),
  });
};

const rename = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: isOwner }, (upload) => ({
    rename: fileDeed(upload, '请选择写有新名称的证照。', RenameInput, async (ctx, { name }, papers) => {
      await renameOrganisation(ctx, { name, papers });
      return redirect('/desk/organisation');
    }),
  }));

export default function Settings() {
  const { name, pendingName, uscc, state, settings, soloAt, reviewers, scale, isEnterprise, leastDays, isSaved } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const typedName = reply?.intent === 'rename' ? reply.values.name : undefined;
  return (
    <div className="max-w-form">
      <Breadcrumbs items={[{ label: '机构与成员', to: '/desk/organisation' }, { label: '机构设置' }]} />
      <PageTitle meta={`${name} · ${uscc}`}>机构设置</PageTitle>
      {isSaved && !reply && (
        <div className="mb-6">
          <Notice kind="success" title="已保存" live="polite">
            以后开始的公示和分配按新的设置；正在公示的、已提出的分配方案不变。
          </Notice>
        </div>
      )}
      {reply?.intent !== 'solo' && <ErrorSummary errors={errors} message={message?.[0]} />}
      {settings && (
        <SettingsForm kept={settings} scale={scale} isEnterprise={isEnterprise} leastDays={leastDays} reply={reply} />
      )}
      {settings && <SoloReviewForm statedAt={soloAt} reviewers={reviewers} reply={reply} />}
      <section className={settings ? 'mt-12' : ''} aria-labelledby="rename">
        <SectionHead look="plain" id="rename">
          机构改名
        </SectionHead>
        {state === 'submitted' ? (
          <Notice title="认证审核中">
            {pendingName === null
              ? '审核有结果以后才能改名。'
              : `新名称“${pendingName}”审核通过后启用，在此之前各处仍用现在的名称。`}
          </Notice>
        ) : (
          <IntentForm intent="rename" encType="multipart/form-data" className="grid gap-6">
            <p className="text-sm text-ink-soft">
              信用代码不变才算改名。提交后由平台凭新证照重新认证，期间不能发布、洽谈和签约；已公开的成果和需求照常显示，审核通过后改用新名称；已签的合同保留签署时的名称。
            </p>
            <Field name="name" label="新的机构全称" why="与新公章一致。" error={errors.name}>
              {(control) => (
                <TextInput {...control} maxLength={80} defaultValue={typeof typedName === 'string' ? typedName : ''} />
              )}
            </Field>
            <FileInput
              name="file"
              label="写有新名称的证照"
              limits="PDF 或清晰的照片，不超过 10 MB"
              accept=".pdf,image/png,image/jpeg,image/webp"
              error={errors.file}
            />
            <div>
              <SubmitButton intent="rename" look="secondary">
                改名并提交认证
              </SubmitButton>
            </div>
          </IntentForm>
        )}
      </section>
    </div>
  );
}
