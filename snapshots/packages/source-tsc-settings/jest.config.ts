export default {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts': [
      'ts-jest',
      {
        isolatedModules: true,
      },
    ],
  },
};
