export const where = () => import.meta.url;
export const odd = () => 'odd';
