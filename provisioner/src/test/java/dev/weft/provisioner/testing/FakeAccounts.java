// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.ScramAccounts;
import dev.weft.provisioner.plan.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// SCRAM users of a cluster in memory.
public final class FakeAccounts implements ScramAccounts {

  private final Map<String, SortedMap<String, Credential>> users = new HashMap<>();
  private boolean isDown;
  private boolean isCrashing;

  public FakeAccounts down(boolean down) {
    isDown = down;
    return this;
  }

  /// Dies after the next change was made, before anybody hears of it.
  public FakeAccounts crashing() {
    isCrashing = true;
    return this;
  }

  /// A credential as somebody sets it by hand.
  public FakeAccounts with(String user, String mechanism, int iterations, String secret) {
    users
        .computeIfAbsent(user, _ -> new TreeMap<>())
        .put(mechanism, new Credential(mechanism, iterations, secret));
    return this;
  }

  public FakeAccounts without(String user) {
    users.remove(user);
    return this;
  }

  /// Users that have a credential.
  public Set<String> names() {
    return Set.copyOf(users.keySet());
  }

  /// Whether a client that logs in so is let in.
  public boolean letsIn(String user, String mechanism, String secret) {
    Credential known = users.getOrDefault(user, new TreeMap<>()).get(mechanism);
    return known != null && known.secret().equals(secret);
  }

  @Override
  public Map<String, SortedMap<String, Integer>> credentials(Set<String> asked) {
    if (isDown) {
      throw new ObservationException("it is down.");
    }
    Map<String, SortedMap<String, Integer>> found = new HashMap<>();
    users.forEach((user, credentials) -> {
      if (asked.contains(user)) {
        var seen = new TreeMap<String, Integer>();
        credentials.forEach((mechanism, each) -> seen.put(mechanism, each.iterations()));
        found.put(user, seen);
      }
    });
    return found;
  }

  @Override
  public Outcome alter(String user, @Nullable Credential set, Set<String> removed) {
    if (isDown) {
      return new Outcome.Failed(Outcome.Kind.TRANSIENT, "it is down");
    }
    SortedMap<String, Credential> known = users.computeIfAbsent(user, _ -> new TreeMap<>());
    removed.forEach(known::remove);
    if (set != null) {
      known.put(set.mechanism(), set);
    }
    if (known.isEmpty()) {
      users.remove(user);
    }
    if (isCrashing) {
      isCrashing = false;
      throw new FakeCrash("died after altering " + user);
    }
    return new Outcome.Applied();
  }
}
