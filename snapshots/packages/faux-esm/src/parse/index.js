export const strict = true;
export default (text) => text.trim();
