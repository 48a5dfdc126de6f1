import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { ErrorPage } from './ui/error-page.tsx';
import { useNonce } from './ui/nonce.ts';
import stylesheet from './tailwind.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const loader = ({ context }: LoaderFunctionArgs) => ({ isDemo: context.platform.isDemo });

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#1f4e8c" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

const titles: Readonly<Record<number, string>> = {
  400: '这次提交没有成功',
  403: '你不能打开这一页',
  404: '没有找到这一页',
  405: '这一页不接受这种操作',
  429: '操作太频繁',
  503: '暂时连接不上，很快恢复',
};

export function ErrorBoundary() {
  const error = useRouteError();
  const signedIn = useRouteLoaderData('routes/desk') !== undefined;
  const back = signedIn ? { label: '回工作台', to: '/desk' } : { label: '回首页', to: '/' };
  const status = isRouteErrorResponse(error) ? error.status : 500;
  // The router's own refusals are written for developers.
  const words =
    isRouteErrorResponse(error) && typeof error.data === 'string' && !error.data.startsWith('Error:')
      ? error.data
      : null;
  return (
    <main id="main">
      <ErrorPage status={status} title={titles[status] ?? '页面出了问题'} back={back}>
        {words ??
          (status === 404
            ? '网址可能不完整，或者内容已经撤下。'
            : '已记录，我们会查看。你填写的内容没有被改动，可以稍后再试。')}
      </ErrorPage>
    </main>
  );
}
