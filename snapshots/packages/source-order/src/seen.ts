export const seen = process.env.SOURCE_ORDER;
