import { data, redirect } from '@remix-run/node';
import type { ComposerForm } from '#app/domain/composer-form.ts';
import {
  type ComposerStep,
  isStep,
  kindOfForm,
  mergeSent,
  stepAfter,
  stepOfPath,
  stepsOf,
} from '#app/domain/composer-steps.ts';
import { checkTerms, type TermsSubject } from '#app/domain/contract-check.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import type { PayeeTerms, PayLaterTerms, RightTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import { isAppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { discardDraft, rebaseDraft, saveDraft, stepMark } from '#app/services/contracts/save-draft.server.ts';
import { compose, sentForm } from './composer.server.ts';
import { readForm, refuseOddFields } from './read-form.server.ts';
import { refuse } from './respond.server.ts';

/** What a send of the composer is answered with: what was typed, and what is wrong with it. */
export interface ComposerReply {
  readonly form: ComposerForm | null;
  readonly errors: Readonly<Record<string, string[]>>;
  /** Of an autosave: names what it stored. */
  readonly seen?: string;
  /** Of a press that was refused since somebody else wrote meanwhile: names what that is. A button pressed once more replaces it. */
  readonly replaces?: string;
}

/** Which contract is written, and where. */
export interface ComposerDesk {
  readonly dealId: string;
  /** The version that a new draft changes; null for a first proposal. */
  readonly baseVersionN: number | null;
  readonly draft: { readonly form: ComposerForm; readonly baseVersionN: number | null } | null;
  /** The terms of that version. */
  readonly base: PayLaterTerms | null;
  /** What the form holds before anybody typed. */
  readonly start: ComposerForm;
  /** What can be named in the contract. */
  readonly rights: readonly RightTerms[];
  /** The account on record of the reader's side, where it is the one that is paid; else null. */
  readonly payee: PayeeTerms | null;
  readonly path: string;
  /** Only of a change: the steps that it has, and the form with what cannot be changed put back. */
  readonly held?: { readonly steps: readonly ComposerStep[]; readonly hold: (form: ComposerForm) => ComposerForm };
}

const stepsFor = ({ held }: ComposerDesk, form: ComposerForm): readonly ComposerStep[] =>
  held?.steps ?? stepsOf(kindOfForm(form));

const composeAt = (desk: ComposerDesk, form: ComposerForm) =>
  compose(form, desk.rights, desk.base, desk.payee, desk.held !== undefined);

const holdForm = ({ held }: ComposerDesk, form: ComposerForm): ComposerForm => held?.hold(form) ?? form;

const stepIn = (request: Request, steps: readonly ComposerStep[]): ComposerStep => {
  const asked = new URL(request.url).searchParams.get('step');
  return isStep(asked) && steps.includes(asked) ? asked : (steps[0] ?? 'review');
};

/** What the page shows of the form: its step, what is open in each, and what can be previewed. */
export function composerView(
  desk: ComposerDesk,
  {
    request,
    today,
    subjectOf,
  }: {
    request: Request;
    today: Day;
    subjectOf: (kind: ContractKind, terms: PayLaterTerms | null) => TermsSubject;
  },
) {
  const form = holdForm(desk, desk.draft?.form ?? desk.start);
  const { errors, preview, salesFen, shares, terms } = composeAt(desk, form);
  const names = stepsFor(desk, form);
  const step = stepIn(request, names);
  const isChecked = new URL(request.url).searchParams.has('check');
  const kind = kindOfForm(form);
  const wrong = Object.keys(errors);
  const subject = subjectOf(kind, preview?.terms ?? null);
  return {
    form,
    rights: desk.rights,
    /** What can be named as the account that is paid to: the own one on record, or what the version before has. */
    payee: desk.payee ?? desk.base?.payee ?? null,
    step,
    /** Names what the page shows of the draft as it is stored. */
    seen: stepMark(desk.draft?.form ?? desk.start, step),
    writtenIn: crypto.randomUUID(),
    kind,
    steps: names.map((name) => ({ name, open: wrong.filter((path) => stepOfPath(path) === name).length })),
    /** Complaints are shown where they were asked for: on the last step all, on another its own. */
    errors: step === 'review' ? errors : isChecked ? ofStep(errors, step) : {},
    preview: preview && {
      ...preview,
      warnings: checkTerms(preview.terms, { signedOn: subject.signsOn ?? today }, { ...subject, rights: desk.rights })
        .warnings,
    },
    terms,
    salesFen,
    shares,
    isStale: desk.draft !== null && desk.draft.baseVersionN !== desk.baseVersionN,
    base: desk.base,
    today,
    signsOn: subject.signsOn ?? today,
  };
}

