import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { hasRole, mayOwn } from '#app/domain/access.ts';
import type { Actor } from '#app/domain/access.ts';
import { hasSection } from '#app/domain/desk-sections.ts';
import { dayOf, formatDayCn, formatInstant } from '#app/domain/days.ts';
import { formatYuan } from '#app/domain/money.ts';
import { todosOfRequest } from '#app/services/desk/queries.server.ts';
import { findOwnCommission } from '#app/services/brokers/mandate-queries.server.ts';
import { ownShareSummary } from '#app/services/distributions/queries.server.ts';
import { maySeeMoney } from '#app/services/payments/money-access.server.ts';
import { moneyOverview } from '#app/services/payments/money-overview.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { claimWords } from '#app/ui/claim-words.ts';
import { Clock } from '#app/ui/clock.tsx';
import { CommissionFigures } from '#app/ui/commission-figures.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { MoneySteps } from '#app/ui/money-steps.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { OwnShareCard } from '#app/ui/own-share-card.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { type Task, TaskList } from '#app/ui/task-list.tsx';
import { todoWords } from '#app/ui/todo-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '待办 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const now = ctx.now();
    const today = dayOf(now);
    const { org } = ctx.actor;
    // A broker's agency is no party of a contract: its people's money is their commission.
    const hasMoney = org !== null && mayOwn(org.kind) && maySeeMoney(ctx);
    const [overview, commission, ownShares, waiting] = await Promise.all([
      hasMoney ? moneyOverview(ctx, org.orgId) : null,
      findOwnCommission(ctx),
      ownShareSummary(ctx),
      todosOfRequest(ctx),
    ]);
    const money = overview === null ? [] : sidesOf(org, overview).map((side) => ({ side, ...overview[side] }));
    const isInventor = hasRole(ctx.actor, 'inventor');
    const todos = waiting.map((todo) => ({ ...todo, dueOn: todo.dueAt === null ? null : dayOf(todo.dueAt) }));
    return {
      todos,
      today,
      todayWords: formatDayCn(today),
      now: formatInstant(now),
      org,
      money,
      commission,
      shares: isInventor || ownShares.latest.length > 0 ? ownShares : null,
      elsewhere: elsewhereFor(ctx.actor),
      isOperator: ctx.actor.platformRoles.length > 0,
    };
  });
}

export default function Desk() {
  const { todos, today, todayWords, now, org, isOperator, elsewhere, money, commission, shares } =
    useLoaderData<typeof loader>();
  const mine = todos.filter((todo) => todo.isMine);
  const overdue = mine.filter((todo) => todo.dueOn !== null && todo.dueOn < today);
  const due = mine.filter((todo) => todo.dueOn === today);
  const later = mine.filter((todo) => todo.dueOn !== null && todo.dueOn > today);
  const undated = mine.filter((todo) => todo.dueOn === null);
  const others = todos.filter((todo) => !todo.isMine);
  const overdueFen = overdue.reduce((sum, todo) => sum + (todo.amountFen ?? 0n), 0n);
  const title = headline({ overdue, due, later, undated });
  return (
    <>
      <PageTitle aside={now}>{title}</PageTitle>
      {org === null && !isOperator && (
        <div className="mb-6">
          <Notice
            kind="attention"
            title="你还没有加入机构"
            actions={<ButtonLink to="/desk/organisation">注册机构</ButtonLink>}
          >
            注册你的单位，或者请单位管理员用你的手机号把你加为成员。
          </Notice>
        </div>
      )}
      {org !== null && !org.verified && (
        <div className="mb-6">
          <Notice
            kind="attention"
            title="机构还没有通过认证"
            actions={<ButtonLink to="/desk/organisation">去认证</ButtonLink>}
          >
            通过认证后才能发布、洽谈和签约。
          </Notice>
        </div>
      )}
      <div className={money.length === 0 ? '' : 'grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]'}>
        <div className="grid min-w-0 content-start gap-8">
          {commission !== null && <CommissionFigures commission={commission} />}
          {shares !== null && <OwnShareCard shares={shares} />}
          {todos.length === 0 ? (
            <EmptyState title="没有等你办的事" action={<ButtonLink to={elsewhere.to}>{elsewhere.label}</ButtonLink>}>
              {isOperator
                ? '机构提交证照后，按先后排在这里，等审核员审核。'
                : '对接申请、验收、付款、到账确认和申报，会按到期日排在这里。'}
            </EmptyState>
          ) : (
            <section aria-labelledby="todo">
              <SectionHead look="plain" id="todo">
                待办
              </SectionHead>
              {overdue.length > 0 && (
                <p className="mb-3 border-l-[3px] border-danger pl-3">
                  <b className="text-danger">已逾期 {overdue.length} 件</b>
                  {overdueFen > 0n && (
                    <>
                      ，涉及 <Amount fen={overdueFen} bold />
                    </>
                  )}
                  ，最早的应在 {overdue[0]?.dueOn} 办完。
                </p>
              )}
              <TaskList
                groups={[
                  { title: '已逾期', tone: 'danger', tasks: tasksOf(overdue, today) },
                  { title: `今天，${todayWords}`, tone: 'attention', tasks: tasksOf(due, today) },
                  { title: '以后', tasks: tasksOf(later, today) },
                  { title: '没有期限', tasks: tasksOf(undated, today) },
                  { title: '等同事办', tasks: tasksOf(others, today) },
                ]}
              />
            </section>
          )}
        </div>
        {money.length > 0 && <Money sides={money} />}
      </div>
    </>
  );
}

