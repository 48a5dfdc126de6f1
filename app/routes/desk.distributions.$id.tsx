import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { DeclareTaxInput, PayCommissionInput, PayOutInput, RecordTeamInput } from '#app/domain/distribution-input.ts';
import { rewardedWord } from '#app/domain/distribution-shares.ts';
import { formatPpm } from '#app/domain/money.ts';
import { mayDoMoney, moneyGate } from '#app/domain/receipt-deeds.ts';
import { floorWords } from '#app/domain/split.ts';
import type { RoleGate } from '#app/domain/access.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { payCommission } from '#app/services/distributions/pay-commission.server.ts';
import { declareTax, payOut } from '#app/services/distributions/pay-out.server.ts';
import { recordTeam } from '#app/services/distributions/record-team.server.ts';
import { distributionPage } from '#app/services/distributions/steps-queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Commissions } from '#app/ui/distributions/commissions.tsx';
import { DeclareTaxForm, PayOutForm, RecordTeamForm } from '#app/ui/distributions/pay-out-form.tsx';
import { PayoutFacts } from '#app/ui/distributions/payout-facts.tsx';
import { RewardConditions } from '#app/ui/distributions/reward-conditions.tsx';
import { RewardPublicity } from '#app/ui/distributions/reward-publicity.tsx';
import { TeamAnswers } from '#app/ui/distributions/team-answers.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { DistributionMark } from '#app/ui/receipt-mark.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { ShareTable } from '#app/ui/share-table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { fileIn, requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '收益分配 · 成果通' }];

const maxBytes = 20 * 1_048_576;

/** Who brings files here: the officer the signed list, finance the papers of a commission. */
const mayUpload: RoleGate = (actor) => mayDoMoney(actor, 'propose') || mayDoMoney(actor, 'payCommission');

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => distributionPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const id = () => rowId(args.params);
  const back = () => redirect(`/desk/distributions/${id()}`);
  if (isUpload(args.request)) {
    const see = (ctx: ActorContext) => distributionPage(ctx, id());
    return handleUpload(args, { maxBytes, maxFiles: 2, may: mayUpload, see }, (upload) => ({
      recordTeam: deed(RecordTeamInput, moneyGate('propose'), async (ctx, { note }) => {
        await recordTeam(ctx, { id: id(), note, paper: requiredFile(upload, '请选择签字的分配表') });
        return back();
      }),
      payCommission: deed(PayCommissionInput, moneyGate('payCommission'), async (ctx, input) => {
        const agreement = fileIn(upload, 'agreement');
        const invoice = fileIn(upload, 'invoice', '请选择经纪人开的发票');
        await payCommission(ctx, { ...input, agreement, invoice });
        return back();
      }),
    }));
  }
  return handleForm(args, {
    payOut: deed(PayOutInput, moneyGate('payOut'), async (ctx, input) => {
      await payOut(ctx, { id: id(), ...input });
      return back();
    }),
    declareTax: deed(DeclareTaxInput, moneyGate('declareTax'), async (ctx, input) => {
      await declareTax(ctx, { id: id(), ...input });
      return back();
    }),
  });
};

export default function Distribution() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const { all, publicity, today } = data;
  const waiting = all?.team.filter(({ outcome }) => outcome === null).map(({ label }) => label) ?? [];
  return (
    <div className="grid max-w-form grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '收付与分配', to: '/desk/money' },
            ...(all ? [{ label: data.receiptNo, to: `/desk/receipts/${all.receiptId}` }] : []),
            { label: '分配' },
          ]}
        />
        <PageTitle marks={<DistributionMark state={data.state} />} meta={`${data.contractNo} ${data.title}`}>
          收益分配 {data.receiptNo}
        </PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} />
        {all && data.state === 'confirmed' && (
          <p className="text-sm">
            等本单位审批：审批人在到账
            <Link to={`/desk/receipts/${all.receiptId}`} className="link">
              {data.receiptNo}
            </Link>
            的页面上同意或者退回。
          </p>
        )}
      </div>
      {all && (
        <section aria-labelledby="shares">
          <SectionHead look="plain" id="shares" note="各份相加等于本次分配的到账">
            怎样分配
          </SectionHead>
          <ShareTable shares={all.shares} floorSource={all.floorSource} />
          <p className="mt-2 text-sm text-ink-soft">
            净收入 <Amount fen={all.netFen} />，{rewardedWord(all)} {formatPpm(all.teamPpm)}，{floorWords(all)}。
          </p>
        </section>
      )}
      {all && data.state === 'confirmed' && (
        <Notice
          title="等单位审批"
          actions={<ButtonLink to={`/desk/receipts/${all.receiptId}`}>去收款单审批</ButtonLink>}
        >
          由提出方案的人以外的一位审批人，在收款单上批准。
        </Notice>
      )}
      {publicity && <RewardPublicity publicity={publicity} state={data.state} />}
      {all && (
        <section aria-labelledby="team">
          <SectionHead look="plain" id="team" note="每个人确认后才送审批">
            本人确认
          </SectionHead>
          <div className="grid gap-4">
            <TeamAnswers team={all.team} />
            {all.mayRecord && <RecordTeamForm names={waiting} reply={reply} />}
          </div>
        </section>
      )}
      {all && all.team.length > 0 && (
        <section aria-labelledby="pay">
          <SectionHead look="plain" id="pay" note="财税〔2018〕58号">
            发放与个税
          </SectionHead>
          <div className="grid gap-4">
            <RewardConditions conditions={all.conditions} state={data.state} />
            <p className="text-sm text-ink-soft">
              {all.isReduced
                ? '四项都符合：奖励减半计入当月工资薪金。'
                : all.floorSource === ''
                  ? '单独的技术咨询、技术服务的报酬不适用减半，按全额计入当月工资薪金；口径待确认，以主管税务机关为准。'
                  : '四项都符合才减半计入当月工资薪金，现在按全额计入。'}
            </p>
            {all.payout && <PayoutFacts payout={all.payout} />}
            {all.mayPayOut && <PayOutForm team={all.team} today={today} reply={reply} />}
            {all.mayDeclare && <DeclareTaxForm today={today} reply={reply} />}
            {!all.payout && !all.mayPayOut && (
              <p className="text-sm text-ink-soft">
                {all.isEntered
                  ? '已入账，等财务录入发放凭证和代扣个税。'
                  : '分配入账之后，由财务录入发放凭证和代扣个税。'}
              </p>
            )}
          </div>
        </section>
      )}
      {all && all.commissions.length > 0 && (
        <section aria-labelledby="commissions">
          <SectionHead look="plain" id="commissions" note="凭技术经纪合同和发票">
            技术经纪佣金
          </SectionHead>
          <Commissions
            commissions={all.commissions}
            mayPay={all.mayPayCommission}
            isEntered={all.isEntered}
            today={today}
            reply={reply}
          />
        </section>
      )}
    </div>
  );
}
