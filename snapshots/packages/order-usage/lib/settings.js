exports.prefix = process.env.ORDER_USAGE_PREFIX || '-'