type Groups = Readonly<Record<'overdue' | 'due' | 'later' | 'undated', readonly Row[]>>;

/** What the day asks for, the worst first. */
function headline({ overdue, due, later, undated }: Groups): string {
  if (overdue.length > 0)
    return `逾期 ${overdue.length} 件，请先办${due.length > 0 ? `；今天到期 ${due.length} 件` : ''}`;
  if (due.length > 0) return `今天到期 ${due.length} 件`;
  const [next] = later;
  if (next?.dueOn) return `今天没有到期的事，最近一件 ${formatDayCn(next.dueOn)}`;
  return undated.length > 0 ? `有 ${undated.length} 件等你办，没有期限` : '没有等你办的事';
}

type MoneyFigures = ReturnType<typeof useLoaderData<typeof loader>>['money'][number];

function Money({ sides }: { sides: readonly MoneyFigures[] }) {
  return (
    <section aria-labelledby="money">
      <SectionHead
        look="plain"
        id="money"
        action={
          <Link to="/desk/money" className="link-quiet">
            收付与分配
          </Link>
        }
      >
        钱到哪一步
      </SectionHead>
      <div className="grid gap-4">
        {sides.map((money) => (
          <MoneyCard key={money.side} money={money} head={sides.length > 1 ? sideHeads[money.side] : null} />
        ))}
      </div>
    </section>
  );
}

/** Of an organisation that both buys and sells the two are never added up. */
const sideHeads = { asPayee: '本单位收', asPayer: '本单位付' } as const;

function MoneyCard({ money, head }: { money: MoneyFigures; head: string | null }) {
  const isPayer = money.side === 'asPayer';
  return (
    <div className="rounded-lg border border-line bg-card p-5">
      {head && <h3 className="mb-2 font-bold">{head}</h3>}
      <MoneySteps
        steps={[
          { label: '合同额', fen: money.contractFen, note: '已签合同的里程碑款，提成另计', tone: 'gold' },
          {
            label: claimWords[isPayer ? 'payer' : 'payee'].due,
            fen: money.dueFen,
            note: '条件已成就，累计，含提成',
            tone: 'ink',
          },
          {
            label: isPayer ? '已付' : '到账',
            fen: money.receivedFen,
            note: `${openNote(money, isPayer)}${money.creditFen > 0n ? `；到账中有贷项 ${formatYuan(money.creditFen)} 待抵` : ''}`,
            tone: 'accent',
          },
        ]}
      />
    </div>
  );
}

const openNote = ({ outstandingFen, awaitedFen, writtenOffFen }: MoneyFigures, isPayer: boolean): string => {
  const words = claimWords[isPayer ? 'payer' : 'payee'];
  const writtenOff = writtenOffFen > 0n ? `（应收减到账，再减已核销 ${formatYuan(writtenOffFen)}）` : '';
  const open = `${words.open} ${formatYuan(outstandingFen)}${writtenOff}`;
  if (awaitedFen === 0n) return open;
  return `${open}：${words.awaited} ${formatYuan(awaitedFen)}，${words.left} ${formatYuan(outstandingFen - awaitedFen)}`;
};

/** A unit sells and an enterprise buys; an enterprise that sells what it owns does the one, or both. */
function sidesOf(org: Actor['org'], { asPayer, asPayee }: Overview): readonly ('asPayer' | 'asPayee')[] {
  if (org?.kind !== 'enterprise') return ['asPayee'];
  if (asPayee.contractFen === 0n) return ['asPayer'];
  return asPayer.contractFen === 0n ? ['asPayee'] : ['asPayee', 'asPayer'];
}
type Overview = Pick<Awaited<ReturnType<typeof moneyOverview>>, 'asPayer' | 'asPayee'>;

/** Where somebody goes for whom nothing waits: the first section of his desk that holds something. */
function elsewhereFor(actor: Actor): { to: string; label: string } {
  const section = ['organisations', 'demands', 'achievements', 'deals'].find((id) => hasSection(actor, id));
  const places: Readonly<Record<string, { to: string; label: string }>> = {
    organisations: { to: '/desk/reviews/organisations', label: '看机构名录' },
    achievements: { to: '/desk/achievements', label: '看我的成果' },
    demands: { to: '/desk/demands', label: '看我的需求' },
    deals: { to: '/desk/deals', label: '看洽谈' },
  };
  return places[section ?? ''] ?? { to: '/achievements', label: '找成果' };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['todos'][number];

const tasksOf = (todos: readonly Row[], today: string): Task[] =>
  todos.map((todo) => {
    const words = todoWords[todo.kind] ?? { what: '待办', button: '去看', shape: 'dot' as const };
    return {
      key: todo.id,
      due: todo.dueOn === null ? null : <Clock dueOn={todo.dueOn} today={today} look="stacked" />,
      shape: words.shape,
      kind: words.what,
      title: todo.title,
      detail: todo.detail,
      ...(todo.amountFen === null ? {} : { fen: todo.amountFen }),
      action: (
        <ButtonLink
          to={todo.href}
          look={todo.isMine && todo.dueOn !== null && todo.dueOn <= today ? 'primary' : 'secondary'}
        >
          {todo.isMine ? words.button : '看'}
        </ButtonLink>
      ),
    };
  });
