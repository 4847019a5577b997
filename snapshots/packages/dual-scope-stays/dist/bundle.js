!function(){module.exports={bundle:!0}}();
