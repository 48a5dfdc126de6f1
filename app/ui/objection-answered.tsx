import { useSearchParams } from '@remix-run/react';
import { isUndecided, type ObjectionState } from '#app/domain/publicity.ts';
import { Notice } from './notice.tsx';
import { answeredWords, type ObjectionSubject } from './objection-words.ts';

interface ObjectionAnsweredProps {
  subject: ObjectionSubject;
  objections: readonly { readonly id: string; readonly state: ObjectionState }[];
}

/** What came of the answer that was just given; nothing where the address names none of these objections. */
export function ObjectionAnswered({ subject, objections }: ObjectionAnsweredProps) {
  const [params] = useSearchParams();
  const answered = objections.find(({ id }) => id === params.get('answered'));
  if (answered === undefined || isUndecided(answered.state)) return null;
  const left = objections.filter(({ state }) => isUndecided(state)).length;
  const { title, says } = answeredWords(subject, answered.state, left);
  return (
    <Notice kind="success" live="polite" title={title}>
      {says}提出人已收到通知。
    </Notice>
  );
}
