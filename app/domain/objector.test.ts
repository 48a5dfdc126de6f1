import { expect, test } from 'vitest';
import { isRealName, readContact } from './objector.ts';

test('a name is a person’s, not what the platform called him', () => {
  for (const name of ['张三', '阿依古丽·买买提', 'Li Wei', "O'Brien"]) expect(isRealName(name)).toBe(true);
  for (const name of ['用户5678', '张', '匿名', '张某某', '张先生', '13800138000', '张三1', ' ', 'x'])
    expect(isRealName(name)).toBe(false);
});

test('a contact is a number that rings or an address that takes mail', () => {
  expect(readContact(' 138 0013-8000 ')).toBe('13800138000');
  expect(readContact('+86 13800138000')).toBe('13800138000');
  expect(readContact('（0931）891 2345')).toBe('09318912345');
  expect(readContact('0931-8912345转602')).toBe('09318912345转602');
  expect(readContact('li@example.com')).toBe('li@example.com');
  for (const none of ['', '12345', '微信同号', '23800138000', 'li@example', '1380013800'])
    expect(readContact(none)).toBeNull();
});
