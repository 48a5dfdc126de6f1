import { z } from 'zod';

/** A mainland mobile number as people type it, with or without +86, spaces or dashes; becomes E.164. */
export const MobileNumber = z
  .string({ error: '请填手机号' })
  .transform((text) =>
    text
      .normalize('NFKC')
      .replace(/[\s-]/g, '')
      .replace(/^(\+?86)(?=1\d{10}$)/, ''),
  )
  .refine((digits) => /^1[3-9]\d{9}$/.test(digits), '手机号是 11 位数字，例如 138 0000 0000')
  .transform((digits) => `+86${digits}`);

export const OneTimeCode = z
  .string({ error: '请填验证码' })
  .transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
  .refine((code) => /^\d{6}$/.test(code), '验证码是 6 位数字');

/** The code of an authenticator app, or one of its recovery codes as it was shown: abcde-F1234. */
export const AppCode = z
  .string({ error: '请填动态码' })
  .transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
  .refine((code) => /^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/.test(code), '动态码是 6 位数字，恢复码形如 abcde-F1234');

const Next = z.string().optional();

export const SendCodeInput = z.object({ phone: MobileNumber, next: Next });
export const VerifyCodeInput = z.object({ phone: MobileNumber, code: OneTimeCode, next: Next });

const Email = z
  .string({ error: '请填邮箱' })
  .trim()
  .toLowerCase()
  .pipe(z.email('邮箱格式不对，例如 name@example.com'))
  // Accounts opened by mobile number hold such addresses; nobody may take one beforehand.
  .refine((email) => !email.endsWith('.invalid'), '这个邮箱不能用，请换一个');
const Password = z.string({ error: '请填密码' }).min(10, '密码至少 10 个字符').max(128, '密码最多 128 个字符');

export const PasswordSignInInput = z.object({ email: Email, password: z.string({ error: '请填密码' }), next: Next });
export const SignUpInput = z.object({
  name: z.string({ error: '请填姓名' }).trim().min(2, '请填真实姓名').max(40, '姓名太长'),
  email: Email,
  password: Password,
  next: Next,
});
export const AskResetInput = z.object({ email: Email });
export const ResetInput = z.object({ token: z.string(), password: Password });
export const AppSignInInput = z.object({ code: AppCode, next: Next });
/** By SMS code, or by app or recovery code: which of them counts, the account says. */
export const ConfirmInput = z.object({ code: AppCode, next: Next });

export const NextInput = z.object({ next: Next });
export const StartAppInput = z.object({ password: z.string().max(128).optional() });
export const ConfirmAppInput = z.object({ code: OneTimeCode });
