import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { mayKeepTalent } from '#app/domain/talent-access.ts';
import { CourseInput } from '#app/domain/talent-input.ts';
import { holdCourse } from '#app/services/training/course.server.ts';
import { listCourses } from '#app/services/training/queries.server.ts';
import { brokerLevels } from '#app/ui/broker-levels.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { CourseForm } from '#app/ui/talent/course-form.tsx';
import { TalentNav } from '#app/ui/talent/talent-nav.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '技术转移人才培训 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ rows: await listCourses(ctx), key: crypto.randomUUID() }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    hold: deed(CourseInput, mayKeepTalent, async (ctx, input) => {
      const course = await holdCourse(ctx, input);
      return redirect(`/desk/talent/training/${course.id}`);
    }),
  });

export default function Training() {
  const { rows, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle meta="班次、学时、考试和证书；学员在自己的登记页看得到。">技术转移人才培训</PageTitle>
      <TalentNav here="/desk/talent/training" />
      <Table
        caption="培训班次"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="还没有培训班次">在下面登记办过的班，再逐人登记学时和成绩。</EmptyState>}
      />
      <CourseForm reply={reply?.intent === 'hold' ? reply : undefined} replayKey={key} />
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columns: readonly Column<Row>[] = [
  {
    key: 'title',
    head: '班次',
    phone: 'title',
    cell: (row) => (
      <Link to={`/desk/talent/training/${row.id}`} className="link">
        {row.title}
      </Link>
    ),
  },
  { key: 'level', head: '等级', phone: 'note', cell: (row) => brokerLevels[row.level] },
  { key: 'held', head: '开班', phone: 'date', cell: (row) => <span className="nums">{row.heldOn}</span> },
  { key: 'hours', head: '学时', align: 'right', cell: (row) => row.hours },
  { key: 'organiser', head: '办班单位', cell: (row) => row.organiser },
  { key: 'people', head: '学员', align: 'right', cell: (row) => `${row.people} 人` },
  { key: 'certified', head: '发证', align: 'right', cell: (row) => `${row.certified} 人` },
];
