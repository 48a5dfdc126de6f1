import { type Answer, ms, Refusal, taskOf } from './desk.ts';
import type { StandInActor } from './store.ts';

/** Calls that ask how a task stands and for its papers. */
export const readCalls: Readonly<Record<string, Answer>> = {
  '/sign-task/get-detail': (desk, content) => {
    const task = taskOf(desk, content);
    return {
      signTaskId: task.id,
      signTaskSubject: task.subject,
      signTaskStatus: task.status,
      transReferenceId: task.reference,
      terminationNote: task.note,
      docs: [{ docId: 'contract', docFileId: task.fileId }],
    };
  },
  '/sign-task/actor/list': (desk, content) => taskOf(desk, content).actors.map(shownActor),
  '/sign-task/owner/get-download-url': (desk, content) => {
    const task = taskOf(desk, content);
    if (task.status !== 'task_finished') throw new Refusal('211071');
    return { downloadUrl: `${desk.base()}/download/${task.id}` };
  },
  '/sign-task/evidence-report/get-download-url': (desk, content) => {
    const task = taskOf(desk, content);
    if (task.status !== 'task_finished' || desk.faults.isReportLate) throw new Refusal('100001');
    return { downloadUrl: `${desk.base()}/report/${task.id}` };
  },
  '/sign-task/owner/get-file': (desk, content) => ({ docs: [{ docId: 'contract', fileId: taskOf(desk, content).id }] }),
};

const shownActor = (actor: StandInActor) => ({
  actorId: actor.actorId,
  actorType: 'corp',
  actorName: actor.actorName,
  corpName: actor.actorName,
  corpIdentNo: actor.uscc,
  memberInfo: { memberName: actor.person },
  permissions: ['sign'],
  isInitiator: false,
  signStatus: actor.status,
  readTime: ms(actor.readTime),
  signTime: ms(actor.signTime),
  actorNote: actor.note,
  signOrderNo: actor.orderNo,
});
