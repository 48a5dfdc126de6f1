import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holds, mayRunDemand } from '#app/domain/access.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AnswerInput, InviteUnitInput, QuestionInput } from '#app/domain/demand-refine-input.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { labelOf } from '#app/domain/machine.ts';
import { answerQuestion } from '#app/services/demands/answer-question.server.ts';
import { askQuestion } from '#app/services/demands/ask-question.server.ts';
import { inviteUnit } from '#app/services/demands/invite-unit.server.ts';
import { getRefinement } from '#app/services/demands/refinement-queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DemandSheet } from '#app/ui/demand-sheet.tsx';
import { demandTone } from '#app/ui/demand-tone.ts';
import { demandWordsOf } from '#app/ui/demand-words.ts';
import { AskForm, InviteForm } from '#app/ui/demands/refine-forms.tsx';
import { DemandVersions } from '#app/ui/demands/demand-versions.tsx';
import { QuestionList, type QuestionReply } from '#app/ui/demands/question-list.tsx';
import { WentOnNotice } from '#app/ui/demands/went-on.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `答题 ${data?.demand.title ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await getRefinement(ctx, rowId(args.params));
    const { demand, data, ...rest } = found;
    const { confidentiality, ...shown } = data;
    const isOpen = isMatchable(demand.state);
    return {
      ...rest,
      demand: { id: demand.id, no: demand.no, title: demand.title, state: demand.state, versionN: demand.versionN },
      data: shown,
      words: demandWordsOf(found.as === 'owner' ? { ...shown, confidentiality } : shown, await codeLists(ctx)),
      mayAnswer: found.mayAnswer,
      mayAsk: found.mayAsk && isOpen,
      mayRevise: found.mayAnswer && isOpen,
      key: crypto.randomUUID(),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const here = `/desk/demands/${id}/questions`;
  return handleForm(args, {
    ask: deed(QuestionInput, holds('officer', 'inventor'), async (ctx, input) => {
      const question = await askQuestion(ctx, { demandId: id, ...input });
      return redirect(`${here}#q-${question.id}`);
    }),
    answer: deed(AnswerInput, mayRunDemand, async (ctx, input) => {
      await answerQuestion(ctx, { demandId: id, ...input });
      return redirect(`${here}#q-${input.questionId}`);
    }),
    invite: deed(InviteUnitInput, mayRunDemand, async (ctx, { name }) => {
      await inviteUnit(ctx, { id, name });
      return redirect(here);
    }),
  });
};

export default function Questions() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<QuestionReply>();
  const { demand } = found;
  const isOwner = found.as === 'owner';
  return (
    <>
      <Breadcrumbs
        items={
          isOwner
            ? [
                { label: '需求', to: '/desk/demands' },
                { label: demand.no, to: `/desk/demands/${demand.id}` },
                { label: '提问与答复' },
              ]
            : [{ label: '匹配', to: '/desk/matches' }, { label: '提问与答复' }]
        }
      />
      <PageTitle
        marks={
          <StateMark tone={demandTone[demand.state]} boxed>
            {labelOf(demandMachine, demand.state)}
          </StateMark>
        }
        meta={
          <p>
            {found.orgName ?? '匿名企业'} {found.isSample && <Sample />}，{found.teamCount} 个团队匹配或受邀
          </p>
        }
        actions={
          found.mayAsk && (
            <ButtonLink look="primary" to={`/desk/deals/new?demand=${demand.id}`}>
              用我的成果应答
            </ButtonLink>
          )
        }
      >
        {demand.title}
      </PageTitle>
      {found.wentOn !== null && (
        <div className="mb-4">
          <WentOnNotice {...found.wentOn} />
        </div>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]">
        <section aria-labelledby="questions" className="min-w-0">
          <SectionHead look="plain" id="questions" note="企业出题，校企共同答题">
            提问与答复
          </SectionHead>
          <QuestionList
            demandId={demand.id}
            questions={found.questions}
            mayAnswer={found.mayAnswer}
            mayRevise={found.mayRevise}
            emptyWords={
              isOwner
                ? '匹配到的团队会在这里问清条件；答得越具体，来应答的越准。'
                : '看完需求有不清楚的，直接问；企业答复后会通知你。'
            }
          />
          {found.mayAsk && <AskForm replayKey={found.key} reply={reply?.intent === 'ask' ? reply : undefined} />}
        </section>
        <div className="grid min-w-0 gap-4">
          <DemandSheet data={found.data} words={found.words} versionN={demand.versionN} />
          {isOwner && (
            <InviteForm
              teams={found.teams}
              mayInvite={found.mayRevise}
              reply={reply?.intent === 'invite' ? reply : undefined}
            />
          )}
          <DemandVersions versions={found.versions} />
        </div>
      </div>
    </>
  );
}
