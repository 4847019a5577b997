const place = { __dirname, file: __filename };

export { place };
