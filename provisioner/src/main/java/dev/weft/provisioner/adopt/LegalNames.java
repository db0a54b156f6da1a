// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.name.Names;
import dev.weft.provisioner.plan.PlanDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Legal names for what was named elsewhere: the same input gives the same name, and no two inputs
/// share one.
final class LegalNames {

  private static final int SUFFIX = 6;

  private LegalNames() {}

  /// @param origins names from elsewhere
  /// @param taken legal names that are in use
  static Map<String, String> of(Collection<String> origins, Set<String> taken) {
    Map<String, Integer> uses = new HashMap<>();
    origins.forEach(origin -> uses.merge(plain(origin), 1, Integer::sum));
    var names = new TreeMap<String, String>();
    for (String origin : origins) {
      String plain = plain(origin);
      boolean isAlone = uses.getOrDefault(plain, 0) == 1 && !taken.contains(plain);
      names.put(origin, isAlone ? plain : marked(plain, origin));
    }
    return names;
  }

  /// Lower-case words joined by `-`.
  static String plain(String origin) {
    String words =
        origin.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String name = words.isEmpty() || !Character.isLetter(words.charAt(0)) ? "t-" + words : words;
    name = name.replaceAll("-+$", "");
    return Names.isName(name) ? name : marked(name, origin);
  }

  private static String marked(String name, String origin) {
    int room = Names.MAX_LENGTH - SUFFIX - 1;
    String head = name.length() <= room ? name : name.substring(0, room);
    return head.replaceAll("-+$", "") + "-" + PlanDigest.of(origin).substring(0, SUFFIX);
  }
}
