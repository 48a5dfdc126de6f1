import { Link } from '@remix-run/react';
import { classes } from '../classes.ts';

interface SigningWaysProps {
  contractId: string;
  current: 'paper' | 'provider';
  /** The licensed provider's name; null where none is set up. */
  provider: string | null;
}

/** The three ways of signing side by side, with what each is worth in a line. */
export function SigningWays({ contractId, current, provider }: SigningWaysProps) {
  const ways = [
    {
      key: 'paper',
      to: `/desk/contracts/${contractId}/signing`,
      name: '纸质用印',
      worth: '通常做法，原件各自保管，争议时以原件为准。',
    },
    {
      key: 'provider',
      to: `/desk/contracts/${contractId}/esign`,
      name: '电子签名服务',
      worth:
        provider === null
          ? '本平台没有接入，目前不能用。'
          : `${provider}。有认证机构证书的，通常是可靠电子签名，与盖章同等有效。`,
    },
    {
      key: 'page',
      to: `/desk/contracts/${contractId}#sign`,
      name: '页面签署',
      worth: '账号加第二重验证，没有认证机构证书，由谁签的要靠主张的一方证明。',
    },
  ];
  return (
    <nav aria-label="签署方式">
      <ul className="grid gap-2 sm:grid-cols-3">
        {ways.map(({ key, to, name, worth }) => (
          <li
            key={key}
            className={classes(
              'rounded-lg border bg-card px-4 py-3 text-sm',
              key === current ? 'border-primary' : 'border-line',
            )}
          >
            {key === current ? (
              <b aria-current="page" className="flex min-h-11 items-center text-primary sm:min-h-6">
                {name}
              </b>
            ) : (
              <Link to={to} className="link flex min-h-11 items-center sm:min-h-6">
                {name}
              </Link>
            )}
            <p className="text-ink-soft">{worth}</p>
          </li>
        ))}
      </ul>
    </nav>
  );
}
