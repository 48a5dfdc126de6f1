import { AppError } from '#app/domain/errors.ts';
import { type AuthAnswer, callAuth } from './auth-call.server.ts';

/**
 * Has the auth library check the code of an authenticator app, or one of its recovery codes: of the person signed in, or of
 * the one whose password was right a moment ago.
 *
 * @throws AppError invalid, rate_limited
 */
export async function checkAppCode(args: Parameters<typeof callAuth>[0], code: string): Promise<AuthAnswer> {
  const isRecovery = code.includes('-');
  const answer = await callAuth(args, isRecovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
    code,
  });
  if (answer.ok) return answer;
  const says = isRecovery
    ? '恢复码不对，或者已经用过。每个恢复码只能用一次。'
    : '动态码不对，请等应用里换出下一个再填；手机时间不准也会这样。';
  throw new AppError('invalid', { says }, 'code');
}
