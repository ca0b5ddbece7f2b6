import { expect, it } from 'vitest';
import { belongsToPrimary } from './focus-primary.ts';

const [body, button, field] = ['body', 'button', 'field'].map((name) => ({ name })) as unknown as HTMLElement[];
const pageWith = (activeElement: HTMLElement) => ({ activeElement, body: body! });
const foot = { contains: (element: unknown) => element === button };

it('the proposal of the next entry takes the focus from a button of the entry before', () => {
  expect(belongsToPrimary(pageWith(button!), foot, true)).toBe(true);
  expect(belongsToPrimary(pageWith(button!), foot, false)).toBe(false);
});

it('the proposal takes the focus that nothing has, and none from elsewhere on the page', () => {
  expect(belongsToPrimary(pageWith(body!), foot, false)).toBe(true);
  expect(belongsToPrimary(pageWith(field!), foot, true)).toBe(false);
});
