// SPDX-License-Identifier: Apache-2.0
import js from '@eslint/js';
import query from '@tanstack/eslint-plugin-query';
import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', 'target', 'screenshots', 'src/api/schema.gen.ts']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat.recommended,
      query.configs['flat/recommended'],
    ],
    plugins: { boundaries },
    settings: {
      'import/resolver': { [`${import.meta.dirname}/build/importResolver.cjs`]: {} },
      'boundaries/elements': [
        { type: 'app', pattern: 'src/app' },
        { type: 'feature', pattern: 'src/features/*', capture: ['feature'] },
        { type: 'components', pattern: 'src/components' },
        { type: 'api', pattern: 'src/api' },
        { type: 'lib', pattern: 'src/lib' },
        { type: 'theme', pattern: 'src/theme' },
        { type: 'test', pattern: 'src/test' },
      ],
      'boundaries/files': [{ category: 'test', pattern: '**/*.test.{ts,tsx}' }],
    },
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only src/api/client.ts talks to the server.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      // app → features → components, api, lib; no feature knows another.
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            {
              from: { element: { type: 'app' } },
              allow: {
                to: {
                  element: { types: { anyOf: ['app', 'feature', 'components', 'api', 'lib', 'theme'] } },
                },
              },
            },
            {
              from: { element: { type: 'feature' } },
              allow: { to: { element: { types: { anyOf: ['components', 'api', 'lib'] } } } },
            },
            {
              from: { element: { type: 'components' } },
              allow: { to: { element: { types: { anyOf: ['components', 'api', 'lib'] } } } },
            },
            {
              from: { element: { type: 'api' } },
              allow: { to: { element: { types: { anyOf: ['api', 'lib'] } } } },
            },
            { from: { element: { type: 'lib' } }, allow: { to: { element: { type: 'lib' } } } },
            { from: { file: { categories: 'test' } }, allow: { to: { element: { type: 'test' } } } },
            {
              from: { element: { type: 'test' } },
              allow: { to: { element: { types: { anyOf: ['app', 'api', 'lib', 'test'] } } } },
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/test/fixtures/**'],
    rules: { 'max-lines': 'off', '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  {
    // Components show types of the API; only features and the application fetch.
    files: ['src/components/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tanstack/react-query', '@/api/client', '@/api/use*'] }] },
      ],
    },
  },
  {
    // Run by Node or, in parts, inside a page; TypeScript does not see them.
    files: ['scripts/**', 'public/**', 'build/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'Buffer',
          'console',
          'document',
          'localStorage',
          'matchMedia',
          'process',
          'Request',
          'URL',
          '__dirname',
          'exports',
          'require',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
