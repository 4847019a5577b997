var pets = exports.pets = [];

pets.push('Tobi');
