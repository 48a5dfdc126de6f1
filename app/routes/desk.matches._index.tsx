import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { hasPlatformRole, hasRole, holds, isSupplier } from '#app/domain/access.ts';
import { DismissInput, MatchInput } from '#app/domain/match-input.ts';
import { answerMatch } from '#app/services/matches/answer-match.server.ts';
import { listBrokerPairs } from '#app/services/matches/broker-pairs.server.ts';
import { listMatchGroups } from '#app/services/matches/match-groups.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { BrokerPairs } from '#app/ui/broker-pairs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { matchGroupWords } from '#app/ui/match-group-words.ts';
import { MatchGroups } from '#app/ui/match-groups.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '匹配 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [{ wanted, offered }, pairs, lists] = await Promise.all([
      listMatchGroups(ctx),
      ctx.actor.isBroker ? listBrokerPairs(ctx) : [],
      codeLists(ctx),
    ]);
    return {
      wanted: wanted.map((group) => matchGroupWords(group, lists)),
      offered: offered.map((group) => matchGroupWords(group, lists)),
      pairs,
      isBroker: ctx.actor.isBroker,
      isAdmin: hasPlatformRole(ctx.actor, 'admin'),
      isOfficer: hasRole(ctx.actor, 'officer'),
      isSupplier: ctx.actor.org !== null && isSupplier(ctx.actor.org.kind),
      isEnterprise: ctx.actor.org?.kind === 'enterprise',
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/matches');
  return handleForm(args, {
    interested: deed(MatchInput, holds('officer'), async (ctx, { matchId }) => {
      await answerMatch(ctx, { matchId, answer: 'interested' });
      return here;
    }),
    dismiss: deed(DismissInput, holds('officer'), async (ctx, input) => {
      await answerMatch(ctx, { ...input, answer: 'declined' });
      return here;
    }),
    restore: deed(MatchInput, holds('officer'), async (ctx, { matchId }) => {
      await answerMatch(ctx, { matchId, answer: null });
      return here;
    }),
  });
};

export default function Matches() {
  const { wanted, offered, pairs, isOfficer, isBroker, isAdmin } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle actions={isAdmin && <ButtonLink to="/desk/matches/report">匹配效果</ButtonLink>}>匹配</PageTitle>
      {wanted.length + offered.length + pairs.length === 0 && <Nothing />}
      <div className="grid gap-8">
        {offered.length > 0 && (
          <section>
            <SectionHead look="plain" note="对方要的，你单位可能有">
              与你单位成果相符的需求
            </SectionHead>
            <MatchGroups groups={offered} side="offered" isOfficer={isOfficer} />
          </section>
        )}
        {wanted.length > 0 && (
          <section>
            <SectionHead look="plain">你的需求找到的成果</SectionHead>
            <MatchGroups groups={wanted} side="wanted" isOfficer={isOfficer} />
          </section>
        )}
        {isBroker && pairs.length > 0 && (
          <section>
            <SectionHead look="plain" note="供需两边都相符、还没有联系过的；同一单位最多 3 项">
              可以撮合的
            </SectionHead>
            <BrokerPairs pairs={pairs} />
          </section>
        )}
      </div>
    </>
  );
}

function Nothing() {
  const { isSupplier: owns, isEnterprise, isBroker } = useLoaderData<typeof loader>();
  if (isBroker)
    return (
      <EmptyState title="现在没有可以撮合的" action={<ButtonLink to="/demands">看公开的需求</ButtonLink>}>
        你的领域里，供需两边都相符、还没有联系过的会列在这里。
      </EmptyState>
    );
  if (owns)
    return (
      <EmptyState title="还没有匹配" action={<ButtonLink to="/desk/achievements">看本单位的成果</ButtonLink>}>
        公开的成果与企业的需求相符时，会列在这里并通知经办人。
      </EmptyState>
    );
  if (isEnterprise)
    return (
      <EmptyState title="还没有匹配" action={<ButtonLink to="/desk/demands/new">写需求</ButtonLink>}>
        发布需求后马上匹配成果，结果也列在这里。
      </EmptyState>
    );
  return (
    <EmptyState title="这里没有匹配" action={<ButtonLink to="/demands">看公开的需求</ButtonLink>}>
      匹配属于发布需求的企业和公开成果的单位。
    </EmptyState>
  );
}
