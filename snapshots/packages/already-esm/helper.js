export default function helper() { return 'helper'; }
export const part = 'part';
