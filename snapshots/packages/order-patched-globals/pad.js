exports.pad = (text) => String(text).padStart(2);
