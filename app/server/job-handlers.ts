import type { Env } from '#app/env.server.ts';
import { sweepAccounts } from '#app/services/accounts/sweep-accounts.server.ts';
import { sweepCardAccounts } from '#app/services/card-accounts/sweep-card-accounts.server.ts';
import { tellLapsedRights } from '#app/services/contracts/tell-lapsed-rights.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { expireDemands } from '#app/services/demands/expire-demands.server.ts';
import { followEsign } from '#app/services/esign/follow-esign.server.ts';
import { sweepEsign } from '#app/services/esign/sweep-esign.server.ts';
import { tendStray } from '#app/services/esign/tend-stray.server.ts';
import { sweepFiles } from '#app/services/files/sweep-files.server.ts';
import { eraseCancelled } from '#app/services/imports/cancel-import.server.ts';
import { eraseLeftovers } from '#app/services/imports/erase-leftovers.server.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { resumeImports } from '#app/services/imports/resume-imports.server.ts';
import { runImport } from '#app/services/imports/run-import.server.ts';
import { takeBack } from '#app/services/imports/take-back.server.ts';
import type { JobHandlers } from '#app/services/jobs.server.ts';
import { refreshMatches } from '#app/services/matches/refresh-matches.server.ts';
import { runSchedule } from '#app/services/meetings/run-schedule.server.ts';
import { sweepPayments } from '#app/services/payments/sweep-payments.server.ts';
import { eraseObjectors } from '#app/services/objections/objectors.server.ts';
import { passNotices, writeDigests } from '#app/services/notices/pass-notices.server.ts';
import { sendOutbox } from '#app/services/platform/send-outbox.server.ts';
import { sweepProjects } from '#app/services/projects/match-projects.server.ts';
import { remindDuties } from '#app/services/projects/remind-duties.server.ts';
import { retellReports } from '#app/services/royalties/retell-reports.server.ts';
import { runImportReview } from '#app/services/reviews/run-import-review.server.ts';
import { sweepDeadlines } from '#app/services/platform/sweep-deadlines.server.ts';
import { sweepDisputes } from '#app/services/disputes/sweep-disputes.server.ts';
import { sweepRefunds } from '#app/services/refunds/sweep-refunds.server.ts';
import { noticeSentence } from '#app/ui/todo-words.ts';
import { drainSearch } from '#search/changes.server.ts';

/** What each job does. Every handler is idempotent: the queue may run one twice. */
export function jobHandlers(context: () => Context, env: Env, baseUrl: string): JobHandlers {
  return {
    'search.drain': async () => {
      await drainSearch(context());
    },
    'match.compute': async () => {
      await refreshMatches(context());
    },
    'deadline.sweep': async () => {
      await sweepDeadlines(context());
      await expireDemands(context());
      await sweepProjects(context());
      await remindDuties(context());
    },
    'import.check': (payload) => checkImport(context(), payload),
    'import.run': async (payload) => {
      await runImport(context(), payload);
      // Each batch asks for the index by a job of its own: another import, or the undo of this one, must not wait for that.
      await takeBack(context(), payload);
    },
    'import.review': (payload) => runImportReview(context(), payload),
    'import.erase': (payload) => eraseCancelled(context(), payload),
    'meeting.schedule': (payload) => runSchedule(context(), payload),
    'royalty.retell': () => retellReports(context()),
    'payment.sweep': async () => {
      await sweepPayments(context());
      await sweepRefunds(context());
      await sweepDisputes(context());
      await sweepCardAccounts(context());
    },
    'account.sweep': async () => {
      await sweepAccounts(context());
      await eraseObjectors(context());
      await eraseLeftovers(context());
      await tellLapsedRights(context());
    },
    'esign.follow': (payload) => followEsign(context(), payload),
    'esign.stray': (payload) => tendStray(context(), payload),
    'esign.sweep': () => sweepEsign(context()),
    'file.sweep': async () => {
      await sweepFiles(context());
      // What the queue has given up is begun again.
      await resumeImports(context());
    },
    'mail.send': async () => {
      const words = { wordsOf: noticeSentence, baseUrl };
      await passNotices(context(), words);
      await writeDigests(context(), words);
      const { SMTP_URL: smtpUrl, SMS_URL: smsUrl, WECHAT_URL: wechatUrl, MAIL_FROM: from } = env;
      await sendOutbox(context(), { smtpUrl, smsUrl, wechatUrl, from, baseUrl });
    },
  };
}
