import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { hasRole, mayOwn, holds } from '#app/domain/access.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { missingToAsk } from '#app/domain/deal-access.ts';
import { replyWithinDays } from '#app/domain/deal-deeds.ts';
import { AskInput } from '#app/domain/deal-input.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { askToTalk } from '#app/services/deals/ask-to-talk.server.ts';
import { getAskedDemand } from '#app/services/deals/asked-demand.server.ts';
import { getAskPage, listOfferable } from '#app/services/deals/ask-queries.server.ts';
import { listTalkableDemands } from '#app/services/demands/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { AskedDemand } from '#app/ui/asked-demand.tsx';
import { BeforeAsking } from '#app/ui/before-asking.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { ChooseOffered } from '#app/ui/choose-offered.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { priceWords } from '#app/ui/price-words.ts';
import { Sample } from '#app/ui/sample.tsx';
import { Select } from '#app/ui/select.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isUuid } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '申请对接 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const achievementId = params.get('achievement') ?? undefined;
    const demandId = params.get('demand') ?? undefined;
    const { org } = ctx.actor;
    // Who cannot ask for a record is told what he needs first, with the way back to it.
    const first = missingToAsk(ctx.actor);
    if (first !== null && demandId === undefined && isUuid(achievementId)) {
      const { achievement } = await getAskPage(ctx, achievementId, null);
      return { first, record: achievement, ask: null, demandId: null, wanted: null, offerable: [] };
    }
    if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
    if (demandId !== undefined && !isUuid(demandId)) throw new AppError('not_found');
    if (achievementId === undefined && demandId !== undefined && mayOwn(org.kind)) {
      return {
        first: null,
        record: null,
        ask: null,
        demandId,
        wanted: await wantedOf(ctx, demandId),
        offerable: await listOfferable(ctx, demandId),
      };
    }
    if (!isUuid(achievementId)) throw new AppError('not_found');
    const asked = await getAskPage(ctx, achievementId, demandId ?? null);
    if (!asked.isOffer && org.kind !== 'enterprise') throw new AppError('forbidden');
    const { price, ...achievement } = asked.achievement;
    return {
      first: null,
      record: null,
      offerable: [],
      demandId: demandId ?? null,
      wanted: asked.isOffer && demandId !== undefined ? await wantedOf(ctx, demandId) : null,
      ask: {
        key: crypto.randomUUID(),
        achievement,
        price: priceWords(price),
        isOffer: asked.isOffer,
        open: asked.open,
        verified: org.verified,
        demands: asked.isOffer ? [] : await listTalkableDemands(ctx),
      },
    };
  });
}

async function wantedOf(ctx: ActorContext, demandId: string) {
  const [{ cooperation, ...demand }, lists] = await Promise.all([getAskedDemand(ctx, demandId), codeLists(ctx)]);
  return { ...demand, cooperation: cooperation.map((code) => codeLabel(lists, 'cooperation', code)) };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    ask: deed(AskInput, holds('officer'), async (ctx, input) => {
      const deal = await askToTalk(ctx, input);
      return redirect(`/desk/deals/${deal.id}`);
    }),
  });

export default function NewDeal() {
  const { ask, wanted, offerable, demandId, first, record } = useLoaderData<typeof loader>();
  if (first !== null && record !== null) return <BeforeAsking first={first} record={record} />;
  return (
    <>
      <Breadcrumbs items={[{ label: '洽谈', to: '/desk/deals' }, { label: '申请对接' }]} />
      <PageTitle>{ask === null ? '用哪项成果应答' : ask.isOffer ? '应答需求' : '申请对接'}</PageTitle>
      {wanted !== null && <AskedDemand demand={wanted} />}
      {ask === null ? <ChooseOffered offerable={offerable} demandId={demandId} /> : <Ask />}
    </>
  );
}

function Ask() {
  const { ask, demandId } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  if (ask === null) return null;
  const { achievement, price, open, isOffer, verified, demands, key } = ask;
  const typed = (name: string, otherwise = '') =>
    typeof reply?.values[name] === 'string' ? reply.values[name] : otherwise;
  const { '': whole, ...fields } = reply?.errors ?? {};
  return (
    <div className="grid max-w-form gap-6">
      <section className="rounded-lg border border-line bg-card px-5 py-4" aria-label="这项成果">
        <h2 className="text-lg font-bold">
          <Link to={`/achievements/${achievement.no}`} className="link-quiet">
            {achievement.name}
          </Link>
        </h2>
        <p className="text-sm text-ink-soft">
          {achievement.orgName} {achievement.isSample && <Sample />}，{price.head}
          {price.isPayLater && '，先用后付'}
        </p>
        {achievement.problem && <p className="mt-2 text-sm">{achievement.problem}</p>}
      </section>
      {open !== null && (
        <Notice
          kind="attention"
          title="双方对这项成果已有一场对接"
          actions={<ButtonLink to={`/desk/deals/${open.id}`}>去 {open.no}</ButtonLink>}
        >
          同一对双方、同一项成果只开一场，请到那里继续谈。
        </Notice>
      )}
      {!verified && (
        <Notice
          kind="attention"
          title="机构还没有通过认证"
          actions={<ButtonLink to="/desk/organisation">去认证</ButtonLink>}
        >
          通过认证后才能申请对接。
        </Notice>
      )}
      {open === null && verified && (
        <IntentForm intent="ask" replayKey={typed('key', key)} className="grid gap-6">
          <ErrorSummary errors={fields} message={whole?.[0]} />
          <input type="hidden" name="achievementId" value={achievement.id} />
          {isOffer ? (
            <input type="hidden" name="demandId" value={demandId ?? ''} />
          ) : (
            demands.length > 0 && (
              <Field name="demandId" label="为哪项需求" required={false} error={reply?.errors.demandId}>
                {(control) => (
                  <Select
                    {...control}
                    options={demands.map(({ id, no, title }) => ({ value: id, label: `${no} ${title}` }))}
                    blank="不针对某项需求"
                    defaultValue={typed('demandId', demandId ?? '')}
                  />
                )}
              </Field>
            )
          )}
          <Field
            name="purpose"
            label={isOffer ? '你打算怎样解决' : '为什么想谈'}
            why={
              isOffer
                ? '一两句话：你的成果能解决哪一条、在哪里用过、怎么合作。对方据此决定谈不谈。'
                : '一两句话：用在哪里、多大规模、想先弄清什么。对方据此决定谈不谈。'
            }
            error={reply?.errors.purpose}
          >
            {(control) => <TextArea {...control} rows={4} maxLength={500} defaultValue={typed('purpose')} />}
          </Field>
          <CheckboxGroup
            name="mayOffer"
            label="没人答复时"
            required={false}
            options={[
              {
                value: 'yes',
                label: '请技术经纪人帮忙联系',
                hint: '期限过了还没有答复，才告诉对口的技术经纪人。',
              },
            ]}
            defaultValue={reply === undefined || reply.values.mayOffer === 'yes' ? ['yes'] : []}
          />
          <FormActions note={`对方 ${replyWithinDays} 个工作日内答复，逾期申请失效。不收费，不承诺购买。`}>
            <SubmitButton>发出申请</SubmitButton>
          </FormActions>
        </IntentForm>
      )}
    </div>
  );
}
