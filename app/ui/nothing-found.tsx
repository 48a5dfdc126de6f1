import { ButtonLink } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** The page of all results before a question, and after one that found nothing. */
export function NothingFound({ title, isAsked = false }: { title: string; isAsked?: boolean }) {
  return (
    <EmptyState
      title={title}
      action={
        isAsked ? (
          <ButtonLink to="/desk/demands/new">写成需求发布</ButtonLink>
        ) : (
          <ButtonLink to="/achievements">看全部成果</ButtonLink>
        )
      }
    >
      {isAsked
        ? '换个说法，少写几个词；也可以把问题写成需求，让院所来找你。'
        : '汉字、拼音和首字母都可以，编号直接打开那一页。'}
    </EmptyState>
  );
}
