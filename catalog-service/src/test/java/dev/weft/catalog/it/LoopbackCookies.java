// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;

/// Cookies as browsers keep them for this machine: a secure one is sent to 127.0.0.1 without TLS,
/// too, which Java's own store would not do.
final class LoopbackCookies implements CookieStore {

  private final CookieStore store = new CookieManager().getCookieStore();

  @Override
  public void add(URI uri, HttpCookie cookie) {
    cookie.setSecure(false);
    store.add(uri, cookie);
  }

  @Override
  public List<HttpCookie> get(URI uri) {
    return store.get(uri);
  }

  @Override
  public List<HttpCookie> getCookies() {
    return store.getCookies();
  }

  @Override
  public List<URI> getURIs() {
    return store.getURIs();
  }

  @Override
  public boolean remove(URI uri, HttpCookie cookie) {
    return store.remove(uri, cookie);
  }

  @Override
  public boolean removeAll() {
    return store.removeAll();
  }
}
