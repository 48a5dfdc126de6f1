import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayKeepTalent } from '#app/domain/talent-access.ts';
import { CourseRecordInput } from '#app/domain/talent-input.ts';
import { courseResultLabels } from '#app/domain/training.ts';
import { recordCourse } from '#app/services/training/course.server.ts';
import { getCourse } from '#app/services/training/queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { brokerLevels } from '#app/ui/broker-levels.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { RecordForm } from '#app/ui/talent/record-form.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '培训班 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => getCourse(ctx, rowId(args.params)));
}

export const action = async (args: ActionFunctionArgs) => {
  const courseId = await page(async () => rowId(args.params));
  return handleForm(args, {
    record: deed(CourseRecordInput, mayKeepTalent, async (ctx, input) => {
      await recordCourse(ctx, { courseId, ...input });
      return redirect(`/desk/talent/training/${courseId}`);
    }),
  });
};

export default function Course() {
  const { course, organiser, rows, mayRecord } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '培训', to: '/desk/talent/training' }, { label: course.title }]} />
      <PageTitle
        meta={[organiser, course.heldOn, course.place, `${course.hours} 学时`, brokerLevels[course.level]]
          .filter(Boolean)
          .join('，')}
      >
        {course.title}
      </PageTitle>
      <Table
        caption="学员"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.userId}
        empty={<EmptyState title="还没有学员">按手机号逐人登记；同一个人再登记一次，就是更正。</EmptyState>}
      />
      {mayRecord && (
        <RecordForm key={rows.length} hours={course.hours} reply={reply?.intent === 'record' ? reply : undefined} />
      )}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columns: readonly Column<Row>[] = [
  { key: 'name', head: '姓名', phone: 'title', cell: (row) => row.name },
  { key: 'agency', head: '所在机构', phone: 'note', cell: (row) => row.agency ?? '—' },
  { key: 'hours', head: '学时', align: 'right', cell: (row) => row.hours },
  { key: 'mark', head: '考试', align: 'right', cell: (row) => row.mark ?? '—' },
  {
    key: 'result',
    head: '结果',
    phone: 'state',
    cell: (row) => (
      <StateMark tone={row.result === 'passed' ? 'good' : 'attention'}>{courseResultLabels[row.result]}</StateMark>
    ),
  },
  {
    key: 'certificate',
    head: '证书',
    cell: (row) => (row.certificateNo === null ? '—' : `${row.certificateNo}，${row.certificateOn ?? ''}`),
  },
];
