exports.mode = process.env.ORDER_ENV_MODE || 'none'
