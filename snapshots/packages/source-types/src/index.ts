import { parse, Options, Style, Mode } from 'typed-dependency';

export { Options, Mode };
export { Style } from 'typed-dependency';
export const parsed = (text: string, options: Options): Style => parse(text, options);