const ofStep = (errors: ComposerReply['errors'], step: ComposerStep): ComposerReply['errors'] =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => stepOfPath(path) === step));

type Send = (given: { terms: PayLaterTerms; form: ComposerForm; sent: FormData }) => Promise<string>;

/**
 * One send of the composer. Whatever the button means, what was typed is kept first; then it goes on, to another step, or to
 * the other side. An autosave is answered without a page.
 */
export async function answerComposer(
  ctx: ActorContext,
  request: Request,
  desk: ComposerDesk,
  send: Send,
  check: (form: ComposerForm, terms: PayLaterTerms | null) => ComposerReply['errors'] = () => ({}),
) {
  const sentData = await readForm(request);
  refuseOddFields(sentData);
  const intent = String(sentData.get('intent') ?? '');
  const named = sentData.get('step');
  const before = holdForm(desk, desk.draft?.form ?? desk.start);
  const steps = stepsFor(desk, before);
  const step = isStep(named) && (!desk.held || steps.includes(named)) ? named : (steps[0] ?? 'review');
  const at = (to: ComposerStep, extra = '') => redirect(`${desk.path}?step=${to}${extra}`);
  const typed = holdForm(
    desk,
    mergeSent(before, step, sentForm(sentData), desk.base === null ? desk.start.rights : null),
  );
  try {
    if (intent === 'discard') {
      await discardDraft(ctx, desk);
      return redirect(desk.path);
    }
    if (intent === 'rebase') {
      await rebaseDraft(ctx, desk);
      return at('review');
    }
    const saved = await saveDraft(ctx, {
      ...desk,
      step,
      // What is typed saves itself, and replaces nothing that somebody else wrote: only a button does.
      seen: String((intent !== 'save' && sentData.get('replaces')) || (sentData.get('seen') ?? '')),
      writtenIn: String(sentData.get('writtenIn') ?? '').slice(0, 40),
      sent: typed,
      isSending: intent === 'send',
      ...(/^(add|remove)-/.test(intent) ? { rows: intent } : {}),
    });
    const form = holdForm(desk, saved);
    if (intent === 'save') return data({ form: null, errors: {}, seen: stepMark(saved, step) });
    if (/^(add|remove)-/.test(intent)) return at(step);
    const [deed, to] = intent.split(':');
    if (deed === 'go' && isStep(to)) return at(to);
    const { errors: wrong, terms } = composeAt(desk, form);
    const errors = { ...wrong, ...check(form, terms) };
    if (intent !== 'send') {
      const own = ofStep(errors, step);
      if (Object.keys(own).length > 0) return data({ form, errors: own }, { status: 422 });
      return at(stepAfter(step, stepsFor(desk, form)));
    }
    if (desk.draft !== null && desk.draft.baseVersionN !== desk.baseVersionN) {
      const says = '对方在这期间发来了新的一版，请先看过，再决定沿用草稿还是重新开始。';
      return data({ form, errors: { '': [says] } }, { status: 409 });
    }
    if (terms === null || Object.keys(errors).length > 0) return data({ form, errors }, { status: 422 });
    return redirect(await send({ terms, form, sent: sentData }));
  } catch (error) {
    const refused = refuse(error, intent, {}, request);
    const replaces = isAppError(error) ? error.params.seen : undefined;
    const reply = { form: typed, errors: refused.data.errors, ...(typeof replaces === 'string' && { replaces }) };
    return data(reply, { status: refused.init?.status ?? 422 });
  }
}
