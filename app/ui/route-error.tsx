import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import { ButtonLink } from './button.tsx';
import { ErrorPage, type Onward } from './error-page.tsx';

const titles: Readonly<Record<number, string>> = {
  400: '这次提交没有成功',
  401: '请先登录',
  403: '你不能打开这一页',
  404: '没有找到这一页',
  405: '这一页不接受这种操作',
  409: '情况已经变了',
  413: '文件太大',
  422: '有内容不符合要求',
  429: '操作太频繁',
  503: '暂时连接不上，很快恢复',
};

const sayings: Readonly<Record<number, string>> = {
  403: '你在本单位的角色看不到这一页，请找有权限的同事办理。',
  404: '网址可能不完整，或者内容已经撤下。',
  409: '刚才有人先一步改动了这里。请重新打开，看看最新情况再决定。',
  503: '数据库暂时连接不上。你填写的内容没有被改动，请稍后再试。',
};

const statusOf = (error: unknown): number => (isRouteErrorResponse(error) ? error.status : 500);
const titleOf = (status: number): string => titles[status] ?? '页面出了问题';

/** The title of a page that could not be shown; pages of their own keep theirs. */
export const errorMeta = ({ error }: { error?: unknown }) =>
  error === undefined
    ? []
    : [{ title: `${titleOf(statusOf(error))} · 成果通` }, { name: 'robots', content: 'noindex' }];

interface RouteErrorProps {
  /** First where most people go on; the others beside it. */
  onward: readonly Onward[];
  /** What people read out on the telephone when it was our fault. */
  requestId?: string | undefined;
}

/** What a boundary shows inside its frame, by the status of what was thrown. */
export function RouteError({ onward, requestId }: RouteErrorProps) {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const status = statusOf(error);
  // The router's own refusals are written for developers.
  const words =
    isRouteErrorResponse(error) && typeof error.data === 'string' && !error.data.startsWith('Error:') ? error.data : '';
  const mayPass = status === 409 || status === 429 || status >= 500;
  return (
    <ErrorPage
      status={status}
      title={titleOf(status)}
      requestId={status >= 500 ? requestId : undefined}
      onward={onward}
      first={
        mayPass && (
          <ButtonLink look="primary" to={pathname + search} reloadDocument>
            {status === 409 ? '看最新情况' : '再试一次'}
          </ButtonLink>
        )
      }
    >
      {words || (sayings[status] ?? '已记录，我们会查看。你填写的内容没有被改动，可以稍后再试。')}
    </ErrorPage>
  );
}
