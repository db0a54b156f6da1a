// SPDX-License-Identifier: Apache-2.0
(function () {
  var choice = 'auto';
  try {
    choice = localStorage.getItem('weft-color-scheme') || 'auto';
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
