console.log(010, 08, 009.5, -010, 00, 0777, 08.5, 0, 0.5, { 010: 'key' });
console.log(017.toString(), 08..toString());
