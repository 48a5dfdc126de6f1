import { ButtonLink } from '../button.tsx';

interface AskButtonProps {
  id: string;
  /** The unit's own people look after it instead of asking themselves. */
  isOwn: boolean;
  /** 成交: nobody asks for it any more. */
  isSold?: boolean;
  wide?: boolean;
}

/** The one next step on the page of an achievement. */
export const AskButton = ({ id, isOwn, isSold = false, wide = false }: AskButtonProps) =>
  isOwn ? (
    <ButtonLink to={`/desk/achievements/${id}`} wide={wide}>
      管理这项成果
    </ButtonLink>
  ) : isSold ? (
    <p className="text-sm text-ink-soft">已成交，不再接受对接</p>
  ) : (
    <ButtonLink look="primary" to={`/desk/deals/new?achievement=${id}`} wide={wide}>
      申请对接
    </ButtonLink>
  );
